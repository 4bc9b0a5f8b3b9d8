"""What was drawn of a unit before is taken again only where it is what would be drawn now."""

from copy import deepcopy

import pytest
import sample
import trees
from msgspec.structs import replace
from word_files import EXAMPLES, SAMPLES, drafted, plain_shell

from agreement.document.tree import (
    Agreement,
    Blank,
    Column,
    Provision,
    Reference,
    Schedule,
    Table,
    Text,
)
from agreement.word import write
from agreement.word.comments import Note
from agreement.word.marks import marks

SUM = Provision(
    "own/sum",
    "",
    (Text("The sum is "), Blank("money.sum", "£5.00"), Text(" and "), Blank("money.sum", "£6.00")),
)
LED = Provision("own/led", "", (Text("As "), Reference("general/bare"), Text(" says.")))
OWN = Provision("own", "Own", (), (SUM, LED))
WHOLE = replace(sample.agreement(), operative=(*sample.agreement().operative, OWN))


def fresh(agreement: Agreement) -> Agreement:
    """An equal agreement of which nothing was ever drawn."""
    return deepcopy(agreement)


def scheduled(*provisions: Provision) -> tuple[Schedule, ...]:
    return (Schedule("schedules/own", "Own", provisions=provisions), *WHOLE.schedules)


def without(id: str) -> tuple[Provision, ...]:
    return tuple(one for one in WHOLE.operative if one.id != id)


ROWS = (((Reference("own/led"),),),)


def two_schedules(first: tuple, second: tuple, id: str = "schedules/own") -> tuple[Schedule, ...]:
    """A schedule with this id, provisions and these rows, and one with other rows of a table."""
    columns = (Column("As"),)
    return (
        Schedule(id, "Own", table=Table(columns, first), provisions=(OWN,)),
        Schedule("schedules/other", "Other", table=Table(columns, second)),
    )


BARE = replace(WHOLE, operative=without("own"))
VARIED = {
    "nothing": WHOLE,
    "its number": replace(WHOLE, operative=(OWN, *without("own"))),
    "the number of what it refers to": replace(
        WHOLE, operative=(sample.BARE, *without("general/bare"))
    ),
    "what it refers to is gone": replace(WHOLE, operative=without("general/bare")),
    "an answer before it": replace(
        WHOLE,
        operative=(Provision("other", "", (Blank("money.other", "£1.00"),)), *WHOLE.operative),
    ),
    "its own answer before it": replace(
        WHOLE, operative=(Provision("other", "", (Blank("money.sum", "£5.00"),)), *WHOLE.operative)
    ),
    "a heading": replace(
        WHOLE, operative=tuple(replace(one, heading="") for one in WHOLE.operative)
    ),
    "the law": replace(WHOLE, conventions=sample.AMERICAN),
    "a place in a schedule": replace(WHOLE, operative=without("own"), schedules=scheduled(OWN)),
    "another schedule before that": replace(
        WHOLE,
        operative=without("own"),
        schedules=(Schedule("schedules/first", "First"), *scheduled(OWN)),
    ),
    "a reference into a schedule": replace(
        WHOLE, operative=without("general/bare"), schedules=scheduled(sample.BARE)
    ),
    "no total": replace(
        WHOLE,
        schedules=tuple(
            replace(one, table=one.table and replace(one.table, totalled=False))
            for one in WHOLE.schedules
        ),
    ),
    "columns": replace(
        WHOLE,
        schedules=tuple(
            replace(
                one,
                table=one.table
                and replace(
                    one.table, columns=tuple(replace(c, share=1) for c in one.table.columns)
                ),
            )
            for one in WHOLE.schedules
        ),
    ),
    "no open points": replace(WHOLE, open_points=()),
    "an earlier place of an open point": replace(
        WHOLE, operative=(Provision("early", "", (sample.WINDOW,)), *WHOLE.operative)
    ),
    "another earlier place of it": replace(
        WHOLE, operative=(Provision("earlier", "", (sample.WINDOW,)), *WHOLE.operative)
    ),
    "a row beside what it refers to": replace(BARE, schedules=two_schedules(ROWS, ())),
    "the row in the other schedule": replace(BARE, schedules=two_schedules((), ROWS)),
    "the id of the schedule that it refers to": replace(
        BARE, schedules=two_schedules((), ROWS, "schedules/renamed")
    ),
}


@pytest.mark.parametrize("changed", VARIED)
def test_a_unit_whose_surroundings_changed_is_drawn_as_if_for_the_first_time(changed):
    for before in VARIED.values():
        write(before, plain_shell())
    assert write(VARIED[changed], plain_shell()) == write(fresh(VARIED[changed]), plain_shell())


def test_every_change_of_these_surroundings_shows():
    assert len({write(one, plain_shell()) for one in VARIED.values()}) == len(VARIED)


def test_a_unit_is_drawn_with_its_comments_and_again_without_them():
    bare = write(WHOLE, plain_shell())
    noted = write(WHOLE, plain_shell(), notes=(Note("own/sum", "Too little."),))
    assert noted != bare
    assert noted == write(fresh(WHOLE), plain_shell(), notes=(Note("own/sum", "Too little."),))
    assert write(WHOLE, plain_shell()) == bare


def test_of_two_ids_whose_digests_give_one_name_the_second_has_the_next_and_nothing_is_kept():
    one, other = "own/7262", "own/8713"
    both = replace(
        WHOLE, operative=tuple(Provision(id, "", (Text(id),)) for id in (one, other, "third"))
    )
    turned = replace(both, operative=both.operative[::-1])
    names = marks(both).names
    assert int(names[other][4:]) == int(names[one][4:]) + 1
    assert not marks(both).distinct
    for agreement in (both, turned, both):
        assert write(agreement, plain_shell()) == write(fresh(agreement), plain_shell())


@pytest.mark.parametrize("seed", range(12))
def test_random_agreements_are_written_as_when_nothing_is_remembered(seed):
    tree = trees.agreement(seed, (trees.ENGLISH, trees.AMERICAN)[seed % 2])
    turned = replace(tree, operative=tree.operative[::-1], schedules=tree.schedules[::-1])
    for one in (tree, turned, tree):
        assert write(one, plain_shell()) == write(fresh(one), plain_shell())


@pytest.mark.parametrize("agreement", SAMPLES.values(), ids=SAMPLES)
def test_samples_are_written_as_when_nothing_is_remembered(agreement):
    write(agreement, plain_shell())
    assert write(agreement, plain_shell()) == write(fresh(agreement), plain_shell())


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_are_written_as_when_nothing_is_remembered(example):
    agreement = drafted(example).agreement
    write(agreement, plain_shell())
    assert write(agreement, plain_shell()) == write(fresh(agreement), plain_shell())
