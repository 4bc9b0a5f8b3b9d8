"""A firm's own small library with two standard agreements, to be changed as a test asks."""

import json
import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from agreement.cli import main
from tests.drafting import ROOT, clause, sheet

CLAUSE = {
    "heading": "Clawback",
    "text": "Within 30 days after the _Effective Date_ the _Payer_ shall return each sum held.",
    "actions": [
        {
            "provision": "text",
            "role": "payer",
            "what": "Return each sum held",
            "due": {"business_days": 20, "after": "effective_date"},
            "evidence": "the remittance advice",
        }
    ],
}
OTHER = {"heading": "Courtesy", "text": "Each party shall answer each letter within five days."}


def library(home: Path) -> Path:
    """The firm's home: both standards have the clause on clawback, one has that on courtesy."""
    put(home, "clauses/billing/clawback.yaml", clause(**CLAUSE))
    put(home, "clauses/general/courtesy.yaml", clause(**OTHER))
    for name in ("jurisdictions/england-wales.yaml", "templates/plain.docx"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, home / name)
    standard(home, "one", "billing/clawback", "general/courtesy")
    standard(home, "two", "billing/clawback")
    return home


def put(home: Path, name: str, value: object) -> None:
    """Write a file of the library; JSON is YAML."""
    file = home / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value), encoding="utf-8")


def standard(home: Path, name: str, *clauses: str, **changes: object) -> None:
    """Write a standard agreement of these clauses."""
    chosen = dict.fromkeys((*clauses, "general/effect"))
    file = home / "standards" / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(sheet(clauses=chosen, **changes))


def edit(home: Path, name: str, old: str, new: str) -> None:
    """Put other words into a file of the library that has the old ones."""
    file = home / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def standards(home: Path, *arguments: object) -> Result:
    """The command on the firm's library."""
    told = ["standards", "--library", str(home), *map(str, arguments)]
    return CliRunner().invoke(main, told)


def causes(home: Path) -> dict[str, list[dict]]:
    """What the command says has changed: the changes by their causes."""
    told = json.loads(standards(home, "--check", "--format", "json").stdout)
    return {" or ".join(cause["sources"]): cause["changes"] for cause in told}
