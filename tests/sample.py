"""Agreements made by hand that use every node of the tree, in the ways of two jurisdictions."""

from datetime import date

from msgspec.structs import replace

from agreement.document.conventions import Conventions
from agreement.document.provenance import Source
from agreement.document.tree import (
    Agreement,
    Blank,
    Column,
    Definition,
    Execution,
    OpenPoint,
    Party,
    Prose,
    Provision,
    Reference,
    Schedule,
    Table,
    Text,
    Use,
)
from agreement.finding import Place

NBSP = "\N{NO-BREAK SPACE}"
HOSTILE = "Ça & <b>Løwe</b> \"Ltd\" 'x' سمير 陳大文 🙂"

ENGLISH = Conventions(
    language="en-GB",
    paper="A4",
    provision_word="clause",
    paragraph_word="paragraph",
    recital_word="Recital",
    schedule_word="Schedule",
    date_style="d MMMM yyyy",
    percent="%",
    headings=(
        ("parties", "Parties"),
        ("recitals", "Background"),
        ("operative", "Agreed terms"),
        ("schedules", ""),
        ("execution", "Execution"),
        ("open_points", "Open points"),
    ),
    parts=("parties", "recitals", "operative", "schedules", "execution"),
)
AMERICAN = Conventions(
    language="en-US",
    paper="Letter",
    provision_word="Section",
    paragraph_word="paragraph",
    recital_word="Recital",
    schedule_word="Exhibit",
    date_style="MMMM d, yyyy",
    percent="%",
    headings=(("parties", "Parties"), ("recitals", "Recitals"), ("open_points", "Open points")),
    parts=("parties", "recitals", "operative", "execution", "schedules"),
)
WINDOW = OpenPoint(1, "days the provider has to resubmit", "the provider", "clauses.billing.days")
MEDIATOR = OpenPoint(2, "mediation body", "the provider", "clauses.dispute.body")
INTEREST = OpenPoint(3, "rate of interest & day count", "", "clauses.payment.rate")


def words(text: str) -> Prose:
    """Plain words as prose."""
    return (Text(text),)


def unit(id: str, text: str | Prose, *below: Provision, heading: str = "") -> Provision:
    """A numbered provision."""
    return Provision(id, heading, words(text) if isinstance(text, str) else text, below)


def entry(term: str, text: str, *below: Provision) -> Provision:
    """A definition: an entry without a number, headed by the term it defines."""
    id = f"definitions/{term.lower().replace(' ', '-')}"
    return Provision(id, term, (Definition(term), Text(text)), below, numbered=False)


DEFINITIONS = Provision(
    "definitions",
    "Definitions and interpretation",
    (),
    (
        unit(
            "definitions/text",
            "In this Agreement:",
            entry("Clean Claim", " means a claim that needs no further information to be paid."),
            entry(
                "Disputed Claim",
                " means a claim listed in the schedule of disputed claims, and includes:",
                Provision("definitions/x/a", "", words("each line of it; and"), (), False),
                Provision("definitions/x/b", "", words("each resubmission of it."), (), False),
            ),
            entry("Payer", f" means {HOSTILE}."),
        ),
        unit("definitions/headings", "Headings do not affect the meaning of this Agreement."),
    ),
)
BILLING = Provision(
    "billing/corrected-claims",
    "Corrected claims",
    (),
    (
        unit(
            "billing/corrected-claims/window",
            (
                Text("Within "),
                WINDOW,
                Text(" after the "),
                Use("Effective Date", "Effective Date"),
                Text(" the Provider may resubmit each "),
                Use("Disputed Claim", "Disputed Claims"),
                Text(" denied for a billing error (each, a "),
                Definition("Corrected Claim"),
                Text(")."),
            ),
        ),
        unit(
            "billing/corrected-claims/handling",
            "For each Corrected Claim the Payer shall:",
            unit("billing/corrected-claims/handling/a", "adjudicate it as a Clean Claim;"),
            unit(
                "billing/corrected-claims/handling/b",
                "not deny it as untimely, unless:",
                unit("billing/corrected-claims/handling/b/i", "a longer period has run out; and"),
                unit(
                    "billing/corrected-claims/handling/b/ii",
                    (
                        Text("the Payer has told the Provider so under "),
                        Reference("dispute-resolution/escalation/steps/two"),
                        Text("."),
                    ),
                ),
            ),
        ),
    ),
)
PAYMENT = Provision(
    "payment/lump-sum",
    "Payment",
    (),
    (
        unit(
            "payment/lump-sum/sum",
            (
                Text("The Payer shall pay "),
                Blank("money.settlement_sum", "£125,000.00"),
                Text(" as "),
                Reference("schedules/instalments"),
                Text(" provides, and "),
                Reference("billing/corrected-claims/handling/b/ii"),
                Text(" does not delay a payment."),
            ),
            heading="Settlement sum",
        ),
        unit(
            "payment/lump-sum/late",
            (Text("Interest on a late payment runs at "), INTEREST, Text(".")),
            heading="Late payment",
        ),
    ),
)
ESCALATION = Provision(
    "dispute-resolution/escalation",
    "Escalation",
    (),
    (
        unit(
            "dispute-resolution/escalation/steps",
            (
                Text("A dispute under "),
                Reference("payment/lump-sum"),
                Text(" or "),
                Reference("recitals/2"),
                Text(" goes, on notice to "),
                Reference("parties/provider"),
                Text(", first to:"),
            ),
            unit("dispute-resolution/escalation/steps/one", "the contract managers; then"),
            unit(
                "dispute-resolution/escalation/steps/two",
                (Text("mediation by "), MEDIATOR, Text(".")),
            ),
        ),
        unit(
            "dispute-resolution/escalation/costs", "Each party bears its own costs\nof mediation."
        ),
    ),
)
GENERAL = tuple(
    Provision(
        f"general/clause-{count}",
        heading,
        (),
        (
            unit(
                f"general/clause-{count}/text",
                f"{text} This applies whether or not a party has acted on it, and whatever the "
                "parties said to each other before they signed.",
            ),
            unit(
                f"general/clause-{count}/more",
                (
                    Text("The rights in "),
                    Reference(f"general/clause-{count}/text"),
                    Text(" are not exhausted by use, and "),
                    Reference("schedules/actions"),
                    Text(" lists what each party shall do."),
                ),
            ),
        ),
    )
    for count, (heading, text) in enumerate(
        (
            ("Entire agreement", "This Agreement is the entire agreement between the parties."),
            ("Variation", "No variation binds unless it is in writing and signed."),
            ("Notices", "A notice must be in writing and delivered to the address above."),
            ("Counterparts", "This Agreement may be signed in any number of counterparts."),
            ("Third parties", "Nobody but a party may enforce a term of this Agreement."),
            ("Governing law", "The law of England and Wales governs this Agreement."),
        ),
        1,
    )
)
BARE = Provision("general/bare", "", words("A provision of the first level without a heading."))

ACTIONS = Table(
    (
        Column("No.", 2, True),
        Column("Provision", 4),
        Column("Action", 9),
        Column("Owner", 4),
        Column("Due", 7),
        Column("Evidence", 6),
    ),
    tuple(
        (
            words(str(count)),
            (Reference("billing/corrected-claims/handling/b/ii"),),
            words("Resubmit the Corrected Claims, each with the code and the documents it lacked"),
            words("Provider"),
            words(
                f"Within 45{NBSP}days after the Effective Date "
                f"(provisionally, 4{NBSP}January{NBSP}2027)"
            ),
            words("Submission receipt for each Corrected Claim"),
        )
        for count in range(1, 19)
    ),
)
SEVEN = Table(
    (
        Column("No.", 2, True),
        Column("Provision", 4),
        Column("Action", 7),
        Column("Owner", 4),
        Column("Due", 6),
        Column("Amount", 5, True),
        Column("Evidence", 6),
    ),
    (
        (
            words("1"),
            (Reference("payment/lump-sum/sum"),),
            words("Pay the first instalment"),
            words("Payer"),
            words(f"4{NBSP}January{NBSP}2027"),
            words("£1,125,000.00"),
            words("Remittance advice"),
        ),
    ),
)
INSTALMENTS = Table(
    (Column("Instalment", 2), Column("Due", 3), Column("Amount", 2, True)),
    (
        (words("First"), words(f"31{NBSP}January{NBSP}2027"), words("£62,500.00")),
        (words("Second"), words(f"28{NBSP}February{NBSP}2027"), words("£62,500.00")),
        (words("Total"), words(""), words("£125,000.00")),
    ),
    totalled=True,
)


def agreement(conventions: Conventions = ENGLISH) -> Agreement:
    """An agreement with a draft's open points and every kind of node."""
    return Agreement(
        title="Settlement of disputed orthopaedic claims",
        form="agreement",
        status="draft",
        status_words="Draft – without prejudice and subject to contract",
        draft="3",
        dated=date(2026, 11, 22),
        reference="HV/2026/0142",
        author="Hartley & Vane LLP",
        currency="GBP",
        conventions=conventions,
        parties=(
            Party("payer", "Payer", (Text(f"{HOSTILE} of 1 High Street, York (the "),
                                     Definition("Payer"), Text("); and"))),
            Party("provider", "Provider", (Text(
                "Northmoor Orthopaedic Centre Limited, a company registered in England and Wales "
                "with number 01234567, whose registered office is at 2 Mill Lane, Leeds LS1 4AB "
                "(the "), Definition("Provider"), Text(")."))),
        ),
        recitals=(
            Provision("recitals/1", "", words("The Provider treated members of the Payer.")),
            Provision("recitals/2", "", words("The Payer denied the claims listed in the schedule "
                                              "and the parties have met with a mediator.")),
        ),
        operative=(DEFINITIONS, BILLING, PAYMENT, ESCALATION, *GENERAL, BARE),
        schedules=(
            Schedule("schedules/actions", "Action items", words("Each party shall do what the "
                     "table gives to it by the date in its row."), ACTIONS),
            Schedule("schedules/instalments", "Instalments", (Text("See "),
                     Reference("payment/lump-sum/sum"), Text(".")), INSTALMENTS),
            Schedule("schedules/payments", "Payments & evidence", (), SEVEN),
        ),
        execution=tuple(
            Execution(
                role,
                (Text(f"Signed by {name} for and on behalf of "), Use("Party", company)),
                (("Signature", ""), ("Name", name), ("Capacity", "Director"), ("Date", "")),
            )
            for role, name, company in (
                ("payer", "Samira Haddad", HOSTILE),
                ("provider", "Tom O’Neill", "Northmoor Orthopaedic Centre Limited"),
            )
        ),
        duties=(),
        open_points=(WINDOW, INTEREST, MEDIATOR),
        sources=(
            Source("billing/corrected-claims", "", "ab" * 32, "chosen"),
            Source("payment/lump-sum", "payer-protective", "cd" * 32, "chosen"),
        ),
        sheet_digest="0f" * 32,
        place=Place("sheet.yaml"),
        notice="A form for adaptation; it is not legal advice.",
        testimonium="The parties have signed this Agreement on the date it bears.",
    )  # fmt: skip


def hostile() -> Agreement:
    """The same agreement with characters that XML, Word and fonts trip over in every property."""
    return replace(
        agreement(),
        title=HOSTILE,
        reference=HOSTILE,
        author=HOSTILE,
        status_words=HOSTILE,
        draft=HOSTILE,
    )


def signed() -> Agreement:
    """A copy for signature: no legend, no draft line, no open point."""
    return replace(
        agreement(AMERICAN),
        status="execution",
        status_words="",
        open_points=(),
        operative=(DEFINITIONS, *GENERAL),
        recitals=(),
        schedules=(replace(agreement().schedules[0], table=None),),
    )
