"""Rules about silence in the United States: reports and complaints that nobody may promise away."""

import re
from collections.abc import Iterator

from agreement.finding import Place
from agreement.library.states import UNITED_STATES
from agreement.lint.reading import Reading
from agreement.lint.rule import ERROR, WARNING, Fault, rule
from agreement.lint.united_states.law_on_injuries import (
    CA_BOARD_GAG,
    CA_BOARD_GAG_OTHER,
    MSP_REPORTING,
    NPDB_DUTY,
)

_NOT = r"\b(?:not|no|never|without|refrain from|withhold|withdraw\w*|drops?|dismiss)\b[^.;]{0,60}?"
_PROMISED = re.compile(
    _NOT + r"\b(?:report|notif|tell|inform|disclos)\w*[^.;]{0,80}?\b(?:data bank|NPDB|CMS|Medicare|"
    r"Centers for Medicare|section 111)\b",
    re.IGNORECASE,
)
_BOARD = re.compile(
    _NOT + r"\b(?:complain|complaint|report|contact|cooperat|testif|grievance)\w*[^.;]{0,80}?"
    r"\b(?:licensing|medical board|nursing board|board of (?:medicine|nursing)|state board)",
    re.IGNORECASE,
)
_SILENCED = re.compile(
    _NOT + r"\b(?:tell|disclos|discuss|speak|talk|inform)\w*[^.;]{0,60}?"
    r"\b(?:treating|later|other|another|future|new) (?:clinician|physician|doctor|provider|nurse)",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    _NOT + r"\b(?:report|disclos|tell|inform|complain|cooperat|communicat|testif)\w*[^.;]{0,60}?"
    r"\b(?:OIG|Office of Inspector General|SEC|Securities and Exchange|EEOC|NLRB|"
    r"Department of (?:Labor|Justice)|(?:state|federal|government|public) "
    r"(?:agenc|authorit|official|regulator)|law enforcement|police|attorney general)",
    re.IGNORECASE,
)


# "Nothing stops a party from reporting" and "shall not fail to report" keep a report open.
_KEPT_OPEN = re.compile(
    r"\b(?:not|nothing|no|nobody|never)\b[^.;]{0,60}?\b(?:prevent|stop|bar|limit|restrict|"
    r"discourag|keep|fail|omit|promis|affect|forbid|hinder|require|waive)",
    re.IGNORECASE,
)


def _said(reading: Reading, words: re.Pattern[str]) -> Iterator[tuple[str, Place]]:
    for own, sentence in reading.own.sentences_saying(words):
        if not _KEPT_OPEN.search(sentence):
            yield own.within, own.place


@rule(
    "report-promised-away",
    ERROR,
    NPDB_DUTY,
    MSP_REPORTING,
    law=UNITED_STATES,
    example="""
actions:
  - {role: provider, what: Not to report the payment to the National Practitioner Data Bank, …}
""",
)
def reports_promised_away(reading: Reading) -> Iterator[Fault]:
    """Somebody promises not to make a report to the data bank or to Medicare that the law asks."""
    for within, place in _said(reading, _PROMISED):
        yield place, f"{within} gives up a report that the law requires; take it out."


@rule(
    "board-complaint-barred",
    WARNING,
    CA_BOARD_GAG,
    CA_BOARD_GAG_OTHER,
    law=UNITED_STATES,
    example="""
actions:
  - {role: patient, what: Withdraw the complaint to the medical board, …}
""",
)
def board_complaints_barred(reading: Reading) -> Iterator[Fault]:
    """A complaint to a licensing board is given up, withdrawn or made harder, which California
    makes void and a ground to discipline the physician."""
    for within, place in _said(reading, _BOARD):
        message = f"{within} bars or withdraws a complaint to a licensing board; take it out."
        yield place, message


@rule(
    "clinicians-kept-in-the-dark",
    WARNING,
    law=UNITED_STATES,
    example="""
actions:
  - {role: patient, what: Not to tell another physician what happened, …}
""",
)
def clinicians_kept_in_the_dark(reading: Reading) -> Iterator[Fault]:
    """A patient is kept from telling those who treat the patient later what happened."""
    for within, place in _said(reading, _SILENCED):
        message = (
            f"{within} keeps what happened from those who treat the patient later; take it out."
        )
        yield place, message


@rule(
    "agency-kept-from-knowing",
    WARNING,
    law=UNITED_STATES,
    example="""
actions:
  - {role: parties, what: Not to report the billing practice to a government agency, …}
""",
)
def agencies_kept_from_knowing(reading: Reading) -> Iterator[Fault]:
    """Somebody promises not to tell a government agency what happened, which several laws that
    protect those who report make void or punish."""
    for within, place in _said(reading, _AGENCY):
        message = f"{within} keeps somebody from telling a government what happened; take it out."
        yield place, message
