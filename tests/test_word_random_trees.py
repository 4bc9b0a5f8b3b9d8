"""LibreOffice computes the numbers and cross-references of random agreements as we do."""

import re
import subprocess
import unicodedata

import pytest
import trees
from word_files import DOCUMENT, part, plain_shell, with_part

from agreement.word import gate, write

SEEDS = range(6)
FIELD = re.compile('"separate"/></w:r><w:r><w:t>([^<]*)</w:t>')
WRONG = '"separate"/></w:r><w:r><w:t>ZZ</w:t>'


def tree(seed: int):
    """English and American by turns."""
    return trees.agreement(seed, (trees.ENGLISH, trees.AMERICAN)[seed % 2])


def squeezed(text: str) -> str:
    """Letters without spaces or the breaks of lines and pages between them."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.fixture(scope="module")
def read(soffice_of_many) -> dict[int, str]:
    """What LibreOffice prints of each tree, whose every kept result was spoilt."""
    spoilt = []
    for seed in SEEDS:
        docx = write(tree(seed), plain_shell())
        spoilt.append(with_part(docx, DOCUMENT, FIELD.sub(WRONG, part(docx)).encode()))
    texts = []
    for pdf in soffice_of_many(spoilt, "pdf"):
        command = ["pdftotext", "-raw", "-nopgbrk", pdf, "-"]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        texts.append(ran.stdout)
    return dict(zip(SEEDS, texts, strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_label_and_reference_is_the_one_libreoffice_computes(read, seed):
    wanted = [*trees.sentences(tree(seed))]
    text = squeezed(re.sub(r"(?m)^(EX/|HV/|Draft|Page [0-9]).*$", "", read[seed]))
    missing = [sentence for sentence in wanted if squeezed(sentence) not in text]
    assert len(wanted) > 50
    assert missing == []


@pytest.mark.parametrize("seed", range(40))
def test_the_gate_finds_nothing_in_a_random_agreement(seed):
    assert gate(write(tree(seed), plain_shell())) == ()
