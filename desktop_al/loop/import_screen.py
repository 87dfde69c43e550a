"""What the page on importing labels shows, as frozen values. The window draws these and decides nothing."""

from dataclasses import dataclass, field
from typing import Literal

from desktop_al.core.plain_names import short
from desktop_al.core.state import State
from desktop_al.core.words import local, mark, tr, trn
from desktop_al.loop.import_choices import NEW, OUT, Choices
from desktop_al.loop.import_matching import formats
from desktop_al.loop.import_open import Importing
from desktop_al.loop.import_plan import AnnotatorLine, ClassLine, ImportPlan
from desktop_al.loop.import_words import button_words, count_lines, lost_words, only_words, signed_words
from desktop_al.loop.roles import names

#: Names of a file that are chosen one by one; of more the first ones, the others stay as they are proposed.
MOST_ROWS = 60
_ROWS_NAMED = 200
Step = Literal["choose", "reading", "columns", "plan", "writing", "done"]
_ROLES = {
    "sample": mark("Sample"),
    "label": mark("Label"),
    "annotator": mark("Annotator"),
    "time": mark("Date and time"),
    "comment": mark("Comment"),
}
_NEEDED = ("sample", "label")


@dataclass(frozen=True, slots=True)
class NameRow:
    """A class or an annotator of the file: ``key`` as the file has it, ``words`` to show, ``count`` in words;
    ``target`` one of ``options`` (words, value)."""

    key: str
    words: str
    count: str
    target: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """What a column may be: ``role`` with its ``words``; ``target`` one of ``options`` (words, column), "" for none;
    ``example``: the first values of that column, in words."""

    role: str
    words: str
    target: str
    options: tuple[tuple[str, str], ...]
    example: str


@dataclass(frozen=True, slots=True)
class ImportScreen:
    """``step`` says which part is shown; "columns": those of a table have to be chosen first. ``columns`` of a table,
    ``header`` whether its first row names them, None where that is not asked. ``format`` of ``formats`` (title, name).
    ``busy``: a new plan is being made. ``counts`` (what, how many) with what comes in first; ``rows``: the first rows
    that stay out, in words, and ``more`` says how many more; ``notes``: what has to be known. ``button`` names what is
    done; ``trouble`` why not, ``words`` what came of it. ``conflicts``: how many answers here differ, in words, "" for
    none."""

    step: Step
    file: str = ""
    format: str = ""
    formats: tuple[tuple[str, str], ...] = ()
    choices: Choices = field(default_factory=Choices)
    busy: bool = False
    doing: str = ""
    share: float = 0.0
    columns: tuple[ColumnRow, ...] = ()
    header: bool | None = None
    classes: tuple[NameRow, ...] = ()
    annotators: tuple[NameRow, ...] = ()
    names_left: str = ""
    conflicts: str = ""
    counts: tuple[tuple[str, str], ...] = ()
    rows: tuple[str, ...] = ()
    more: str = ""
    notes: tuple[str, ...] = ()
    button: str = ""
    trouble: str = ""
    words: str = ""


def import_screen(importing: Importing, state: State, *, blocked: str = "") -> ImportScreen:
    """``blocked``: why nothing can be imported into this project at all."""
    file = short(importing.path.name) if importing.path is not None else ""
    known = tuple((tr(title), name) for name, title in formats())
    if blocked:
        return ImportScreen("choose", trouble=blocked)
    if importing.phase == "done":
        return ImportScreen("done", file, words=importing.words)
    if importing.phase in ("making", "writing"):
        return ImportScreen("writing", file, doing=importing.doing, share=importing.share, busy=True)
    plan = importing.plan
    if plan is None:
        if importing.look is not None and importing.phase != "reading":
            return ImportScreen(
                "columns",
                file,
                importing.look.format,
                known,
                busy=importing.phase == "planning",
                share=importing.share,
                columns=_column_rows(importing),
                header=_header(importing),
                trouble=importing.trouble,
            )
        step: Step = "reading" if importing.phase == "reading" else "choose"
        return ImportScreen(
            step, file, formats=known, doing=importing.doing, share=importing.share, trouble=importing.trouble
        )
    return _planned(plan, state, file, known, importing)


def _planned(
    plan: ImportPlan, state: State, file: str, known: tuple[tuple[str, str], ...], importing: Importing
) -> ImportScreen:
    foreign = plan.matched.foreign
    classes = tuple((short(c.name), c.id) for c in state.active_classes())
    people = tuple(dict.fromkeys((*names(state), plan.standing.importer)))
    class_rows = tuple(_class_row(line, classes, state) for line in plan.classes[:MOST_ROWS])
    annotators = tuple(_annotator_row(line, people) for line in plan.annotators[:MOST_ROWS])
    left = max(0, len(plan.classes) - MOST_ROWS) + max(0, len(plan.annotators) - MOST_ROWS)
    unit = tr("Line") if foreign.unit == "line" else tr("Record")
    rows = [f"{unit} {place:,}: {cause}" for place, cause in foreign.broken[:_ROWS_NAMED]]
    rows += [f"{unit} {place:,}, {short(name)}: {cause}" for place, name, cause in plan.named[:_ROWS_NAMED]]
    # What is here already stays out too, but nothing is wrong with it.
    out = plan.broken + plan.unmatched + sum(count for _, count in plan.left_out)
    out += 0 if plan.choices.replace else plan.differing
    more = out - len(rows)
    differing = plan.differing
    return ImportScreen(
        "plan",
        file,
        plan.matched.source.format,
        known,
        plan.choices,
        importing.phase == "planning",
        share=importing.share,
        columns=_column_rows(importing),
        header=_header(importing),
        classes=class_rows,
        annotators=annotators,
        names_left=trn("{n:,} more stays as proposed.", "{n:,} more stay as proposed.", left) if left else "",
        conflicts=trn("{n:,} sample has another answer here.", "{n:,} samples have another answer here.", differing)
        if differing
        else "",
        counts=tuple((what, local(f"{count:,}")) for what, count in count_lines(plan)),
        rows=tuple(rows),
        more=trn("and {n:,} more row", "and {n:,} more rows", more) if more > 0 else "",
        notes=tuple(filter(None, (only_words(plan), lost_words(plan), signed_words(plan)))),
        button=button_words(plan),
        trouble=importing.trouble or plan.trouble,
    )


def _header(importing: Importing) -> bool | None:
    return None if importing.look is None or importing.look.is_json else importing.roles.header


def _column_rows(importing: Importing) -> tuple[ColumnRow, ...]:
    look, roles = importing.look, importing.roles
    if look is None:
        return ()
    values = dict(look.columns(header=roles.header))
    columns = tuple((short(name) if roles.header else tr("Column {n}", n=name), name) for name in values)
    none = tr("None", about="column"), ""
    rows = []
    for role, words in _ROLES.items():
        target = getattr(roles, role) or ""
        target = target if target in values else ""
        first = (tr("Choose a column"), "") if role in _NEEDED else none
        options = columns if target and role in _NEEDED else (first, *columns)
        rows.append(ColumnRow(role, tr(words), target, options, ", ".join(map(short, values.get(target, ())))))
    return tuple(rows)


def _class_row(line: ClassLine, classes: tuple[tuple[str, str], ...], state: State) -> NameRow:
    options = list(classes)
    if line.target not in (NEW, OUT) and line.target not in {one for _, one in classes}:
        name = next((c.name for c in state.classes() if c.id == line.target), "")
        options.append((tr("{name}, offered again", name=short(name)), line.target))
    if line.how != "unfit":
        options.append((tr("A new class"), NEW))
    options.append((tr("Leave out"), OUT))
    return NameRow(line.name, short(line.name), local(f"{line.count:,}"), line.target, tuple(options))


def _annotator_row(line: AnnotatorLine, people: tuple[str, ...]) -> NameRow:
    options = [(short(name), name) for name in people]
    own = " ".join(line.name.split())
    if own and own not in people:
        options.append((tr("{name}, new", name=short(own)), own))
    if line.target != OUT and line.target not in {value for _, value in options}:
        options.append((short(line.target), line.target))
    options.append((tr("Leave out"), OUT))
    return NameRow(line.name, short(line.name) or tr("No name"), local(f"{line.count:,}"), line.target, tuple(options))
