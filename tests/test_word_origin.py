"""What a Word file says it was built from, whether it was edited, and hostile packages."""

import zipfile
from io import BytesIO

import pytest
import sample
from word_files import DOCUMENT, changed, part, plain_shell, with_part, written

import agreement
from agreement.finding import Refused
from agreement.word import ClauseUsed, Provenance, edited, provenance
from agreement.word.opened import read_parts
from agreement.word.package import packed

ITEM = "customXml/item1.xml"


def test_a_file_tells_versions_digests_and_clauses_and_nothing_else():
    told = provenance(written())
    assert told == Provenance(
        tool=agreement.__version__,
        sheet_digest=sample.agreement().sheet_digest,
        shell_digest=plain_shell().digest,
        content_digest=told.content_digest,
        clauses=(
            ClauseUsed("billing/corrected-claims", "", "ab" * 32),
            ClauseUsed("payment/lump-sum", "payer-protective", "cd" * 32),
        ),
    )
    assert "chosen" not in part(written(), ITEM)


def test_a_file_as_it_was_written_is_not_edited():
    assert not edited(written())


def test_a_file_packed_anew_with_the_same_parts_is_not_edited():
    assert not edited(packed(dict(reversed(read_parts(written()).items()))))


def test_a_word_changed_anywhere_is_an_edit():
    assert edited(changed(written(), DOCUMENT, "£125,000.00", "£125,000.01"))
    assert edited(changed(written(), "word/footer1.xml", "Draft 3", "Draft 4"))
    assert edited(with_part(written(), "word/extra.xml", b"<x/>"))


@pytest.mark.parametrize("item", [b"", b"<x", b"<other/>", b"<!DOCTYPE x><x/>"])
def test_a_file_whose_provenance_was_emptied_tells_nothing_and_counts_as_edited(item):
    emptied = with_part(written(), ITEM, item)
    assert provenance(emptied) is None
    assert edited(emptied)


def test_provenance_is_found_under_another_name():
    parts = read_parts(written())
    parts["customXml/item3.xml"] = parts.pop(ITEM)
    assert provenance(packed(parts)) == provenance(written())


def test_a_file_saved_by_libreoffice_counts_as_edited(soffice):
    saved = soffice(written(), "docx").read_bytes()
    assert edited(saved)
    assert provenance(saved) in (None, provenance(written()))


def package(*entries: tuple[str, bytes]) -> bytes:
    """A zip archive with these entries, even two of one name."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def truncated() -> bytes:
    """A package whose directory is whole and whose first part is not."""
    data = bytearray(package(("a.xml", bytes(range(256)) * 40)))
    data[60:90] = b"\xff" * 30
    return bytes(data)


HOSTILE = {
    "no-zip": (b"PK no", "not a Word file"),
    "empty": (b"", "not a Word file"),
    "bomb": (package(("a.xml", b"0" * 30 * 2**20)), "200 times"),
    "many": (package(*((f"{count}.xml", b"") for count in range(501))), "more than 500"),
    "large": (package(("a.xml", b"0" * (64 * 2**20 + 1))), "more than 64 MiB"),
    "climbing": (package(("../a.xml", b"")), "leaves the package"),
    "absolute": (package(("/a.xml", b"")), "leaves the package"),
    "twice": (package(("a.xml", b""), ("A.xml", b"")), "Two parts are named"),
    "corrupt": (truncated(), "Word file"),
}


@pytest.mark.parametrize("read", [provenance, edited])
@pytest.mark.parametrize(("docx", "sentence"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_package_is_refused_with_the_reason(read, docx, sentence):
    with pytest.raises(Refused, match=sentence):
        read(docx)
