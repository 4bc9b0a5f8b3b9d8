"""The jobs of the project: nox runs the tests, nox -l lists the rest."""

import os
import shutil
from pathlib import Path

import nox

nox.options.sessions = ["tests"]
nox.options.reuse_existing_virtualenvs = True


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests. Those that read documents with LibreOffice skip where it is not installed."""
    session.install(".[test]")
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def matrix(session: nox.Session) -> None:
    """Read each example in each form, status and shell with every reader: a quarter of an hour."""
    session.install(".[test]")
    session.run("pytest", "tests/test_word_matrix.py", *session.posargs, env={"MATRIX": "whole"})


@nox.session
def nightly(session: nox.Session) -> None:
    """Build 10,000 term sheets made by chance in every form, and draft 10,000 spoilt ones."""
    session.install(".[test]")
    session.run("pytest", "-n", "auto", "--hypothesis-profile", "nightly",
                "tests/test_any_sheet.py", *session.posargs)  # fmt: skip


@nox.session
def style(session: nox.Session) -> None:
    """Check the format and the lint of the code; nox -s style -- --fix mends them."""
    session.install("ruff==0.17.6")
    if "--fix" in session.posargs:
        session.run("ruff", "format", ".")
        session.run("ruff", "check", "--fix", ".")
        return
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")


@nox.session
def records(session: nox.Session) -> None:
    """Write again all that is recorded: schema, library page, standards and goldens. Read it."""
    session.install(".[test]")
    session.run("python", "build_agreement.py", "schema", "--write")
    session.run("python", "-m", "tests.library_page")
    session.run("python", "build_agreement.py", "standards", "--accept")
    session.run("python", "-m", "tests.goldens")


@nox.session
def benchmark(session: nox.Session) -> None:
    """Time the program beside others, as agreements grow, cold and by stages (npm adds others)."""
    session.install(".")
    if shutil.which("npm"):
        with session.chdir("benchmarks"):
            session.run("npm", "install", "--no-audit", "--no-fund", external=True)
    session.run("python", "benchmarks/benchmark.py")
    session.run("python", "benchmarks/checks.py")


@nox.session
def pages(session: nox.Session) -> None:
    """Convert every example to PDF and PNG under build/pages, to be looked at."""
    session.install(".")
    examples = sorted(map(str, Path("examples").glob("*.yaml")))
    session.run("python", "build_agreement.py", "--force", *examples)
    Path("build/pages").mkdir(parents=True, exist_ok=True)
    documents = sorted(map(str, Path("build").glob("*.docx")))
    session.run("soffice", "--headless", "--convert-to", "pdf", "--outdir", "build/pages",
                *documents, external=True)  # fmt: skip
    for page in sorted(Path("build/pages").glob("*.pdf")):
        session.run("pdftoppm", "-r", "70", "-png", str(page), os.fspath(page.with_suffix("")),
                    external=True)  # fmt: skip
