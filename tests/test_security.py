"""Attacks from a term sheet, a firm's library and a shell: each is refused, or is only words."""

import copy
import json
import re
import resource
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
import vobject
import yaml
from click.testing import CliRunner, Result
from word_files import changed, part, with_part

from agreement.assembly.assemble import draft
from agreement.cli import main
from agreement.finding import Refused
from agreement.library.disk import Library, shipped
from agreement.reading.load import load
from agreement.word import compile_shell, write
from agreement.word.opened import parse, read_parts
from tests.drafting import EXAMPLES, LIBRARY, ROOT, clause

DOCS = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
PLAIN = ROOT / "templates" / "plain.docx"
EXAMPLE = ROOT / "examples" / "ew-insurer-hospital-billing.yaml"
FIXED = {"form", "matter", "jurisdiction", "state", "status", "binding", "kind", "role", "currency",
         "called", "alternative", "owner"}  # fmt: skip
PROGRAM = "{{ 7919*7919 }}{% set x = 1 %}{# c #}${7919*7919}#{7919*7919}"
MARKUP = "</w:t></w:r><w:p/>&amp;]]><!-- <script>alert(1)</script> \" onload='x'"
FORMULA = '=HYPERLINK("http://x.example","pay")'
COMMAND = "+cmd|' /C calc'!A0"
MARKS = {
    MARKUP: '</w:t></w:r><w:p/>&amp;]]><!-- <script>alert(1)</script> " onload=‘x’',
    FORMULA: "=HYPERLINK(“http://x.example”,“pay”)",
    COMMAND: "+cmd|' /C calc’!A0",
}
"""How texts are printed whose quotation marks and apostrophes are curled."""


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)


def worded(value: object, words: str, key: str = "") -> object:
    """A term sheet with these words in every text that is free to be any words."""
    if isinstance(value, dict):
        return {name: part if name == "allow" else worded(part, words, name)
                for name, part in value.items()}  # fmt: skip
    if isinstance(value, list):
        return [worded(part, words, key) for part in value]
    free = isinstance(value, str) and " " in value and key not in FIXED
    return words if free and not re.match(r"[0-9]", value) else value


def escaped(words: str) -> str:
    """Words as they must be typed where marks are read."""
    return re.sub(r"[*_{\[\\]", r"\\\g<0>", words)


@pytest.fixture(params=EXAMPLES[::4], ids=lambda path: path.stem)
def hostile(request, tmp_path):
    """A way to build an example, with these words in every text of it, in every form."""

    def hostile(words: str, marks: str = "") -> Path:
        value = copy.deepcopy(load(request.param.read_bytes(), "f").value)
        value = worded(value, words)
        for name in ("recitals", "actions", "reviews"):
            if name in value:
                value[name] = worded(value[name], escaped(words), name)
        value["reference"] = value["title"] = value["prepared_by"] = words
        sheet = tmp_path / "sheet.yaml"
        sheet.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        every = "txt,json,html,ics,xlsx,plain-sheet"
        built = run(sheet, "-o", tmp_path / "out", "--also", every, "--annotate")
        assert built.exit_code == 0, built.stderr
        return tmp_path / "out"

    return hostile


def words_of(file: Path) -> str:
    opened = docx.Document(file)
    rows = (cell for table in opened.tables for row in table.rows for cell in row.cells)
    return "\n".join(one.text for one in (*opened.paragraphs, *rows))


def test_a_program_in_a_text_is_printed_and_never_run(hostile):
    folder = hostile(PROGRAM)
    told = words_of(folder / "sheet.docx")
    assert PROGRAM in told
    assert "62710561" not in told


class _Tags(HTMLParser):
    """The elements of a page, and every attribute that would run a program."""

    def __init__(self, page: str):
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found += [tag, *(name for name, value in attrs if name.startswith("on"))]
        self.found += [value for name, value in attrs if value and value.startswith("javascript:")]


def test_markup_in_a_text_is_words_in_every_form(hostile):
    folder = hostile(MARKUP)
    assert MARKS[MARKUP] in words_of(folder / "sheet.docx")
    for name, xml in read_parts((folder / "sheet.docx").read_bytes()).items():
        if name.endswith((".xml", ".rels")):
            parse(xml)
    for page in folder.glob("*.html"):
        found = _Tags(page.read_text(encoding="utf-8")).found
        assert not {"script", "onload", "iframe", "img"} & set(found)
    vobject.readOne((folder / "sheet.ics").read_text(encoding="utf-8"))
    json.loads((folder / "sheet.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("words", [FORMULA, COMMAND, "-2+3", "@SUM(A1:A9)", "{=1}"])
def test_a_formula_in_a_text_is_words_in_a_workbook(hostile, words):
    folder = hostile(words)
    book = openpyxl.load_workbook(folder / "sheet.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    said = {words, MARKS.get(words, words)}
    found = [cell for cell in cells if any(one in str(cell.value) for one in said)]
    assert found
    assert not [cell.value for cell in found if cell.data_type == "f"]


def test_lines_in_a_text_add_nothing_to_a_calendar(tmp_path):
    value = load(EXAMPLE.read_bytes(), "f").value
    value["actions"] = [
        {"role": "parties", "due": {"on": "2027-03-01"}, "evidence": "x",
         "what": "meet\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:pay me\r\nATTACH:http://x.example"}
    ]  # fmt: skip
    sheet, what = tmp_path / "sheet.yaml", value["actions"][0].pop("what")
    sheet.write_text(json.dumps(value | {"title": what}), encoding="utf-8")
    assert "forbidden-character" in run(sheet, "-o", tmp_path).stderr
    block = what.replace("\r\n", "\n    ")
    (action,) = value.pop("actions")
    lines = [f"  {name}: {json.dumps(part)}" for name, part in action.items()]
    told = "\n".join(("actions:", "-", *lines, "  what: |-", f"    {block}"))
    sheet.write_text(f"{yaml.safe_dump(value)}{told}\n", encoding="utf-8")
    built = run(sheet, "-o", tmp_path, "--also", "ics")
    assert built.exit_code == 0, built.stderr
    calendar = vobject.readOne((tmp_path / "sheet.ics").read_text(encoding="utf-8"))
    lines = [line.name for event in calendar.vevent_list for line in event.lines()]
    assert "ATTACH" not in lines and "SUMMARY" in lines


HIDDEN = {
    "turned around": "Hosp\u202elatip\u202c Limited",
    "isolated": "Hosp\u2066ital\u2069",
    "no width": "Hos\u200bpital Limited",
    "joined": "Hos\u2060pital",
    "mark of order": "Hos\ufeffpital",
}


@pytest.mark.parametrize("words", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("field", ["name", "amount"])
@pytest.mark.parametrize("written", ["raw", "code"])
def test_a_character_that_nobody_sees_is_refused_in_a_name_and_in_a_sum(
    words, field, written, tmp_path
):
    hidden = next(sign for sign in words if ord(sign) > 0x1FFF)
    words = words if field == "name" else f"1000{hidden}.00"
    value = load(EXAMPLE.read_bytes(), "f").value
    if field == "name":
        value["parties"]["payer"]["name"] = words
    else:
        value["money"]["settlement_sum"] = words
    sheet = tmp_path / "s.yaml"
    sheet.write_text(json.dumps(value, ensure_ascii=written == "code"), encoding="utf-8")
    built = run(sheet, "-o", tmp_path / "out")
    assert (built.exit_code, (tmp_path / "out").exists()) == (1, False)
    assert "forbidden-character" in built.stderr


@pytest.mark.parametrize(
    "figure", ["١٢٣٤.٠٠", "１２３.００", "1,000.00", "1e6", "0x10", "-5.00", "NaN"]
)
def test_a_sum_is_written_in_plain_digits(figure, tmp_path):
    value = load(EXAMPLE.read_bytes(), "f").value
    value["money"]["settlement_sum"] = figure
    sheet = tmp_path / "s.yaml"
    sheet.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    assert run("check", sheet).exit_code == 1


@pytest.mark.parametrize(
    "id", ["../../etc/passwd", "billing/../../x", "/etc/passwd", "billing/x/y", "billing\\x",
           "C:/x", "billing/\x00x"]
)  # fmt: skip
def test_a_clause_is_never_looked_for_outside_the_library(id):
    assert LIBRARY.clause(id) is None


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/hosts", "..", "a/../../b"])
@pytest.mark.parametrize("field", ["jurisdiction", "shell"])
def test_a_jurisdiction_or_a_shell_is_never_looked_for_outside_the_library(name, field, tmp_path):
    outside = tmp_path / "etc"
    outside.mkdir()
    value = load(EXAMPLE.read_bytes(), "f").value
    options = ("--shell", name) if field == "shell" else ()
    value |= {} if field == "shell" else {"jurisdiction": name}
    sheet = tmp_path / "s.yaml"
    sheet.write_text(json.dumps(value), encoding="utf-8")
    built = run("check", sheet, *options)
    assert built.exit_code == 1
    assert "unknown-" in built.stderr


@pytest.mark.parametrize("title", ["../../../out", "/etc/cron.d/x", "..\\..\\x", "a\u2215b", "CON"])
def test_a_title_never_leads_a_document_out_of_its_folder(title, tmp_path):
    value = load(EXAMPLE.read_bytes(), "f").value | {"title": title}
    folder = tmp_path / "deep" / "out"
    built = run("-", "-o", folder, stdin=json.dumps(value))
    assert built.exit_code == 0
    (document,) = tmp_path.rglob("*.docx")
    assert document.parent == folder
    assert re.fullmatch(r"[a-z0-9-]+\.docx", document.name)


@pytest.mark.parametrize("end", ["docx", "ics", "xlsx", "html", "json", "txt"])
def test_a_link_of_an_output_is_never_written_through(end, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the signed copy")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / f"{EXAMPLE.stem}.{end}").symlink_to(secret)
    every = ("--also", "txt,json,html,ics,xlsx")
    built = run(EXAMPLE, "-o", folder, *every)
    assert (built.exit_code, "error[a-link]" in built.stderr) == (1, True)
    assert [path.name for path in folder.iterdir()] == [f"{EXAMPLE.stem}.{end}"]
    assert run(EXAMPLE, "-o", folder, *every, "--force").exit_code == 0
    assert secret.read_text() == "the signed copy"


def bounded(*arguments: object, bytes_of_memory: int = 2**30) -> subprocess.CompletedProcess:
    """The program in a process that may not use more memory than this, nor a minute."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (bytes_of_memory, bytes_of_memory))

    command = [sys.executable, ROOT / "build_agreement.py", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, preexec_fn=limit
    )


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{above}, *{above}]\n"
    for above, name in zip("abcdefghi", "bcdefghij", strict=True)
)
BOMBS = {
    "aliases": (LAUGHS.encode(), "anchor"),
    "brackets": (b"title: " + b"[" * 400_000, "too-deep"),
    "braces": (b"title: " + b'{"a": ' * 100_000, "too-deep"),
    "dashes": (b"- " * 400_000, "too-deep"),
    "entries": (b"title: [" + b"1, " * 300_000 + b"]", "too-long"),
}


@pytest.mark.parametrize(("raw", "rule"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_in_little_memory(raw, rule, tmp_path):
    sheet = tmp_path / "sheet.yaml"
    sheet.write_bytes(raw)
    ran = bounded("check", sheet)
    assert (ran.returncode, f"error[{rule}]" in ran.stderr, "Traceback" in ran.stderr) == (
        1,
        True,
        False,
    )


def test_a_file_of_a_hundred_megabytes_is_refused_without_being_read(tmp_path):
    sheet = tmp_path / "sheet.yaml"
    with sheet.open("wb") as file:
        file.truncate(100 * 2**20)
    ran = bounded("check", sheet, "/dev/zero", bytes_of_memory=3 * 2**28)
    assert (ran.returncode, ran.stderr.count("error[too-long]")) == (1, 2)


def test_a_hundred_megabytes_of_standard_input_are_not_read(tmp_path):
    with open("/dev/zero", "rb") as zeros:
        ran = subprocess.run(
            [sys.executable, ROOT / "build_agreement.py", "check", "-"], stdin=zeros,
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert (ran.returncode, "error[too-long]" in ran.stderr) == (1, True)


def own(home: Path, folder: str, name: str, content: bytes) -> Library:
    """A firm's library with one file."""
    (home / folder).mkdir(parents=True, exist_ok=True)
    (home / folder / name).write_bytes(content)
    return Library(home, shipped())


@pytest.mark.parametrize(
    "lead", ["file:///etc/passwd", "http://x.example/s.json", "../../etc/passwd", "#/$defs/none"]
)
@pytest.mark.parametrize("name", ["clause", "jurisdiction", "term-sheet-frame"])
def test_a_reference_of_a_firms_schema_is_never_followed_out_of_it(lead, name, tmp_path):
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    schema["properties"] = {**schema["properties"], "title": {"$ref": lead},
                            "heading": {"$ref": lead}, "name": {"$ref": lead}}  # fmt: skip
    own(tmp_path / "firm", "schemas", f"{name}.schema.json", json.dumps(schema).encode())
    ran = bounded("check", EXAMPLE, "--library", tmp_path / "firm")
    assert ran.returncode in (1, 3)
    assert "Traceback" not in ran.stderr
    assert "passwd" not in ran.stderr.replace(lead, "")


def test_a_clause_of_a_firm_is_data_and_cannot_refer_to_a_file(tmp_path):
    for value in ({"$ref": "file:///etc/passwd"}, {"$include": "/etc/passwd"}):
        one = {**clause(text="So."), **value}
        library = own(tmp_path, "clauses/billing", "one.yaml", json.dumps(one).encode())
        with pytest.raises(Refused, match="unknown-key"):
            library.clause("billing/one")
    library = own(tmp_path, "clauses/billing", "two.yaml", b"heading: !include /etc/passwd\n")
    with pytest.raises(Refused, match="tag"):
        library.clause("billing/two")


WAYS, HEADER = "word/_rels/document.xml.rels", "word/header1.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OUT = (
    f'<Relationship Id="rId99" Type="{OFFICE}/{{}}" Target="{{}}" TargetMode="External"/>'
    "</Relationships>"
)
DTD = '<!DOCTYPE w:hdr [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:hdr'


def related(kind: str, target: str) -> bytes:
    """A shell that leads to something outside it."""
    return changed(PLAIN.read_bytes(), WAYS, "</Relationships>", OUT.format(kind, target))


def in_header(words: str) -> bytes:
    """A shell with these words in its header."""
    run = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:hdr>"
    return changed(PLAIN.read_bytes(), HEADER, "</w:hdr>", run)


SHELLS = {
    "a program": in_header("{{ ''.__class__.__mro__[1].__subclasses__() }}"),
    "a loop": in_header("{% for x in range(10**9) %}x{% endfor %}"),
    "a call": in_header("{{ body.__init__.__globals__ }}"),
    "a filter": in_header("{{ title|attr('__class__') }}"),
    "an inclusion": in_header("{% include '/etc/passwd' %}"),
    "a picture from the web": related("image", "http://x.example/a.png"),
    "a template from the web": related("attachedTemplate", "http://x.example/a.dotm"),
    "a frame": related("frame", "http://x.example/"),
    "macros": with_part(PLAIN.read_bytes(), "word/vbaProject.bin", b"x"),
    "a control": with_part(PLAIN.read_bytes(), "word/activeX/activeX1.xml", b"<x/>"),
    "an object": with_part(PLAIN.read_bytes(), "word/embeddings/a.bin", b"x"),
    "an entity": changed(PLAIN.read_bytes(), HEADER, "<w:hdr", DTD),
    "a bomb": with_part(PLAIN.read_bytes(), "word/media/big.bin", b"\0" * 2**25),
    "a name that leaves": None,
    "two of a name": None,
}


def zipped(*entries: tuple[str, bytes]) -> bytes:
    """A package with these entries after those of a shell."""
    file = BytesIO(PLAIN.read_bytes())
    with zipfile.ZipFile(file, "a") as package:
        for name, content in entries:
            package.writestr(name, content)
    return file.getvalue()


SHELLS["a name that leaves"] = zipped(("../../outside.xml", b"<x/>"))
SHELLS["two of a name"] = zipped(("word/Document.xml", b"<x/>"))


@pytest.mark.parametrize("shell", SHELLS.values(), ids=SHELLS)
def test_a_hostile_shell_is_refused_and_nothing_is_written(shell, tmp_path):
    templates = tmp_path / "firm" / "templates"
    templates.mkdir(parents=True)
    (templates / "house.docx").write_bytes(shell)
    ran = bounded(
        EXAMPLE, "--library", tmp_path / "firm", "--shell", "house", "-o", tmp_path / "out"
    )
    assert (ran.returncode, "Traceback" in ran.stderr) == (1, False), ran.stderr
    assert "error[" in ran.stderr
    assert "root:" not in ran.stdout + ran.stderr
    assert not [*(tmp_path / "out").glob("*")]


def test_the_relationships_of_what_is_built_lead_nowhere_else():
    built = write(draft(EXAMPLE.read_bytes(), "s", LIBRARY).agreement, compile_shell(PLAIN))
    assert "TargetMode" not in part(built, WAYS)


ATTACKS = re.findall(r"^\| [^|]+ \| [^|]+ \| `(test_\w+\.py)(?:::(\w+))?` \|$", DOCS, re.MULTILINE)


def test_each_attack_of_the_page_is_tried_by_the_test_it_names():
    assert len(ATTACKS) >= 20
    for file, test in ATTACKS:
        source = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert f"def {test}(" in source, (file, test)
