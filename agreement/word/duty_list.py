"""The list of duties inside a Word file, as a custom XML part: the rows of the schedules with
their dates and sums as values, for the register. It holds no word that the document does not."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from operator import attrgetter

from agreement.assembly.entries import Entry, Kind, entries_by_kind, full_name, matter
from agreement.assembly.listing import Listing
from agreement.document.number import number
from agreement.document.plain import Page
from agreement.document.tree import Agreement
from agreement.remembered import remembered
from agreement.term_sheet.forms import HEADS
from agreement.word.opened import parse, read_parts
from agreement.word.origin import provenance
from agreement.word.stores import DUTIES
from agreement.word.xml import DECLARATION, escape

_FIELDS = Entry.__struct_fields__
_values = attrgetter(*_FIELDS)
_TAG = f"{{{DUTIES.namespace}}}"
_MOST = 100_000  # A hostile file may hold any number of rows.


def duties_part(agreement: Agreement) -> bytes:
    """The part; without rows for heads of terms, which do not print every duty."""
    listed = () if agreement.form == HEADS else entries_by_kind(agreement)
    rows = "".join(map(_rows, listed))
    points = "".join(
        f'<open number="{point.number}" owner="{escape(point.owner)}" what="{escape(point.what)}"/>'
        for point in agreement.open_points
    )
    page = Page(number(agreement), agreement.conventions)
    parties = "".join(
        f'<party role="{escape(one.role)}" term="{escape(one.term)}"'
        f' name="{escape(full_name(one))}" words="{escape(page.words(one.prose))}"/>'
        for one in agreement.parties
    )
    named = {"title": agreement.title, "matter": matter(agreement), "currency": agreement.currency,
             "paper": agreement.conventions.paper}  # fmt: skip
    about = "".join(f' {name}="{escape(value)}"' for name, value in named.items())
    whole = f'<duties xmlns="{DUTIES.namespace}"{about}>{parties}{rows}{points}</duties>'
    return f"{DECLARATION}{whole}".encode()


@remembered(most=256)
def _rows(listed: tuple[Entry, ...]) -> str:
    """The entries of one kind."""
    return "".join([f"<duty{one}/>" for one in _attributes.each(listed)])


@remembered(most=2048)
def _attributes(one: Entry) -> str:
    """What an entry says, in the order of its fields; what it does not say is left out."""
    return "".join(
        f' {name}="{escape(_said(value))}"'
        for name, value in zip(_FIELDS, _values(one), strict=True)
        if value
    )


def _said(value: object) -> str:
    return "1" if value is True else str(value)


def duties_held(docx: bytes) -> Listing | None:
    """The rows that a Word file holds, or None where it holds no list of duties that can be read.

    They are the duties as the program wrote them, whatever was typed into the document since.
    Raises Refused for what is no Word file or a hostile one.
    """
    parts = read_parts(docx)
    for name in sorted(parts):
        if name.startswith("customXml/item") and name.endswith(".xml"):
            try:
                root = parse(parts[name])
            except SyntaxError:
                continue
            if root.tag == f"{_TAG}duties":
                return _listing(root, docx)
    return None


def _listing(root, docx: bytes) -> Listing | None:
    rows = root.findall(f"{_TAG}duty")[:_MOST]
    try:
        listed = tuple(_entry(row.attrib) for row in rows)
    except (ValueError, KeyError, InvalidOperation):
        return None
    told = provenance(docx)
    used = told.clauses if told else ()
    points = enumerate(root.findall(f"{_TAG}open")[:_MOST], 1)
    parties = root.findall(f"{_TAG}party")[:_MOST]
    return Listing(
        title=root.get("title", ""),
        matter=root.get("matter", ""),
        paper="Letter" if root.get("paper") == "Letter" else "A4",
        currency=root.get("currency", ""),
        entries=listed,
        parties=tuple(
            (count, one.get("role", ""), one.get("term", ""), one.get("words", ""))
            for count, one in enumerate(parties, 1)
        ),
        clauses=tuple(("", one.clause, "", one.alternative, "", one.digest) for one in used),
        open_points=tuple(
            (count, one.get("owner") or "To be settled", one.get("what", ""), "")
            for count, one in points
        ),
        names={one.get("term", ""): one.get("name", "") for one in parties if one.get("name")},
    )


def _entry(row: Mapping[str, str]) -> Entry:
    words = {name: row.get(name, "") for name in _FIELDS}
    return Entry(
        **words
        | {
            "kind": Kind(row["kind"]),
            "count": int(row["count"]),
            "on": date.fromisoformat(row["on"]) if "on" in row else None,
            "provisional": row.get("provisional") == "1",
            "amount": Decimal(row["amount"]) if "amount" in row else None,
        }
    )
