"""The authorities of England and Wales on courts, children and injuries that rules rest on."""

from agreement.lint.rule import Authority

CPR_21_10_1_APPROVAL = Authority(
    "CPR 21.10(1)-(2)",
    "No settlement, compromise or payment of a claim by, for or against a child or "
    "protected party is valid without court approval; a pre-issue deal needing only "
    "approval goes by Part 8.",
    "2003-11-06 (rule as quoted in judgment)",
    True,
)
CPR_21_2_TITLE = Authority(
    "CPR 21.2(6)-(7)",
    'Title form is name, "a child" or "a protected party", "by" name "as litigation friend".',
    "in force 2023-04-06",
    True,
)
CPR_21_4_3_LF_CRITERIA = Authority(
    "CPR 21.4(3)",
    "A litigation friend must act fairly and competently, have no adverse interest and, for"
    " a claimant, undertake to pay costs.",
    "in force 2023-04-06",
    True,
)
CPR_21_11_COP_THRESHOLD = Authority(
    "CPR 21.11(9)",
    "For a protected beneficiary, 100,000 pounds or more means a Court of Protection deputy"
    " application, unless an attorney or deputy is already in place.",
    "in force 2023-04-06",
    True,
)
DUNHILL_V_BURGIN = Authority(
    "[2014] UKSC 18",
    "A compromise by a person lacking capacity is invalid without approval even if nobody "
    "knew; capacity is judged against the claim she really had.",
    "2014-03-12",
    False,
)
JX_MX_V_DARTFORD = Authority(
    "[2015] EWCA Civ 96",
    "Approval hearings are listed in public but the judge should normally anonymise the "
    "claimant and family.",
    "2015-02-17",
    False,
)
CPR_46_4_CHILD_COSTS = Authority(
    "CPR 46.4(2)-(5)",
    "Costs payable to a child or protected party must go to detailed assessment and their "
    "own bill is capped at the assessed sum, with exceptions.",
    "2021-12-02",
    False,
)
