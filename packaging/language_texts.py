"""Collect the texts of the window from the source, and keep the translation files in step with them.

``python3 packaging/dev.py texts`` writes what is new into ``resources/languages/*.ts`` as unfinished and takes out what
is gone; ``--missing`` prints what has no translation. Qt Linguist edits the files.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Iterator, NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "languages"
CONTEXT = "desktop_al"


class Text(NamedTuple):
    """``one`` is empty but for texts that count; ``about`` tells equal texts apart; ``where``: module and line."""

    text: str
    one: str
    about: str
    where: str

    @property
    def key(self) -> tuple[str, str]:
        """As the file has it: source and comment."""
        return self.text, self.one or self.about


def collected() -> list[Text]:
    """Every text of the source once, in the order of the alphabet."""
    found: dict[tuple[str, str], Text] = {}
    for path in sorted((ROOT / "desktop_al").rglob("*.py")):
        for text in texts_of(path.read_text("utf-8"), path.relative_to(ROOT).as_posix()):
            found.setdefault(text.key, text)
    return sorted(found.values(), key=lambda text: (text.text.casefold(), text.key))


def texts_of(source: str, name: str) -> Iterator[Text]:
    """Texts in calls of ``tr``, ``trn`` and ``mark``. Raises ValueError where one is no plain string."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        called = node.func.id
        where = f"{name}:{node.lineno}"
        if called == "trn" and len(node.args) >= 2:
            yield Text(_plain(node.args[1], where), _plain(node.args[0], where), "", where)
        elif called == "mark" and node.args:
            yield Text(_plain(node.args[0], where), "", "", where)
        elif called == "tr" and node.args and not _is_shown_later(node.args[0]):
            about = [_plain(word.value, where) for word in node.keywords if word.arg == "about"]
            yield Text(_plain(node.args[0], where), "", about[0] if about else "", where)


def _is_shown_later(node: ast.expr) -> bool:
    """A text from elsewhere, where it is marked."""
    return not isinstance(node, (ast.Constant, ast.JoinedStr, ast.BinOp))


def _plain(node: ast.expr, where: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"{where}: a text to be translated must be one plain string")


def read(path: Path) -> dict[str, dict[tuple[str, str], list[str]]]:
    """Context -> (source, comment) -> translation, two of those that count; none where it is unfinished."""
    found: dict[str, dict[tuple[str, str], list[str]]] = {}
    for context in ElementTree.parse(str(path)).getroot().iter("context"):
        kept = found.setdefault(context.findtext("name", ""), {})
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") is not None:
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")]
            key = message.findtext("source", ""), message.findtext("comment", "")
            kept[key] = forms or [translation.text or ""]
    return found


def write(path: Path, texts: list[Text], known: dict[str, dict[tuple[str, str], list[str]]]) -> None:
    """The file with a message for each of ``texts``, and Qt's own as they are."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{path.stem}" sourcelanguage="en">')
    own = known.get(CONTEXT, {})
    lines += ["<context>", f"    <name>{CONTEXT}</name>"]
    for text in texts:
        lines += _message(text.text, text.one or text.about, own.get(text.key, []), bool(text.one))
    lines.append("</context>")
    for name in sorted(set(known) - {CONTEXT}):
        lines += ["<context>", f"    <name>{escape(name)}</name>"]
        for (source, comment), forms in sorted(known[name].items()):
            lines += _message(source, comment, forms, False)
        lines.append("</context>")
    lines.append("</TS>")
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _message(source: str, comment: str, forms: list[str], counts: bool) -> Iterator[str]:
    yield '    <message numerus="yes">' if counts else "    <message>"
    yield f"        <source>{escape(source)}</source>"
    if comment:
        yield f"        <comment>{escape(comment)}</comment>"
    if counts:
        yield "        <translation>" if forms else '        <translation type="unfinished">'
        for form in forms or ["", ""]:
            yield f"            <numerusform>{escape(form)}</numerusform>"
        yield "        </translation>"
    else:
        state = "" if forms else ' type="unfinished"'
        yield f"        <translation{state}>{escape(forms[0]) if forms else ''}</translation>"
    yield "    </message>"


def main(args: list[str]) -> int:
    texts = collected()
    for path in sorted(FOLDER.glob("*.ts")):
        known = read(path)
        missing = [text for text in texts if text.key not in known.get(CONTEXT, {})]
        if "--missing" in args:
            for text in missing:
                print(f"{text.where}\t{text.text!r}" + (f"\t{text.one!r}" if text.one else ""))
        else:
            write(path, texts, known)
        print(
            f"{path.name}: {len(texts) - len(missing):,} of {len(texts):,} texts have a translation.", file=sys.stderr
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
