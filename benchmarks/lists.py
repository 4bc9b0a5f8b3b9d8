"""Our shell's styles and lists as docx for Node.js takes them: it writes a file from nothing."""

from zipfile import ZipFile

from dialects import SHELL
from lxml import etree
from told import W


def styles_xml() -> str:
    """The styles of our shell."""
    return _part("styles")


def lists() -> dict:
    """Each list with its levels, and the list and level of each style that is numbered."""
    root = etree.fromstring(_part("numbering").encode())
    levels = {one.get(f"{W}abstractNumId"): one.findall(f"{W}lvl") for one in root}
    config, places = [], {}
    for num in root.iter(f"{W}num"):
        reference = num.get(f"{W}numId")
        inside = levels[_value(num, "abstractNumId")]
        config.append({"reference": reference, "levels": [_level(one) for one in inside]})
        for one in inside:
            level = int(one.get(f"{W}ilvl"))
            places.setdefault(_value(one, "pStyle"), {"reference": reference, "level": level})
    return {"config": config, "places": {name: at for name, at in places.items() if name}}


def _level(lvl) -> dict:
    style = _value(lvl, "pStyle")
    linked = {"style": {"style": style}} if style else {}
    return {
        "level": int(lvl.get(f"{W}ilvl")),
        "format": _value(lvl, "numFmt"),
        "text": _value(lvl, "lvlText"),
        **linked,
    }


def _value(element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val")


def _part(name: str) -> str:
    with ZipFile(SHELL) as package:
        return package.read(f"word/{name}.xml").decode()
