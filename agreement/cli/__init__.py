"""The commands. The only floor that touches the terminal, the clock and the files of a user."""

import atexit
import gc
import os
import sys
from importlib import import_module

import click
from click_default_group import DefaultGroup

from agreement import __version__
from agreement.cli.circles import sought_seldom

COMMANDS = {
    "batch": "batch",
    "build": "build",
    "check": "build",
    "clauses": "clauses",
    "desk": "desk",
    "explain": "explain",
    "inspect": "inspect",
    "new": "new",
    "register": "register",
    "rules": "rules",
    "schema": "schema",
    "standards": "standards",
    "templates": "templates",
}
"""Each command and the module of this package that has it, read when the command is called."""

DEFAULT = "build"


class Commands(DefaultGroup):
    """The commands by name; only the one that is called is imported."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments of the command; what follows two hyphens is no command's name."""
        return super().parse_args(ctx, [DEFAULT, *args] if args[:1] == ["--"] else args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or the default where this is no command's name."""
        if cmd_name not in COMMANDS:
            # What the default command's own arguments begin with.
            ctx.arg0, cmd_name = cmd_name, DEFAULT
        return getattr(import_module(f"agreement.cli.{COMMANDS[cmd_name]}"), cmd_name)


@click.group(cls=Commands, default=DEFAULT, default_if_no_args=False)
@click.version_option(__version__, prog_name="build-agreement")
@click.pass_context
def main(context: click.Context) -> None:
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

    NO_COLOR, set to anything, keeps colours out of a terminal.
    """
    context.color = False if os.environ.get("NO_COLOR") else None
    for stream in (sys.stdout, sys.stderr):
        # A terminal that has no letter for a party's name shows its code instead of failing.
        stream.reconfigure(errors="backslashreplace")


def program() -> None:
    """Run the commands in a process of their own, which ends with them."""
    _keep_streams()
    sought_seldom()
    # Nothing is looked over once more that the system takes back as a whole.
    atexit.register(gc.freeze)
    try:
        main()
    except OSError as fault:
        # What a command writes it answers for; this is standard output, on a full disk perhaps.
        from agreement.cli.report import LACKING, cannot_go_on

        click.echo(cannot_go_on(fault), err=True)
        sys.exit(LACKING)
    except Exception as fault:
        _show_refused(fault)
    finally:
        _let_go()


def _show_refused(fault: Exception) -> None:
    """Tell of a library that cannot be looked through, whichever command looks; any other fault is
    raised again."""
    from agreement.cli.report import REFUSED, show_findings
    from agreement.finding import Refused

    if not isinstance(fault, Refused):
        raise fault
    show_findings(fault.findings)
    sys.exit(REFUSED)


def _keep_streams() -> None:
    """Give what is written to a closed stream somewhere to go, and let no file of ours have the
    number of one. Standard input stays none, so that `-` can say that there is none."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if name != "stdin":
                setattr(sys, name, os.fdopen(nowhere, "w", encoding="utf-8"))


def _let_go() -> None:
    """Let go what standard output did not take: Python would try again when it ends, and end with
    another status."""
    try:
        sys.stdout.flush()
    except OSError:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
