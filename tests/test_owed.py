"""What each clause has the parties owe: recalled only where all that it depends on is the same."""

import json
from datetime import date

import pytest
import yaml
from msgspec.structs import replace

from agreement.assembly.assemble import assemble, draft
from agreement.choice.examine import examine
from agreement.document.tree import ActionItem, Due
from agreement.duties.dated import clause_duties
from agreement.duties.owed import owed
from agreement.library.disk import Library, shipped
from agreement.reading.load import load
from agreement.reading.source import Source
from agreement.term_sheet.setting import setting
from agreement.term_sheet.terms import typed
from tests.drafting import EXAMPLES, LIBRARY, clause, firm, sheet

COUNTED = clause(
    text="The _Payer_ pays within [days].",
    blanks={
        "days": {"type": "business_days", "default": 5, "ask": "days to pay"},
        "start": {"type": "date", "from": "effective_date", "ask": "the start"},
    },
    actions=[
        {"role": "payer", "what": f"Pay {after}", "evidence": "the receipt",
         "due": {"business_days": "days", "after": after}}
        for after in ("effective_date", "signature", "sealed_order", "start")
    ],
)  # fmt: skip
ANSWERS = {"general/counted": {}}
SHEETS = {
    "nothing": {},
    "the day it takes effect": {"effective_date": "2026-12-08"},
    "a later of two": {"effective_date": {"later_of": ["signature", "2026-12-01"]}},
    "an assumed date": {"assumed": {"signature": "2026-12-09"}},
    "another assumed date": {"assumed": {"signature": "2026-12-10"}},
    "a date that is known": {"dates": {"signature": "2026-12-09"}},
    "the date of an order": {"dates": {"sealed_order": "2027-01-11"}},
    "a number": {"clauses": {"general/counted": {"days": 6}}},
    "a date of its own": {"clauses": {"general/counted": {"start": "2026-12-24"}}},
    "an event for a date": {"effective_date": "signature"},
    "an event whose date is assumed": {
        "effective_date": "signature",
        "assumed": {"signature": "2026-12-09"},
    },
    "an event with another assumed date": {
        "effective_date": "signature",
        "assumed": {"signature": "2026-12-10"},
    },
    "an open number": {"clauses": {"general/counted": {"days": "open"}}},
}


def dues(library: Library, **changes: object) -> list[Due]:
    """When each action of the clause falls due."""
    made = draft(sheet(**{"clauses": ANSWERS, **changes}), "sheet.yaml", library).agreement
    return [one.due for one in made.duties if isinstance(one, ActionItem)]


def test_each_date_is_that_of_its_own_term_sheet_whatever_was_drafted_before(tmp_path):
    library = firm(tmp_path, general__counted=COUNTED)
    alone = {name: dues(Library(*library.homes), **one) for name, one in SHEETS.items()}
    assert len({str(found) for found in alone.values()}) == len(SHEETS)
    for before in SHEETS.values():
        for name, one in SHEETS.items():
            dues(library, **before)
            assert dues(library, **one) == alone[name]


CHAINED = clause(
    text="The _Payer_ pays.",
    actions=[
        {"role": "payer", "what": "Send it", "evidence": "the receipt", "id": "sent",
         "due": {"days": 5, "after": "effective_date"}},
        {"role": "payer", "what": "Send it again", "evidence": "the receipt", "id": "again",
         "due": {"days": 7, "after": "sent"}},
        {"role": "payer", "what": "Look", "evidence": "the note",
         "due": {"days": 1, "after": {"later_of": ["again", "2026-12-01"]}}},
        {"role": "payer", "what": "Answer", "evidence": "the answer",
         "due": {"days": 3, "after": {"event": "it is asked"}}},
    ],
)  # fmt: skip


def test_a_duty_that_counts_from_another_moves_with_it_and_one_that_does_not_stays(tmp_path):
    library = firm(tmp_path, general__chained=CHAINED)
    for day in (1, 8, 1):
        given = {"clauses": {"general/chained": {}}, "effective_date": f"2027-02-0{day}"}
        *moved, stays = dues(library, **given)
        assert [one.on for one in moved] == [date(2027, 2, day + n) for n in (5, 12, 13)]
        assert stays.on is None


def test_a_changed_calendar_shows_at_once(tmp_path):
    ours = yaml.safe_load((shipped() / "jurisdictions" / "england-wales.yaml").read_bytes())
    firm(tmp_path, general__counted=COUNTED)
    found = []
    for calendar in ("england-wales", "scotland", "england-wales"):
        file = tmp_path / "jurisdictions" / "england-wales.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(ours | {"calendar": calendar}, default=str), encoding="utf-8")
        # St Andrew's Day is kept in Scotland alone.
        library = Library(tmp_path, shipped())
        found.append(dues(library, effective_date="2026-11-27")[0].on)
    assert found == [date(2026, 12, 4), date(2026, 12, 7), date(2026, 12, 4)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_recalled_is_what_the_clause_gives(example):
    made = draft(example.read_bytes(), example.name, LIBRARY)
    for pick, answers in made.clauses:
        assert owed(pick, answers, made.setting) == clause_duties(pick, answers, made.setting)


class Read(dict):
    """The values of a term sheet that remember which of them were asked for."""

    asked: set[str]

    def get(self, key, default=None):
        self.asked.add(key)
        return super().get(key, default)

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_duties_take_nothing_else_from_the_term_sheet_than_they_are_recalled_by(example):
    source = load(example.read_bytes(), example.name)
    chosen, _ = examine(source, LIBRARY)
    sheet = typed(source)
    here = setting(sheet, LIBRARY.jurisdiction(sheet.jurisdiction))
    clauses = assemble(chosen, here, LIBRARY).clauses
    value = Read(source.value)
    value.asked = set()
    watched = replace(sheet, source=Source(source.file, value, "", {}, {}), parties=())
    for pick, answers in clauses:
        clause_duties(pick, answers, replace(here, sheet=watched))
    assert value.asked <= {"effective_date", "money"}
