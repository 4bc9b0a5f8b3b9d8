"""The tags of each program that fills a template, and the agreement as each is given it.

docxtpl and docx-templates choose by a condition on the block's style, docxtemplater and
easy-template-x by a section of the style's name, carbone by an array of that name: a block of
another style has none.
"""

from collections.abc import Callable

from dialects import Dialect, Look, Pair, Runs, keys, name_of, numbered
from told import Block, Paragraph, Table


def given(look: Look, stretches: list[list[Block]]) -> dict[str, list[dict]]:
    """The agreement as mappings and lists: each block with the name of its style or shape."""
    return {
        key: [
            _paragraph(one)
            if isinstance(one, Paragraph)
            else _table(one, name_of(one, look.shapes))
            for one in stretch
        ]
        for key, stretch in zip(keys(look), stretches, strict=True)
    }


def _paragraph(one: Paragraph) -> dict:
    parts = [
        {"words": part.words, "style": part.style, part.style or "plain": [{"words": part.words}]}
        for part in one.parts
    ]
    return {"name": one.style, "words": "".join(part.words for part in one.parts), "parts": parts}


def _table(one: Table, name: str) -> dict:
    groups = {
        key: [{f"c{count}": words for count, words in enumerate(row, 1)} for row in group.rows]
        for key, group in zip(numbered(len(one.groups)), one.groups, strict=True)
    }
    return {"name": name, **groups}


def _conditional(key: str, names: list[str]) -> list[Pair]:
    opened = [f"{{%p {'el' * bool(n)}if block.name == '{one}' %}}" for n, one in enumerate(names)]
    return [*((one, "") for one in opened[:-1]), (opened[-1], "{%p endif %}")]


def _conditional_parts(path: str, inside: tuple[str, ...]) -> Runs:
    runs: Runs = [("{%r for part in block.parts %}", "")]
    for count, one in enumerate(inside):
        tag = f"{{%r {'el' * bool(count)}if part.style == '{one}' %}}"
        runs += [(tag, ""), ("{{ part.words }}", one)]
    return [*runs, ("{%r else %}", ""), ("{{ part.words }}", ""), ("{%r endif %}", ""),
            ("{%r endfor %}", "")]  # fmt: skip


def _section_parts(path: str, inside: tuple[str, ...]) -> Runs:
    kept = [(f"{{#{one}}}{{words}}{{/{one}}}", one) for one in inside]
    return [("{#parts}", ""), *kept, ("{#plain}{words}{/plain}", ""), ("{/parts}", "")]


def _command_parts(path: str, inside: tuple[str, ...]) -> Runs:
    runs: Runs = [("+++FOR part IN $block.parts+++", "")]
    for test, one in [*((f"$part.{one}", one) for one in inside), ("$part.plain", "")]:
        runs += [(f"+++IF {test}+++", ""), ("+++INS $part.words+++", one), ("+++END-IF+++", "")]
    return [*runs, ("+++END-FOR part+++", "")]


def _nested_parts(path: str, inside: tuple[str, ...]) -> Runs:
    runs: Runs = []
    for name, style in [*((one, one) for one in inside), ("plain", "")]:
        start = f"{path}.parts[i].{name}"
        runs += [(f"{{{start}[i].words}}", style), (f"{{{start}[i+1].words}}", style)]
    return [*runs, (f"{{{path}.parts[i+1].words}}", "")]


def _rows(opened: str, closed: str, cell: str) -> Callable[[str, str, int], list[list[str]]]:
    """Tags in rows of their own, around a row of cells."""

    def lines(path: str, group: str, columns: int) -> list[list[str]]:
        blank = [""] * (columns - 1)
        cells = [cell.replace("COLUMN", f"c{count}") for count in range(1, columns + 1)]
        return [[opened.replace("GROUP", group), *blank], cells, [closed, *blank]]

    return lines


def _section_lines(path: str, group: str, columns: int) -> list[list[str]]:
    first, *middle, last = (f"{{c{count}}}" for count in range(1, columns + 1))
    return [[f"{{#{group}}}{first}", *middle, f"{last}{{/{group}}}"]]


def _nested_lines(path: str, group: str, columns: int) -> list[list[str]]:
    return [
        [f"{{{path}.{group}[{which}].c{count}}}" for count in range(1, columns + 1)]
        for which in ("i", "i+1")
    ]


def _nested_choice(key: str, names: list[str]) -> list[Pair]:
    return [("", f"{{d.{key}[i].{name}[i+1].words}}") for name in names]


OVER = ' [loopOver: "paragraph"]'

DIALECTS = {
    "docxtpl": Dialect(
        every=lambda key: (f"{{%p for block in {key} %}}", "{%p endfor %}"),
        choice=_conditional,
        path=lambda key, name: "block",
        words=lambda path: "{{ block.words }}",
        parts=_conditional_parts,
        lines=_rows("{%tr for row in block.GROUP %}", "{%tr endfor %}", "{{ row.COLUMN }}"),
    ),
    "docxtemplater": Dialect(
        every=lambda key: (f"{{#{key}}}", f"{{/{key}}}"),
        choice=lambda key, names: [(f"{{#{name}}}", f"{{/{name}}}") for name in names],
        path=lambda key, name: "",
        words=lambda path: "{words}",
        parts=_section_parts,
        lines=_section_lines,
    ),
    "easy-template-x": Dialect(
        every=lambda key: (f"{{#{key}{OVER}}}", f"{{/{key}}}"),
        choice=lambda key, names: [(f"{{#{name}{OVER}}}", f"{{/{name}}}") for name in names],
        path=lambda key, name: "",
        words=lambda path: "{words}",
        parts=_section_parts,
        lines=_section_lines,
        within=True,
    ),
    "docx-templates": Dialect(
        every=lambda key: (f"+++FOR block IN {key}+++", "+++END-FOR block+++"),
        choice=lambda key, names: [
            (f"+++IF $block.name === '{name}'+++", "+++END-IF+++") for name in names
        ],
        path=lambda key, name: "$block",
        words=lambda path: "+++INS $block.words+++",
        parts=_command_parts,
        lines=_rows("+++FOR row IN $block.GROUP+++", "+++END-FOR row+++", "+++INS $row.COLUMN+++"),
    ),
    "carbone": Dialect(
        every=lambda key: ("", f"{{d.{key}[i+1].words}}"),
        choice=_nested_choice,
        path=lambda key, name: f"d.{key}[i].{name}[i]" if name else f"d.{key}[i]",
        words=lambda path: f"{{{path}.words}}",
        parts=_nested_parts,
        lines=_nested_lines,
    ),
}
