"""The authorities of the United States on patients' bills that rules rest on."""

from agreement.lint.rule import Authority

PPDR_SETTLEMENT_NOTICE = Authority(
    "45 CFR 149.620(f)(1)(i)",
    "If the parties settle after initiation, the provider notifies the dispute entity within 3 "
    "business days of the agreement with proof of the amount.",
    "2025-01-27",
    True,
)
PPDR_SETTLEMENT_DISCOUNT = Authority(
    "45 CFR 149.620(f)(1)(i), (g)(1)(v)",
    "The settlement sum must be cut by at least half of the administrative fee.",
    "2025-01-27",
    True,
)
FAP_NO_ECA_STATUTE = Authority(
    "26 USC 501(r)(6)",
    "A tax-exempt hospital may not start extraordinary collection actions before reasonable "
    "efforts to decide assistance eligibility.",
    "2023-04-20",
    True,
)
FAP_AGB_STATUTE = Authority(
    "26 USC 501(r)(5)(A)",
    "Assistance-eligible patients may not be charged more than the amounts generally billed to "
    "insured patients.",
    "2023-04-20",
    True,
)
FAP_ECA_WAIT = Authority(
    "26 CFR 1.501(r)-6(c)(3)(i)",
    "No extraordinary collection action within 120 days of the first post-discharge bill.",
    "undated",
    False,
)
FAP_ECA_NOTICE = Authority(
    "26 CFR 1.501(r)-6(c)(4)",
    "At least 30 days before the first such action a written notice with a plain-language "
    "summary is given.",
    "undated",
    False,
)
FAP_APPLICATION_PERIOD = Authority(
    "26 CFR 1.501(r)-1(b)(3)",
    "Applications are accepted at least until day 240 after the first post-discharge bill, or "
    "the later notice deadline.",
    "undated",
    False,
)
REGZ_CREDITOR = Authority(
    "12 CFR 1026.2(a)(17)(i)",
    "A creditor regularly extends consumer credit with a finance charge or payable by written "
    "agreement in more than four instalments, down payment not counted, and is the initial "
    "payee.",
    "2025-01-27",
    True,
)
REGZ_REGULARLY = Authority(
    "12 CFR 1026.2(a)(17)(v)",
    "Regularly means more than 25 extensions in the preceding calendar year (more than 5 if "
    "secured by a dwelling), else the current year is tested.",
    "2025-01-27",
    True,
)
REGE_PREAUTHORISED = Authority(
    "12 CFR 1005.10(b)",
    "Recurring debits from a consumer account need a signed or similarly authenticated writing "
    "and a copy to the consumer.",
    "undated",
    True,
)
COD_1099C_THRESHOLD = Authority(
    "26 USC 6050P(b)",
    "No cancellation-of-debt return is due for a discharge under 600 dollars.",
    "2023-04-20",
    True,
)
COD_1099C_ENTITY = Authority(
    "26 USC 6050P(c)",
    "Only federal agencies, banks and credit unions and their regulated subsidiaries, and "
    "organisations with a significant lending business must report.",
    "2023-04-20",
    True,
)
NY_NO_CREDIT_REPORTING = Authority(
    "N.Y. Pub. Health Law 4926",
    "New York hospitals, licensed professionals and ambulance services may not furnish medical "
    "debt to a reporting agency and must bar their collectors from doing so.",
    "2023-12-15",
    True,
)
NY_CONSUMER_DEBT_INTEREST = Authority(
    "N.Y. CPLR 5004(a)-(b)",
    "Interest in an action on consumer debt against a natural person is 2 percent a year on "
    "judgments and accrued claims.",
    "undated",
    True,
)
NY_PLAN_CAP = Authority(
    "N.Y. Pub. Health Law 2807-k(9-a)",
    "Hospital plans for eligible patients are limited to 5 percent of gross monthly income, "
    "interest to 2 percent, suits wait 180 days.",
    "undated",
    False,
)
CO_NO_CREDIT_REPORTING = Authority(
    "C.R.S. 5-18-109(1)(f), (2)",
    "Consumer reporting agencies may not include adverse medical-debt items, except for loans "
    "above the conforming limit; repealed 1 July 2028.",
    "2024",
    True,
)
CO_DEBT_INTEREST = Authority(
    "Colo. SB23-093 (2023)",
    "Interest on medical debt is capped at 3 percent a year.",
    "2023",
    True,
)
CO_HOSPITAL_ECA_WAIT = Authority(
    "C.R.S. 6-20-203(2)",
    "For hospital services no permitted extraordinary collection action before day 182 after "
    "the service.",
    "undated",
    True,
)
CO_DISCOUNTED_CARE = Authority(
    "C.R.S. 25.5-3-503(1)(b)-(c)",
    "Qualified patients pay at most 4 percent (facility) and 2 percent (each professional) of "
    "monthly household income, and the bill is closed after 36 cumulative months.",
    "2023-10-20",
    True,
)
CA_NO_CREDIT_REPORTING = Authority(
    "Cal. Civ. Code 1785.27(a)-(b)",
    "No person may furnish medical debt to a consumer credit reporting agency, and knowing "
    "breach voids the debt.",
    "2025-01-01",
    True,
)
CA_DEBT_CONTRACT_TERM = Authority(
    "Cal. Civ. Code 1785.27(c)",
    "A written contract creating a medical debt from 1 July 2025 is void unless it contains "
    "the prescribed no-reporting term.",
    "2025-01-01",
    True,
)
CA_PLAN_CAP = Authority(
    "Cal. Health & Safety Code 127400(i)",
    "The default reasonable payment plan is at most 10 percent of monthly family income.",
    "undated",
    False,
)
CA_DEBT_SALE_WAIT = Authority(
    "Cal. Health & Safety Code 127425(a)(1)",
    "A hospital may sell debt only if the patient is found ineligible or has not responded for "
    "180 days, on further conditions including no interest or fees.",
    "2024",
    True,
)
COST_SHARE_WAIVER = Authority(
    "42 USC 1320a-7a(i)(6)(A)",
    "A waiver of federal cost share is safe if unadvertised, not routine, and after good-faith "
    "need finding or failed reasonable collection.",
    "2023-04-20",
    True,
)
