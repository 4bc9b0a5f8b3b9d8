"""The authorities of the United States on health plans, programs and privacy that rules rest on."""

from agreement.lint.rule import Authority

IDR_SETTLE_PAYMENT = Authority(
    "45 CFR 149.510(c)(2)(i)",
    "If the parties agree a rate after initiation but before a decision, the balance is paid "
    "within 30 business days of the agreement.",
    "2025-01-27",
    True,
)
IDR_SETTLE_NOTICE = Authority(
    "45 CFR 149.510(c)(2)(i)",
    "The initiating party tells the Departments and the IDR entity of the settlement within 3 "
    "business days after the agreement, with the agreed rate and both signatures.",
    "2025-01-27",
    True,
)
IDR_SETTLE_PATIENT = Authority(
    "45 CFR 149.510(c)(2)(i)",
    "Neither side may seek more from the patient because of the settled rate.",
    "2025-01-27",
    True,
)
NSA_BALANCE_BILLING = Authority(
    "45 CFR 149.410(a), 149.420(a)",
    "For protected emergency and in-network-facility services an out-of-network provider may "
    "not bill or hold the patient liable above the cost share.",
    "2025-01-27",
    True,
)
CA_PROMPT_PAY = Authority(
    "Cal. Health & Safety Code 1371, Ins. Code 10123.13 (AB 3275, ch. 763 of 2024)",
    "From 1 January 2026 a complete claim is paid, contested or denied within 30 calendar days.",
    "2024",
    False,
)
CA_LATE_INTEREST = Authority(
    "same",
    "Late interest is 15 percent for health plans and 10 percent for insurers.",
    "2024",
    False,
)
TX_PROMPT_PAY = Authority(
    "Tex. Ins. Code 843.338",
    "An HMO decides and pays a clean claim from a participating provider within 30 days "
    "electronic, 45 days otherwise.",
    "undated",
    True,
)
ERISA_PREEMPTION = Authority(
    "29 USC 1144(a), (b)(2)(B)",
    "ERISA supersedes state law relating to employee plans, and a self-funded plan is not "
    "deemed an insurer.",
    "2023-04-20",
    True,
)
GAG_CLAUSE_BAN = Authority(
    "42 USC 300gg-119(a)(1) (PHSA 2799A-9); 29 USC 1185m; 26 USC 9824",
    "A plan or issuer may not agree to restrict provider-specific cost or quality data, "
    "de-identified claims access, or sharing with business associates.",
    "2023-04-20",
    True,
)
MEDICARE_TIMELY_FILING = Authority(
    "42 USC 1395f(a)(1), 1395n(a)(1), 1395u(b)(3)",
    "Medicare claims must be filed within 1 calendar year after the service date.",
    "2023-04-20",
    True,
)
OVERPAYMENT_60 = Authority(
    "42 USC 1320a-7k(d)(2)",
    "An overpayment is reported and returned by the later of 60 days after identification and "
    "the cost-report due date.",
    "2023-04-20",
    True,
)
PA_CLOCKS = Authority(
    "CMS-0057-F; 42 CFR 422.568, 422.572, 438.210",
    "From 2026 prior-authorisation decisions take at most 72 hours (urgent) and 7 calendar "
    "days (standard).",
    "2026",
    False,
)
HIPAA_MINIMUM_NECESSARY = Authority(
    "45 CFR 164.502(b)(1)",
    "Uses and disclosures are limited by reasonable efforts to the minimum necessary.",
    "2025-01-27",
    True,
)
TAX_162F = Authority(
    "26 USC 162(f)(2)(A)",
    "A payment to government is deductible only if shown to be restitution or compliance cost "
    "and identified as such in the agreement.",
    "2023-04-20",
    True,
)
TAX_162F_COSTS = Authority(
    "26 USC 162(f)(2)(B)",
    "Reimbursed investigation or litigation costs stay non-deductible.",
    "2023-04-20",
    True,
)
FCA_DISMISSAL = Authority(
    "31 USC 3730(b)(1)",
    "A relator's action is dismissed only with written consent and reasons of court and "
    "Attorney General.",
    "2023-04-20",
    True,
)
AKS = Authority(
    "42 USC 1320a-7b(b)(1)-(2)",
    "Paying or taking remuneration for federal programme referrals is a felony, up to 100000 "
    "dollars and 10 years.",
    "2023-04-20",
    True,
)
STARK_FMV_STATUTE = Authority(
    "42 USC 1395nn(h)(3)",
    "Fair market value is the arm's-length value consistent with general market value.",
    "2023-04-20",
    True,
)
STARK_ISOLATED_STATUTE = Authority(
    "42 USC 1395nn(e)(6)",
    "Isolated transactions such as a one-time sale are excepted on employment-type conditions "
    "and further rules.",
    "2023-04-20",
    True,
)
STARK_ISOLATED_RULE = Authority(
    "42 CFR 411.351, 411.357(f)",
    "From 19 January 2021 one payment for many past services is outside the exception.",
    "2021-01",
    False,
)
