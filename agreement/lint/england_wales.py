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
CPR_21_10_7_DEPENDANT = Authority(
    "CPR 21.10(7)",
    "A dependent child share needs details of the deceased lost earnings and of the dependency.",
    "in force 2023-04-06",
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
SSRBA_S4_CERTIFICATE = Authority(
    "SSRBA 1997 s.4",
    "The compensator must apply for a certificate before paying; it issues within four "
    "weeks by default and lasts to its stated date.",
    "2009-10-31 version",
    True,
)
SSRBA_S6_LIABILITY = Authority(
    "SSRBA 1997 s.6",
    "The compensator owes the whole recoverable benefit immediately before the first "
    "payment; it falls due no sooner than 14 days after that and otherwise 14 days "
    "beginning with first issue of a certificate.",
    "2009-10-31 version",
    True,
)
SSRBA_S8_REDUCTION = Authority(
    "SSRBA 1997 s.8",
    "Each listed head may be cut by the matching benefits down to nil, and paying the "
    "reduced sum (or a nil statement) discharges the claim.",
    "2009-10-31 version",
    True,
)
SSRBA_SCH2_HEADS = Authority(
    "SSRBA 1997 Sch.2",
    "Deductible heads are past earnings, cost of care and loss of mobility during the "
    "relevant period; universal credit and ESA are on the earnings list.",
    "2024-11-07",
    True,
)
CROOKS_V_HENDRICKS = Authority(
    "[2016] EWCA Civ 8",
    'An offer "net of CRU" led to an appeal on whether it was beaten; courts look at what'
    " the claimant actually receives.",
    "2016-01-15",
    False,
)
NHS_CHARGES_CONTRIB_3M = Authority(
    "HSC(CHS)A 2003 s.153(10); SI 2006/3398; DWP Z1 para 8",
    "Contributory negligence can cut NHS charges only on settlement evidence, sent within "
    "three months of the claim qualifying (usually final payment) unless by court order; "
    "benefits are not cut.",
    "undated",
    True,
)
DAMAGES_ACT_S2_PPO = Authority(
    "Damages Act 1996 s.2(1)-(4)",
    "Only a court order creates a PPO, and the court must find continuity reasonably "
    "secure: guarantee, FSCS-type scheme, or government or health service body.",
    "2022-02-10 version",
    True,
)
DAMAGES_ACT_S2A = Authority(
    "Damages Act 1996 s.2A(2)",
    '"Government or health service body" means one designated by Lord Chancellor order.',
    "2006-10-27 (quoted in judgment)",
    True,
)
SCA_1981_S32A = Authority(
    "Senior Courts Act 1981 s.32A",
    "Provisional damages need a proved or admitted chance of serious disease or "
    "deterioration and a judgment in the High Court.",
    "2020-12-01",
    True,
)
PD_41A_CONTENTS = Authority(
    "PD 41A paras 2.1-2.4",
    "The order names the disease, the immediate award, the period for each further "
    "application (life allowed) and the case file documents.",
    "undated",
    True,
)
CPR_36_6_2_LATE_PAY = Authority(
    "CPR 36.6(2)",
    "A defendant money offer payable later than 14 days after acceptance is not Part 36 "
    "unless the offeree accepts it.",
    "2007-07-01 text (old number 36.4(2))",
    False,
)
CPR_36_14_14_DAYS = Authority(
    "CPR 36.14(6)-(7)",
    "Unless agreed otherwise in writing a single sum is due within 14 days of acceptance, "
    "or of a provisional damages or PPO order; if unpaid the offeree may enter judgment.",
    "2007-07-01 text (old number 36.11(6)-(7))",
    False,
)
FINNEGAN_V_SPIERS = Authority(
    "[2018] EWHC 3064 (Ch)",
    "A deemed costs order on Part 36 acceptance gives no payment on account under CPR 44.2(8).",
    "undated",
    False,
)
CPR_38_6_DISCONTINUE = Authority(
    "CPR 38.6(1)",
    "A discontinuing claimant pays the defendant costs to the date of service of the notice"
    " unless the court orders otherwise.",
    "2025-10-17",
    True,
)
CPR_40_6_CONSENT = Authority(
    "CPR 40.6(2)-(3)",
    "A court officer may seal listed agreed orders (including a stay on scheduled or "
    "separate terms) only if nobody is a litigant in person and approval is not needed.",
    "2007-07-01 text",
    True,
)
CPR_44_10_SILENT = Authority(
    "CPR 44.10(1)",
    "If an order is silent on costs no party gets costs of it, subject to exceptions.",
    "2024-03-20",
    False,
)
CPR_2_8_CLEAR_DAYS = Authority(
    "CPR 2.8(1)-(3)",
    "Day periods fixed by a rule, practice direction or court order are clear days: leave "
    "out the start day and, where an event ends the period, the day of that event.",
    "2007-07-01 text",
    True,
)
CPR_2_8_5_COURT_OFFICE = Authority(
    "CPR 2.8(5)",
    "A period for an act at the court office that ends on a closed day runs on to the next "
    "open day; subject to PD 5C (e-filing).",
    "2019-08-14",
    False,
)
NHS_ACT_S9 = Authority(
    "NHS Act 2006 s.9(4)-(6),(11)-(12)",
    "An NHS contract between listed health service bodies gives no contractual rights; "
    "disputes may go to the Secretary of State, who may direct payment; NHS foundation "
    "trusts are not on the list.",
    "undated (pre-July 2022 text)",
    True,
)
BROWN_V_RICE = Authority(
    "[2007] EWHC 625 (Ch)",
    "No settlement where the mediation agreement required signed writing; without-prejudice"
    " evidence is admissible on whether a deal was made.",
    "2007-03-14",
    False,
)
FARM_ASSIST_NO2 = Authority(
    "[2009] EWHC 1102 (TCC)",
    "Mediation confidentiality binds parties and mediator, but the court may order evidence"
    " where justice needs it; parties alone cannot waive it.",
    "2009-05-19",
    False,
)
