"""The examples: what the published settlements say is in the documents built from them, what they
do not say is open, and nothing is there that nobody said."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from agreement.assembly.assemble import Drafted, draft
from agreement.document.number import number
from agreement.document.plain import Page, plain
from agreement.document.tree import Provision
from agreement.finding import Severity
from agreement.lint import lint
from tests.drafting import EXAMPLES, LIBRARY, even

BY_NAME = {path.stem: path for path in EXAMPLES}
REBUILT = tuple(name for name in BY_NAME if name.startswith("us-"))

FACTS = {
    "us-03-cms-hospital-appeals": (
        "Centers for Medicare and Medicaid Services",
        "Eligible acute-care or critical-access hospital",
        "August 29, 2014",
        "October 31, 2014",
        "before October 1, 2013",
        "68%",
        "within 60 days after the date on which the last party signs",
        "from the day after that last day up to and including the date of payment",
        "No other interest is payable",
        "within 14 days after receiving the notice",
        "plus its add-on payments, minus the deductible and the coinsurance",
        "psychiatric, inpatient rehabilitation, long-term care, cancer and children’s",
        "Part C enrollees",
        "stayed",
        "dismissed",
    ),
    "us-05-pacificare-texas": (
        "State of Texas",
        "PacifiCare of Texas, Inc.",
        "Travis County, Texas, 250th District Court, GN 103906",
        "February 11, 2002",
        "March 21, 2003",
        "April 20, 2003, which was a Sunday",
        "July 23, 2003",
        "March 23, 2004",
        "July 23, 2004",
        "$4,250,000.00",
        "Fines",
        "Fees",
        "Reimbursement",
        "three delegated physician groups that failed",
        "joint motion",
        "8 months after the Effective Date",
        "in good faith",
        "extend the Stay by up to 4 months",
        "may resume",
    ),
    "us-06-coventry-first-health": (
        "Coventry Health Care, Inc. (First Health PPO)",
        "approximately 38,000 providers",
        "Chehalem Physical Therapy v. Coventry Health Care (D. Or.)",
        "March 25, 1999",
        "June 2, 2014",
        "September 3, 2014",
        "injunctive relief",
        "the lesser of",
        "workers’ compensation",
        "where the fee is $100.00",
        "bills $90.00 and the percentage is 80%",
        "shall pay $80.00, and not $72.00",
        "shall not apply it to the amount billed",
    ),
    "us-13-providence": (
        "State of Washington (Attorney General)",
        "Providence, Swedish and Kadlec (14 hospitals)",
        "King County Superior Court",
        "February 2022",
        "February 1, 2024",
        "from 2018 to October 2023",
        "$137,200,000.00",
        "65,217 patients",
        "$125,800,000.00",
        "$11,400,000.00",
        "$20,600,000.00",
        "interest at 12%",
        "34,229 patients",
        "$4,500,000.00",
        "$157,800,000.00, for 99,446 patients",
        "charity care",
        "plain language",
        "letter to each patient",
    ),
    "us-16-hutchinson-aod": (
        "State of Minnesota (Attorney General)",
        "Hutchinson Health (HealthPartners)",
        "Ramsey County District Court",
        "October 29, 2020",
        "June 11, 2021",
        "$184,000.00",
        "$25,000.00",
        "Affected Plans is 896",
        "| $1,000.00 | 12 months",
        "$1,000.00 | | 24 months",
        "not less than $50.00",
        "| $1,000.00 | 6 months",
        "$1,000.00 | $3,000.00 | 12 months",
        "$3,000.00 | $10,000.00 | 24 months",
        "$10,000.00 | | 36 months",
        "lowest monthly payment",
        "deactivate a payment plan",
        "threaten a patient with collection",
        "40%",
        "before November 1, 2019",
        "June 30, 2021",
        "neither admits nor denies",
    ),
    "us-27-upmc-highmark": (
        "Commonwealth of Pennsylvania",
        "UPMC",
        "UPE, also known as Highmark Health, and Highmark Inc.",
        "334 MD 2014",
        "May 1, 2012",
        "December 31, 2014",
        "June 27, 2014",
        "June 30, 2019",
        "June 24, 2019",
        "July 1, 2019",
        "a term of 5 years",
        "contract of 10 years",
        "aged 65 or older on Medicare or Medicare Advantage",
        "Medigap",
        "Medicaid",
        "CHIP",
        "In 2015 and in 2018",
        "needs the approval of the Commonwealth Court",
        "expedited arbitration",
        "rejected",
    ),
}
"""What a case reports, as it must read in the document."""

UNKNOWN = {
    "us-03-cms-hospital-appeals": ("account to be paid into", "list of eligible claims"),
    "us-05-pacificare-texas": (
        "part of the sum that is fines",
        "part of the sum that is fees",
        "part of the sum that is reimbursement",
        "amount due claim by claim",
    ),
    "us-06-coventry-first-health": ("cash sum", "fee award", "implementation date"),
    "us-13-providence": ("refund deadline", "reporting calendar", "length of the monitoring"),
    "us-16-hutchinson-aod": (),
    "us-27-upmc-highmark": (),
}
"""What the sources of a case do not say."""

CONFLICTING = {"us-03-cms-hospital-appeals": "whether all eligible claims must be settled"}
"""What the sources of a case say differently."""

COMPUTED = {
    "us-05-pacificare-texas": {
        "2004-03-23": "8 months after July 23, 2003",
        "2004-07-23": "12 months after July 23, 2003",
    },
}
"""What an operative provision, or a date anywhere, has that its term sheet does not have, with the
reason."""

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
LONG_DATE = re.compile(rf"({'|'.join(MONTHS)}) (\d{{1,2}}), (\d{{4}})")
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
REFERRED = re.compile(r"\b(?:Section|Schedule) \d+(?:\.\d+)?(?:\([a-z]+\))*")
OPEN = re.compile(r"\[OPEN \d+: [^\]]*\]")


@cache
def built(name: str) -> Drafted:
    """An example, put together."""
    path = BY_NAME[name]
    return draft(path.read_bytes(), path.name, LIBRARY)


@cache
def text(name: str) -> str:
    """An example as plain text, its lines joined."""
    return even(plain(built(name).agreement))


def operative_words(name: str) -> str:
    """The operative provisions of an example in words, without numbers of provisions, references
    and open points."""
    agreement = built(name).agreement
    page = Page(number(agreement), agreement.conventions)
    words = " ".join(page.words(one.prose) for one in _each(agreement.operative))
    return REFERRED.sub("", OPEN.sub("", even(words)))


def _each(provisions: tuple[Provision, ...]) -> Iterator[Provision]:
    for one in provisions:
        yield one
        yield from _each(one.provisions)


def dates(words: str) -> set[str]:
    """Every date, as 2026-12-01."""
    return {
        date(int(year), MONTHS.index(month) + 1, int(day)).isoformat()
        for month, day, year in LONG_DATE.findall(words)
    }


def figures(words: str) -> set[str]:
    """Every date, and every other number without separators or empty cents."""
    numbers = FIGURE.findall(LONG_DATE.sub("", words))
    return dates(words) | {figure.replace(",", "").removesuffix(".00") for figure in numbers}


def answered(name: str) -> set[str]:
    """The dates and numbers of a term sheet, its comments left out."""
    lines = BY_NAME[name].read_text(encoding="utf-8").splitlines()
    given = " ".join(line for line in lines if not line.lstrip().startswith("#"))
    days = set(re.findall(r"\d{4}-\d{2}-\d{2}", given))
    return days | figures(re.sub(r"\d{4}-\d{2}-\d{2}", "", given))


def facts(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Each case with each of its facts."""
    return [(name, fact) for name, each in table.items() for fact in each]


@pytest.mark.parametrize("name", BY_NAME)
def test_an_example_has_no_error_and_no_warning(name):
    grave = [one for one in lint(built(name)) if one.severity is not Severity.NOTE]
    allowed = built(name).setting.sheet.source.value.get("allow", {})
    assert [one for one in grave if one.rule not in allowed] == []


def test_every_rebuilt_settlement_has_its_facts_listed():
    assert set(FACTS) == set(UNKNOWN) == set(REBUILT)


@pytest.mark.parametrize(("name", "fact"), facts(FACTS))
def test_a_rebuilt_settlement_says_what_its_case_reports(name, fact):
    assert fact in text(name)


@pytest.mark.parametrize(("name", "unknown"), facts(UNKNOWN))
def test_what_the_sources_do_not_say_is_an_open_point(name, unknown):
    assert any(unknown in point.what for point in built(name).agreement.open_points)


@pytest.mark.parametrize(("name", "conflict"), CONFLICTING.items())
def test_what_the_sources_say_differently_is_an_open_point(name, conflict):
    assert any(conflict in point.what for point in built(name).agreement.open_points)


@pytest.mark.parametrize("name", REBUILT)
def test_a_rebuilt_settlement_says_that_it_is_no_document_of_the_parties(name):
    agreement = built(name).agreement
    sheet = BY_NAME[name].read_text(encoding="utf-8")
    assert agreement.notice == "A reconstruction from public facts. Not the parties’ document."
    assert agreement.author == "Reconstruction from public facts"
    assert "# A RECONSTRUCTION FROM PUBLIC FACTS, NOT THE PARTIES' DOCUMENT." in sheet
    assert "# Sources:" in sheet
    assert "https://" not in sheet


@pytest.mark.parametrize("name", REBUILT)
def test_a_rebuilt_settlement_has_no_figure_that_its_term_sheet_does_not_have(name):
    added = (figures(operative_words(name)) | dates(text(name))) - answered(name)
    assert added == set(COMPUTED.get(name, ()))


def test_a_figure_is_found_however_it_is_written():
    words = "On March 1, 2027 pay $1,250.00 or 0.5% of 65,217 in 60 days."
    assert figures(words) == {"2027-03-01", "1250", "0.5", "65217", "60"}


def test_the_relief_in_washington_adds_up():
    clauses = built("us-13-providence").setting.sheet.source.value["clauses"]
    relief = clauses["billing/patient-relief"]
    done, remaining, debts, refunds, whole = (
        int(relief[name].removesuffix(".00"))
        for name in ("done_sum", "remaining_sum", "debt_total", "refund_total", "relief_total")
    )
    assert done + remaining == debts == 137_200_000
    assert debts + refunds == whole == 157_800_000
    assert relief["debt_patients"] + relief["refund_patients"] == relief["relief_patients"]


def test_the_worked_example_of_the_lesser_rule_is_worked_rightly():
    fee, billed, percent = 100, 90, 80
    assert f"{min(billed, fee * percent // 100)}.00, and not ${billed * percent // 100}.00" in text(
        "us-06-coventry-first-health"
    )


@pytest.mark.parametrize(
    ("name", "parts", "whole"),
    [
        ("ew-patient-bill", [54_000] * 10, 540_000),
        ("ew-patient-bill", [540_000, 144_000], 684_000),
        ("ew-clinical-negligence-adult", [19_000_000, 2_500_000], 21_500_000),
        ("ew-clinical-negligence-adult", [425_000, 312_000], 737_000),
        ("ew-clinical-negligence-child", [3_600_000, 750_000, 450_000], 4_800_000),
        ("ew-insurer-hospital-billing", [5_000_000, 5_000_000, 2_500_000], 12_500_000),
    ],
)
def test_the_sums_of_an_invented_example_add_up_and_are_printed(name, parts, whole):
    assert sum(parts) == whole
    for pence in {*parts, whole}:
        assert f"£{pence // 100:,}.{pence % 100:02}" in text(name)


@pytest.mark.parametrize("name", [name for name in BY_NAME if name.startswith("ew-")])
def test_an_invented_example_says_so_and_prints_provisional_dates(name):
    assert "# INVENTED." in BY_NAME[name].read_text(encoding="utf-8")
    assert "(provisionally, " in text(name)


def test_a_patients_plan_keeps_within_the_exemption_for_instalments():
    sheet = built("ew-patient-bill").setting.sheet.source.value
    due = [row["date"] for row in sheet["clauses"]["billing/patient-plan"]["instalments"]]
    signed = date.fromisoformat(sheet["assumed"]["signature"])
    assert len(due) <= 12
    assert date.fromisoformat(max(due)) <= signed.replace(year=signed.year + 1)
