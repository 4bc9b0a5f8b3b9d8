"""The authorities of England and Wales on money, contracts and secrecy that rules rest on."""

from agreement.lint.rule import Authority

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
