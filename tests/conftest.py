"""Readers of Word files that are not this program, for the tests that ask them."""

import os
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from tests.browser import chromium

__all__ = ["chromium"]
ROOT = Path(__file__).parents[1]

# What the program keeps on disk between runs stays out of the tester's home.
_CACHE = tempfile.TemporaryDirectory(prefix="build-agreement-tests-")
os.environ["BUILD_AGREEMENT_CACHE"] = _CACHE.name

# A loaded machine is no fault of the program; CI tries the same examples every time.
settings.register_profile("steady", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.register_profile("nightly", deadline=None, max_examples=10_000)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def soffice_of_many(tmp_path_factory) -> Callable[[Sequence[bytes], str], list[Path]]:
    """LibreOffice, without a window, started once: Word files' bytes and a format."""
    program = shutil.which("soffice")
    if not program:
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def converted(documents: Sequence[bytes], form: str) -> list[Path]:
        folder = tmp_path_factory.mktemp("libreoffice")
        target = folder / "out"
        sources = [folder / f"agreement-{count}.docx" for count in range(len(documents))]
        for source, docx in zip(sources, documents, strict=True):
            source.write_bytes(docx)
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
        patience = 120 + 5 * len(sources)
        subprocess.run(
            [*command, "--outdir", target, *sources],
            check=True,
            capture_output=True,
            timeout=patience,
        )
        return [target / f"{source.stem}.{form}" for source in sources]

    return converted


@pytest.fixture(scope="session")
def soffice(soffice_of_many) -> Callable[[bytes, str], Path]:
    """The same for one Word file's bytes and a format, "pdf" or "docx"."""
    return lambda docx, form: soffice_of_many((docx,), form)[0]


@pytest.fixture(scope="session")
def ooxml_validator(tmp_path_factory) -> Callable[[bytes], str]:
    """The Open XML SDK's validator: a Word file's bytes to what it reports, as JSON."""
    local = ROOT / "node_modules" / ".bin" / "ooxml-validator"
    program = str(local) if local.exists() else shutil.which("ooxml-validator")
    if not program:
        pytest.skip("ooxml-validator is not installed")

    def report(docx: bytes) -> str:
        file = tmp_path_factory.mktemp("validator") / "agreement.docx"
        file.write_bytes(docx)
        ran = subprocess.run(
            [program, file], check=False, capture_output=True, text=True, timeout=60
        )
        return ran.stdout

    return report


@pytest.fixture(scope="session")
def sarif_validator(tmp_path_factory) -> Callable[[str], str]:
    """The validator of those who keep SARIF: a log to what it reports."""
    program = ROOT / "node_modules" / ".bin" / "sarif-multitool"
    if not program.exists():
        pytest.skip("sarif-multitool is not installed")

    def report(log: str) -> str:
        file = tmp_path_factory.mktemp("sarif") / "log.sarif"
        file.write_text(log, encoding="utf-8")
        around = os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        ran = subprocess.run(
            [program, "validate", file], check=False, capture_output=True, text=True, timeout=120,
            env=around,
        )  # fmt: skip
        assert "Analysis completed" in ran.stdout
        return ran.stdout

    return report


@pytest.fixture(scope="session")
def pages(soffice):
    """A way to the text of each page of a Word file, as LibreOffice prints it."""

    def pages(docx: bytes) -> list[str]:
        pdf = soffice(docx, "pdf")
        command = ["pdftotext", "-layout", pdf, "-"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return [unicodedata.normalize("NFKC", page) for page in text.split("\f")[:-1]]

    return pages


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where every reader is installed no test may skip: CI fails on one that does."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
