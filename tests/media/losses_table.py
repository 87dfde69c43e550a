"""The tables of resources/guide/formats.md, made of the table in the code. ``python -m tests.media.losses_table``
writes them there anew."""

import re
from pathlib import Path

from desktop_al.media.export_losses import CONTENTS, FIELDS, kept
from desktop_al.media.exports import EXPORTERS

GUIDE = Path(__file__).parents[2] / "resources" / "guide" / "formats.md"
_SIGNS = {"kept": "yes", "beside": "beside", "lost": "no"}
_PLACE = re.compile(r"(?<=<!-- what is kept -->\n).*?(?=<!-- end -->)", re.DOTALL)


def tables() -> str:
    made = []
    for view, title in (
        ("annotations", "Every annotation"),
        ("training", "One label per sample (`weight` in a training set only)"),
    ):
        names = [one.name for one in EXPORTERS.values() if view in one.views]
        lines = [f"| {title} | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]
        for field in FIELDS[view]:
            lines.append(f"| `{field}` | {' | '.join(_SIGNS[kept(name, field)] for name in names)} |")
        made.append("\n".join(lines))
    lines = ["| Format | Of the samples themselves it holds |", "|---|---|"]
    lines += [f"| {name} | {CONTENTS[name]} |" for name in EXPORTERS]
    return "\n" + "\n\n".join([*made, "\n".join(lines)]) + "\n\n"


def renewed(guide: str) -> str:
    assert _PLACE.search(guide)
    return _PLACE.sub(lambda _: tables(), guide)


if __name__ == "__main__":
    GUIDE.write_text(renewed(GUIDE.read_text("utf-8")), "utf-8")
