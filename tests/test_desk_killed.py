"""The desk killed at any moment loses at most the keystroke in hand."""

import random
from threading import Thread
from time import sleep

import httpx
import pytest

from agreement.desk.history import History, text_after
from tests.desk import desk, entered, free_port, value
from tests.drafting import sheet

NAME = "specimen.yaml"
SUM = ("money", "settlement_sum")


@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_was_said_to_be_saved_is_lost(tmp_path, seed):
    chance = random.Random(seed)
    (tmp_path / NAME).write_bytes(sheet())
    for life in range(3):
        said: list[int] = []
        with desk(tmp_path, "--port", free_port()) as running:
            entered(running)
            typing = Thread(target=type_on, args=(running, said, 10_000 * (life + 1)))
            typing.start()
            sleep(chance.uniform(0.1, 1.2))
            running.kill()
            typing.join()
        with desk(tmp_path, "--port", free_port()) as again:
            entered(again)
            assert again.get(f"/s/{NAME}/").status_code == 200
        kept = int(value(tmp_path / NAME)["money"]["settlement_sum"].partition(".")[0])
        assert kept >= (said[-1] if said else 0)
        record = History(tmp_path / "specimen.desk/history.jsonl").lines()
        assert text_after(record) == (tmp_path / NAME).read_text()


def type_on(running, said: list[int], start: int) -> None:
    """Type one sum after the other until nobody answers, noting what was said to be saved."""
    for sum in range(start, start + 5_000):
        try:
            if running.answer(NAME, SUM, str(sum)).status_code == 200:
                said.append(sum)
        except httpx.HTTPError:
            return
