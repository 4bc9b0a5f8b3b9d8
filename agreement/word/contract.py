"""What a shell and the writer agree on: the styles a shell must hold and the places it may fill."""

from enum import StrEnum


class Style(StrEnum):
    """The styles the writer uses, by their style id. A shell decides how each of them looks."""

    PART_HEADING = "PartHeading"
    PROVISION_HEADING = "Heading1"
    PROVISION_1 = "Provision1"
    PROVISION_2 = "Provision2"
    PROVISION_3 = "Provision3"
    PROVISION_4 = "Provision4"
    PROVISION_5 = "Provision5"
    PROVISION_6 = "Provision6"
    TEXT_0 = "Normal"
    TEXT_1 = "ProvisionText1"
    TEXT_2 = "ProvisionText2"
    TEXT_3 = "ProvisionText3"
    TEXT_4 = "ProvisionText4"
    TEXT_5 = "ProvisionText5"
    PARTY = "Party"
    RECITAL = "Recital"
    SCHEDULE_HEADING = "ScheduleHeading"
    SCHEDULE_TEXT = "ScheduleText"
    CONTENTS_HEADING = "TOCHeading"
    CONTENTS_1 = "TOC1"
    CONTENTS_2 = "TOC2"
    OPEN_POINTS_HEADING = "OpenPointsHeading"
    OPEN_POINTS_OWNER = "OpenPointsOwner"
    OPEN_POINTS_ITEM = "OpenPointsItem"
    TABLE_HEADING = "TableHeading"
    TABLE_TEXT = "TableText"
    TABLE_TOTAL = "TableTotal"
    TABLE_END = "TableEnd"
    EXECUTION_WORDS = "ExecutionWords"
    EXECUTION_LABEL = "ExecutionLabel"
    EXECUTION_VALUE = "ExecutionValue"
    DEFINED_TERM = "DefinedTerm"
    RUN_IN_HEADING = "RunInHeading"
    OPEN_POINT = "OpenPoint"
    AGREEMENT_TABLE = "AgreementTable"
    EXECUTION_TABLE = "ExecutionTable"


PROVISION_STYLES = (
    Style.PROVISION_HEADING,
    Style.PROVISION_2,
    Style.PROVISION_3,
    Style.PROVISION_4,
    Style.PROVISION_5,
    Style.PROVISION_6,
)
"""The style linked to each level of the list of provisions, from the first level down."""

TEXT_STYLES = (
    Style.TEXT_0,
    Style.TEXT_1,
    Style.TEXT_2,
    Style.TEXT_3,
    Style.TEXT_4,
    Style.TEXT_5,
)
"""Words without a number, standing under the text of each level; the first under none."""

LISTED = (Style.PARTY, Style.RECITAL, Style.SCHEDULE_HEADING)
"""Styles that must each be linked to a list of their own."""

LEVEL_TEXTS = ("%1.", "%1.%2", "(%3)", "(%4)", "(%5)", "(%6)")
"""How each level of the list of provisions is written, which keeps a reference unambiguous."""

REQUIRED_PLACES = frozenset(
    ("title", "status_words", "notice", "draft_line", "schedule_word", "body")
)
"""Tags without which an agreement, its legends or its numbers would be lost."""

COMPUTED_PLACES = frozenset(
    {"language", "paper_width", "paper_height", "text_width", "title_place", "reference_place"}
)
"""Tags that compiling puts in the shell's own attributes; nobody types them."""

PLACES = REQUIRED_PLACES | COMPUTED_PLACES | {"reference", "date_line", "status", "form", "author"}
"""Every tag a shell may hold."""

BOUND = ("title", "reference")
"""Places that are answers of the term sheet; title_place and reference_place say where each of them
stands in the part of answers, and 0 where its words need several runs and are not bound."""

PAPER = {"A4": (11906, 16838), "Letter": (12240, 15840)}
"""Width and height of a sheet in twentieths of a point."""
