"""Any term sheet: a valid one is built and passes the gate in every form; a spoilt one is drafted
or refused with its faults. Nothing else ever happens."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from agreement.assembly.assemble import Drafted, draft
from agreement.cli.also import WRITERS
from agreement.finding import Refused
from agreement.library.disk import Library
from agreement.lint import lint, not_final
from agreement.reading.load import load
from agreement.word import compile_shell, gate, write
from agreement.word.annotate import annotations
from agreement.word.opened import read_parts
from tests.any_sheet import MARKER, SETTINGS, sheets
from tests.drafting import LIBRARY, ROOT

SHELL = compile_shell(ROOT / "templates" / "plain.docx")
# The profile says how many sheets there are in all: 300 by default, 10,000 by night.
IN_ALL = max(300, settings.default.max_examples)
OWN = {
    "actions": [
        {"role": "provider", "what": "Send the _Payer_ a list", "evidence": "the letter",
         "due": {"days": 10, "after": "effective_date", "roll": "following", "by": "16:00"}},
        {"role": "parties", "what": "Meet", "due": {"on": "2027-01-04"}, "evidence": "minutes"},
        {"role": "parties", "what": "Keep the list", "due": {"throughout": "a claim is open"},
         "evidence": "the list"},
    ],
    "reviews": [
        {"what": "all claims", "every": {"months": 3}, "from": "effective_date", "times": 4},
        {"what": "some claims", "due": {"months": 1, "before": {"later_of": ["signature",
         "2027-06-01"]}}},
    ],
    "private": {"limit": "none"},
    "allow": {"duplicate-heading": "both parties asked for it"},
}  # fmt: skip
EXAMPLES = tuple(
    load(path.read_bytes(), path.name).value for path in sorted(ROOT.glob("examples/*.yaml"))
)
# The duties of OWN are those of a payer and a provider; other sheets stand as they are.
SHEETS = tuple(
    (OWN if {"payer", "provider"} <= set(sheet["parties"]) else {}) | sheet for sheet in EXAMPLES
)
JUNK = (
    None, True, False, 0, -1, 10**17, "", "  ", "open", "payer", "parties", "signature", "-1",
    "1.25e5", "125000.5", "2026-02-30", "9999-12-31", "0001-01-01", "16:60", "{", "[days]",
    "[x]", "_Nobody_", "**Term**", "_*", "\\", "{billing/none}", "{general/effect}", "x" * 500,
    "سمير 🙂", "a\nb", [], {}, [[]], ["open"], [{"open": "z"}], {"a": 1}, {"open": "the list"},
    {"open": "the list", "owner": "nobody"}, {"open": 5}, {"later_of": ["signature", "open"]},
    {"earlier_of": ["2026-01-01", {"later_of": ["payment", "signature"]}]},
    {"event": "the [x] arrives"}, {"days": 5, "after": "effective_date"}, {"months": 3650},
)  # fmt: skip
NAMES = ("open", "due", "alternative", "from", "", "_x_", "billing/none", "definitions/payer", "é")


def paths(value: object, path: tuple = ()) -> list[tuple]:
    parts = value.items() if isinstance(value, dict) else ()
    parts = enumerate(value) if isinstance(value, list) else parts
    return [path, *(deeper for key, part in parts for deeper in paths(part, (*path, key)))]


def at(value: object, path: tuple) -> object:
    for key in path:
        value = value[key]
    return value


@st.composite
def spoilt(pick: st.DrawFn) -> dict:
    sheet = copy.deepcopy(pick(st.sampled_from(SHEETS)))
    for _ in range(pick(st.integers(1, 4))):
        everywhere = paths(sheet)[1:]
        if not everywhere:
            break
        *above, key = pick(st.sampled_from(everywhere))
        spoil(at(sheet, above), key, pick, sheet)
    return sheet


def spoil(holder: dict | list, key: str | int, pick: st.DrawFn, sheet: dict) -> None:
    match pick(st.sampled_from(("delete", "replace", "rename", "insert", "copy"))):
        case "delete":
            del holder[key]
        case "rename" if isinstance(holder, dict):
            spelt = (*NAMES, str(key)[:-1], f"{key}s", str(key).upper())
            holder[pick(st.sampled_from(spelt))] = holder.pop(key)
        case "insert" if isinstance(holder, dict):
            holder[pick(st.sampled_from(NAMES) | st.text(max_size=8))] = junk(pick)
        case "insert":
            holder.insert(key, junk(pick))
        case "copy":
            holder[key] = copy.deepcopy(at(sheet, pick(st.sampled_from(paths(sheet)))))
        case _:
            holder[key] = junk(pick)


def junk(pick: st.DrawFn) -> object:
    return copy.deepcopy(pick(st.sampled_from(JUNK) | st.text(max_size=20)))


def drafted_or_refused(raw: bytes) -> bool:
    """Whether the bytes were drafted; judged too, for a finding must never fail either."""
    try:
        drafted = draft(raw, "sheet.yaml", LIBRARY)
    except Refused as refused:
        assert refused.findings
        return False
    not_final(drafted, lint(drafted))
    return True


def raw(sheet: dict) -> bytes:
    """A term sheet as a file."""
    return json.dumps(sheet, ensure_ascii=False).encode()


NOWHERE = Path("nowhere")


def renderings(drafted: Drafted) -> Iterator[bytes]:
    """Every part of an agreement's Word file, and the agreement in every other form."""
    agreement = drafted.agreement
    # A copy for signature carries no notes.
    signed = agreement.status == "execution"
    for notes in ((),) if signed else ((), annotations(drafted, lint(drafted))):
        docx = write(agreement, SHELL, notes=notes)
        assert gate(docx) == ()
        yield from read_parts(docx).values()
    for writer in (each for writers in WRITERS.values() for each in writers.values()):
        file = writer(drafted, NOWHERE)
        yield from read_parts(file).values() if file.startswith(b"PK") else (file,)


@pytest.mark.parametrize(("matter", "law"), SETTINGS)
def test_any_valid_term_sheet_is_built_in_every_form_and_shows_nothing_private(matter, law):
    @settings(max_examples=-(-IN_ALL // len(SETTINGS)), suppress_health_check=list(HealthCheck))
    @given(sheets(matter, law))
    def holds(sheet):
        drafted = draft(raw(sheet), "sheet.yaml", LIBRARY)
        not_final(drafted, lint(drafted))
        assert not [part for part in renderings(drafted) if MARKER.encode() in part]

    holds()


@pytest.mark.parametrize(("matter", "law"), SETTINGS)
def test_any_valid_term_sheet_reads_as_it_does_with_nothing_remembered(matter, law):
    @settings(max_examples=IN_ALL // 20, suppress_health_check=list(HealthCheck))
    @given(sheets(matter, law))
    def holds(sheet):
        alone = draft(raw(sheet), "sheet.yaml", Library())
        assert draft(raw(sheet), "sheet.yaml", LIBRARY).agreement == alone.agreement

    holds()


@settings(max_examples=IN_ALL, deadline=None, suppress_health_check=list(HealthCheck))
@given(spoilt())
def test_a_spoilt_term_sheet_is_drafted_or_refused_and_nothing_else(sheet):
    drafted_or_refused(json.dumps(sheet).encode())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
@example(b"clauses: {../../etc/passwd: }")
@example(b"clauses: {billing/\\0: }")
@example(b"? [a]\n: b")
def test_any_bytes_are_refused_and_nothing_else(raw):
    assert not drafted_or_refused(raw)


def test_the_term_sheets_that_are_spoilt_are_sound():
    assert all(drafted_or_refused(yaml.safe_dump(sheet).encode()) for sheet in SHEETS)
