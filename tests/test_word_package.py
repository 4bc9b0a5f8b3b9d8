"""The package around the parts of a Word file, and the parts that a shell's tags fill."""

import zipfile
from io import BytesIO

import pytest
import sample
from word_files import ROOT, plain_shell

from agreement.word import compile_shell, write
from agreement.word.contract import PLACES
from agreement.word.opened import CONTENT_TYPES, read_parts
from agreement.word.package import packed
from agreement.word.shell import Filled
from agreement.word.shell_tags import filled

SHELLS = sorted(ROOT.glob("templates/*.docx"))


TOLD = [name for name in zipfile.ZipInfo.__slots__ if name not in ("compress_size", "_raw_time")]
"""What the records of a package tell of each part, but for how small a program made it."""


def as_zipfile_writes(parts: dict[str, bytes]) -> bytes:
    """The same parts packed by the zipfile module."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, parts[name])
    return buffer.getvalue()


def told(package: bytes) -> list[dict[str, object]]:
    """The records of a package, in their order. Where a part begins depends on how small the ones
    before it are, so that place is told from the end of the one before."""
    with zipfile.ZipFile(BytesIO(package)) as opened:
        found, end = [], 0
        for info in opened.infolist():
            record = {name: getattr(info, name, None) for name in TOLD}
            record["header_offset"] -= end
            end = info.header_offset + 30 + len(info.filename.encode()) + info.compress_size
            found.append(record)
    return found


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"a.xml": b""},
        {"b.xml": b"<b/>", CONTENT_TYPES: b"<Types/>", "a/é.png": bytes(range(256))},
        {"word/document.xml": b"<w:p/>" * 20_000, "word/styles.xml": b"<w:style/>" * 100},
    ],
    ids=["none", "empty", "named", "long"],
)
def test_a_package_tells_of_each_part_what_the_zipfile_module_tells(parts):
    assert told(packed(parts)) == told(as_zipfile_writes(parts))
    assert packed(parts) == packed(parts)
    with zipfile.ZipFile(BytesIO(packed(parts))) as package:
        assert package.testzip() is None
        assert {name: package.read(name) for name in package.namelist()} == parts


def test_a_part_that_changed_by_a_letter_is_packed_as_it_is_now():
    for words in (b"<w:style>one</w:style>", b"<w:style>two</w:style>"):
        assert read_parts(packed({"word/styles.xml": words})) == {"word/styles.xml": words}


@pytest.mark.parametrize("words", ["", sample.HOSTILE, "Smith & Jones <'\"> {{ title }}"])
@pytest.mark.parametrize("path", SHELLS, ids=lambda path: path.stem)
def test_tags_that_only_name_places_are_filled_as_jinja_fills_them(path, words):
    places = dict.fromkeys(PLACES, words) | {"body": (b"<w:p/>",), "paper_width": 11906}
    for one in compile_shell(path).templates:
        assert one.pieces is not None
        assert one.render(places) == Filled(one.name, one.source).render(places)


@pytest.mark.parametrize(
    ("source", "plain", "shown"),
    [
        ("<a>{{ title }}</a>\n", True, "<a>A &amp; B</a>"),
        ("{% if title %}{{ title }}{% else %}none{% endif %}", True, "A &amp; B"),
        ("{% if date_line %}dated{% else %}none{% endif %}", True, "none"),
        ("{% if title %}{% if date_line %}x{% endif %}y{% endif %}", True, "y"),
        ("{{ title|lower }}", False, "a &amp; b"),
        ("{% if not date_line %}undated{% endif %}", False, "undated"),
        ("{% if date_line %}a{% elif title %}b{% endif %}", False, "b"),
        ("{{ body }}", True, "<w:p/>"),
        ("{{ body|length }}{{ body }}", False, "6<w:p/>"),
    ],
)
def test_a_tag_that_computes_is_left_to_jinja(source, plain, shown):
    one = filled("word/header1.xml", source)
    assert (one.pieces is not None) == plain
    places = {"title": "A & B", "date_line": "", "body": (b"<w:p/>",)}
    assert one.render(places).decode() == shown


def test_two_agreements_in_one_shell_share_no_word():
    first, again = sample.agreement(), sample.hostile()
    alone = write(again, plain_shell())
    write(first, plain_shell())
    assert write(again, plain_shell()) == alone
