"""The authorities of the United States on injuries, courts and releases that rules rest on."""

from agreement.lint.rule import Authority

NPDB_DEADLINE = Authority(
    "45 CFR 60.5",
    "Malpractice payments are reported to the NPDB within 30 days, with a copy to the state "
    "authority.",
    "2022-10-02",
    True,
)
NPDB_DUTY = Authority(
    "42 USC 11131(a)-(b); 45 CFR 60.7",
    "Each entity paying in settlement or satisfaction of a malpractice claim reports the "
    "payment and the practitioner benefited.",
    "2023-04-20",
    True,
)
NPDB_CRITERIA = Authority(
    "NPDB Guidebook ch. E (HRSA)",
    "Reportable: money paid on a written demand, practitioner named or described in both claim "
    "and release; no minimum sum.",
    "2021-04",
    True,
)
MSP_REPORTING = Authority(
    "42 USC 1395y(b)(8)(A)-(C)",
    "Liability payers determine Medicare status and report settlements in the time CMS sets, "
    "with or without admission.",
    "2023-04-20",
    True,
)
MSP_REPAYMENT = Authority(
    "42 USC 1395y(b)(2)(B)(ii)",
    "Interest may run if Medicare is not reimbursed within 60 days of receiving notice of, or "
    "information on, responsibility for payment.",
    "2023-04-20",
    True,
)
STRUCTURED_FIXED = Authority(
    "26 USC 130(c)(2)(A)-(B)",
    "Assigned periodic payments are fixed in amount and time and the recipient cannot "
    "accelerate, defer, increase or decrease them.",
    "2023-04-20",
    True,
)
STRUCTURED_EXCLUSION = Authority(
    "26 USC 104(a)(2), 130(c)(2)(D)",
    "Damages for physical injury or sickness, lump or periodic, are excluded from income, "
    "punitive damages apart.",
    "2023-04-20",
    True,
)
JURY_WAIVER_CA = Authority(
    "Grafton Partners v. Superior Court, 36 Cal. 4th 944 (2005)",
    "The courts of California do not enforce a waiver of a jury agreed before there is a dispute.",
    "undated",
    False,
)
JURY_WAIVER_GA = Authority(
    "Bank South v. Howard, 264 Ga. 339 (1994)",
    "The courts of Georgia do not enforce a waiver of a jury agreed before there is a suit.",
    "undated",
    False,
)
JURY_WAIVER_NC = Authority(
    "N.C. Gen. Stat. 22B-10",
    "A term of a contract that makes a party waive a jury is unenforceable in North Carolina; an "
    "agreement to arbitrate is not touched.",
    "undated",
    False,
)
MINOR_CA = Authority(
    "Cal. Prob. Code 3500(b)",
    "A minor's compromise is valid only after superior-court approval, whatever the sum.",
    "undated",
    True,
)
MINOR_FL = Authority(
    "Fla. Stat. 744.387(2)-(3)",
    "Guardianship is needed above 15000 dollars net, and once suit is filed every settlement "
    "needs court approval.",
    "2024",
    True,
)
MINOR_NY = Authority(
    "N.Y. CPLR 1207",
    "An infant's claim is settled by court order on motion, or by special proceeding if no "
    "action is pending.",
    "undated",
    True,
)
MINOR_OTHER = Authority(
    "Ohio Sup.R. 68; Utah; N.H.; others",
    "Other states set dollar thresholds for approving minors' settlements (Ohio 25000, Utah "
    "and New Hampshire 10000).",
    "undated",
    False,
)
CA_BOARD_GAG = Authority(
    "Cal. Bus. & Prof. Code 2220.7",
    "A physician settlement term barring contact, complaint or cooperation, or requiring "
    "withdrawal of a board complaint, is void and disciplinable.",
    "2023",
    True,
)
CA_BOARD_GAG_OTHER = Authority(
    "Cal. Bus. & Prof. Code 143.5",
    "The same rule covers other licensees of the consumer affairs department.",
    "undated",
    False,
)
CA_APOLOGY = Authority(
    "Cal. Evid. Code 1160(a)",
    "Sympathy to a person in an accident or family is inadmissible as an admission; a "
    "statement of fault is not protected.",
    "undated",
    True,
)
CA_MEDIATED_TERMS = Authority(
    "Cal. Evid. Code 1123",
    "A signed mediated settlement is admissible if it says so, says it is enforceable or "
    "binding, all agree, or fraud, duress or illegality is shown.",
    "undated",
    True,
)
CA_6646 = Authority(
    "Cal. Code Civ. Proc. 664.6(a)",
    "On a signed stipulation the court may enter judgment, and if parties or counsel stipulate "
    "may dismiss without prejudice and keep jurisdiction.",
    "2023",
    True,
)
CA_1542 = Authority(
    "Cal. Civ. Code 1542 (SB 1431, ch. 157 of 2018)",
    "A general release does not reach material claims the releasing party neither knew nor "
    "suspected; the wording changed from 2019.",
    "2018-11-08",
    True,
)
TX_SETTLEMENT_CONTRACT = Authority(
    "Tex. Civ. Prac. & Rem. Code 154.071(a)",
    "A written agreement disposing of the dispute is enforced like any written contract.",
    "2021-04-11",
    True,
)
UMA_SIGNED_EXCEPTION = Authority(
    "Uniform Mediation Act s. 6(a)(1)",
    "The privilege does not cover an agreement evidenced by a record signed by all parties.",
    "undated",
    False,
)
FRE_408 = Authority(
    "Fed. R. Evid. 408",
    "Compromise offers and talks are inadmissible on validity or amount, or to impeach by "
    "inconsistency, but open for other purposes and in some criminal cases.",
    "2024-10-04",
    True,
)
