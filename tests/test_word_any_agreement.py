"""Agreements of any shape and with any words, made by chance."""

import re
from io import BytesIO

import docx
import sample
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from word_files import plain_shell, words_in

from agreement.document.number import number
from agreement.document.tree import Provision, Reference, Text
from agreement.word import gate, write

LEGAL = st.characters(
    exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff{}[]*_"
)
SHAPES = st.recursive(st.just(()), lambda below: st.lists(below, max_size=4), max_leaves=40)


def depth(shape) -> int:
    """How many levels a shape has."""
    return max((1 + depth(below) for below in shape), default=0)


def provisions(shape, above: str, numbered) -> tuple[Provision, ...]:
    """A tree of provisions in a shape; `numbered` says of each whether it has a number."""
    return tuple(
        Provision(
            f"{above}/{count}",
            "Heading" if count % 2 else "",
            (Text("Words"),),
            provisions(below, f"{above}/{count}", numbered),
            numbered=not above.strip("/").count("/") or next(numbered),
        )
        for count, below in enumerate(shape)
    )


@settings(max_examples=60, deadline=None)
@given(st.text(LEGAL, min_size=1, max_size=60))
def test_any_words_come_out_as_typed_and_leave_the_file_whole(words):
    typed = Provision("any", "", (Text(words),))
    agreement = replace(sample.agreement(), title=words, operative=(typed,), schedules=())
    written = write(agreement, plain_shell())
    read = docx.Document(BytesIO(written))
    assert gate(written) == ()
    [paragraph] = [found for found in read.paragraphs if found.style.style_id == "Provision1"]
    assert paragraph.text == words
    assert words_in(read.paragraphs[0]) == words


@settings(max_examples=60, deadline=None)
@given(SHAPES.filter(lambda shape: 0 < depth(shape) <= 6), st.randoms())
def test_in_any_tree_every_reference_shows_the_number_that_the_file_itself_gives(shape, random):
    chance = iter(lambda: random.random() < 0.8, None)
    tree = provisions(shape, "", chance)
    drafted = replace(sample.agreement(), operative=tree, schedules=(), open_points=())
    ids = [id for id in number(drafted) if id.startswith("/")]
    last = Provision("last", "References", tuple(map(Reference, ids)))
    written = write(replace(drafted, operative=(*tree, last)), plain_shell())
    assert gate(written) == ()
    body = docx.Document(BytesIO(written)).element.xml
    assert len(re.findall(r"REF _Ref[0-9]{9} \\w", body)) == len(ids)
