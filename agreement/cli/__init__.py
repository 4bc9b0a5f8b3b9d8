"""The commands. The only floor that touches the terminal, the clock and the files of a user."""

import sys

import click
from click_default_group import DefaultGroup

from agreement import __version__
from agreement.cli.build import build, check
from agreement.cli.clauses import clauses
from agreement.cli.inspect import inspect
from agreement.cli.new import new
from agreement.cli.register import register
from agreement.cli.rules import rules
from agreement.cli.schema import schema
from agreement.cli.standards import standards
from agreement.cli.templates import templates


@click.group(cls=DefaultGroup, default="build", default_if_no_args=False)
@click.version_option(__version__, prog_name="build-agreement")
def main() -> None:
    """Turn a YAML term sheet into a Word settlement agreement for a healthcare dispute.

    \b
    build-agreement matter.yaml            writes build/matter.docx
    build-agreement check matter.yaml      does everything but write
    build-agreement new payer-provider --jurisdiction england-wales > matter.yaml

    It drafts for lawyers and mediators. It gives no legal advice.

    \b
    Exit status
      0  done
      1  refused, errors found, or something would change
      2  wrong usage
      3  the machine lacks something: a folder that cannot be written, a full disk
    """
    for stream in (sys.stdout, sys.stderr):
        # A terminal that has no letter for a party's name shows its code instead of failing.
        stream.reconfigure(errors="backslashreplace")


for command in (
    build, check, clauses, rules, schema, new, standards, templates, inspect, register,
):  # fmt: skip
    main.add_command(command)
