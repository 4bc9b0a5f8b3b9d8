"""The authorities of England and Wales on money, contracts and secrecy that rules rest on."""

from agreement.lint.rule import Authority

JUDGMENTS_ACT_S17 = Authority(
    "Judgments Act 1838 s.17(1)",
    "A judgment debt carries interest at 8 per cent a year until paid.",
    "2024-11-18",
    True,
)
LPCDIA_S8_9 = Authority(
    "Late Payment Act 1998 ss.8-9",
    "A contract rate ousts statutory interest only if it is a substantial remedy.",
    "2013-05-03 version",
    True,
)
LPCDIA_RATE = Authority(
    "Late Payment of Commercial Debts (Rate of Interest) (No 3) Order 2002",
    "Statutory rate is 8 per cent over Bank Rate.",
    "2024-10",
    False,
)
FCA_INSTALMENT_PAGE = Authority(
    "FCA instalment credit agreements page",
    "Regulator statement of the same four exemption tests; an admin fee defeats it.",
    "undated",
    True,
)
DPC_2026 = Authority(
    "FSMA 2000 (Regulated Activities etc.) (Amendment) Order 2025",
    "From 15 July 2026 interest-free instalment credit from a third-party lender is "
    "regulated; a supplier financing its own plan keeps the exemption.",
    "2025-07",
    False,
)
OVR_2015_REG3 = Authority(
    "NHS (Charges to Overseas Visitors) Regulations 2015 reg.3(1),(1A)",
    "A relevant body must make and recover charges, and take the estimate up front unless "
    "that would delay immediately necessary or urgent care.",
    "undated (post-2017 text)",
    True,
)
ERA_1996_S43J = Authority(
    "Employment Rights Act 1996 s.43J",
    "A worker-employer agreement, settlements included, is void so far as it stops a "
    "protected disclosure.",
    "undated",
    True,
)
VPA_2024_S17 = Authority(
    "Victims and Prisoners Act 2024 s.17(1)-(2)",
    "Terms are void so far as they stop a victim (or reasonable believer) disclosing to law"
    " enforcement, lawyers, regulated professionals, support services, regulators, CICA, "
    "CICA-related courts or tribunals, or child, parent or partner.",
    "2025-12-12",
    True,
)
SRA_NDA_WARNING = Authority(
    "SRA warning notice on NDAs (2018, 2020, 6 August 2024)",
    "NDAs are not for routine use; no bar on reporting to police or regulators; the "
    "signatory keeps a copy; beware templates.",
    "2024-08",
    False,
)
GMC_NO_GAGGING = Authority(
    "GMC, Raising and acting on concerns (2012)",
    "Doctors must not enter agreements restricting patient-safety concerns.",
    "2024-04-10",
    False,
)
REG_20_CANDOUR = Authority(
    "SI 2014/2936 reg.20(1)-(4)",
    "Tell the patient in person as soon as reasonably practicable with a true account, "
    "further enquiries, an apology and a record, then follow up in writing with results and"
    " an apology.",
    "2024-11-07",
    True,
)
UCTA_S2 = Authority(
    "Unfair Contract Terms Act 1977 s.2",
    "No contract term may exclude business liability for death or injury by negligence; "
    "consumer contracts go to the 2015 Act.",
    "2016-10-01",
    True,
)
COMPENSATION_ACT_S2 = Authority(
    "Compensation Act 2006 s.2",
    "An apology or offer of treatment or redress is not of itself an admission of "
    "negligence or breach of statutory duty.",
    "2015-10-01",
    True,
)
CONTRIBUTION_ACT_S1 = Authority(
    "Civil Liability (Contribution) Act 1978 s.1(1),(3),(4)",
    "A bona fide settlor may claim contribution if liable on the claimed facts, and a "
    "person whose own liability to the claimant has ended can still be pursued for it.",
    "2010-06-25 version",
    True,
)
HEATON_V_AXA = Authority(
    "[2002] UKHL 15",
    "Settlement with one wrongdoer bars a claim on another only if construed as full "
    "satisfaction of the loss.",
    "2002-04-25",
    False,
)
CRTPA_S1 = Authority(
    "Contracts (Rights of Third Parties) Act 1999 s.1",
    "A non-party identified by name, class or description may enforce a term if the "
    "contract says so or the term benefits him and no contrary intent appears.",
    "1999 as enacted",
    True,
)
LPMPA_S1_DEED = Authority(
    "Law of Property (Misc Provisions) Act 1989 s.1(2)-(3)",
    "A deed must be clear on its face, signed by the individual before a witness who "
    "attests (or by direction before two) and delivered.",
    "undated",
    True,
)
