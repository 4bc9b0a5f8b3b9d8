"""What the desk serves of others: unchanged, and named with its version and licence."""

import hashlib
import json

import pytest

from agreement.desk.seat import HERE

STATIC = HERE / "static"
VENDORED = json.loads((STATIC / "vendored.json").read_text())


@pytest.mark.parametrize("name", VENDORED)
def test_a_vendored_file_is_the_one_that_was_published(name):
    known = VENDORED[name]
    file = (STATIC / name).read_bytes()
    assert hashlib.sha256(file).hexdigest() == known["sha256"]
    assert known["version"].encode() in file
    assert known["licence"]
    assert (STATIC / f"{name.partition('.')[0]}.LICENSE").is_file()


def test_every_script_is_ours_or_named():
    scripts = {path.name for path in STATIC.glob("*.js")}
    assert scripts == {*VENDORED, "desk.js"}


def test_nothing_that_the_desk_serves_names_another_address():
    for path in (*STATIC.glob("desk.*"), *HERE.glob("pages/**/*.html")):
        text = path.read_text(encoding="utf-8")
        assert "//cdn" not in text
        assert "http://" not in text.replace("http://www.w3.org/", "")
        assert "https://" not in text
