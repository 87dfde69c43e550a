"""What an import is, would be and was, in words."""

from desktop_al.core.plain_names import short
from desktop_al.core.words import joined, local, tr, trn
from desktop_al.loop.import_choices import NEW, OUT
from desktop_al.loop.import_events import Prepared
from desktop_al.loop.import_plan import ImportPlan


def button_words(plan: ImportPlan) -> str:
    count = len(plan.entries)
    if plan.as_offers:
        return trn("Import {n:,} suggestion", "Import {n:,} suggestions", count)
    return trn("Import {n:,} label", "Import {n:,} labels", count)


def count_lines(plan: ImportPlan) -> tuple[tuple[str, int], ...]:
    """(what, how many) of everything in the file, what comes in first; only what there is, but always the first."""
    rows: list[tuple[str, int]] = [
        (tr("Suggestions to import") if plan.as_offers else tr("Labels to import"), len(plan.entries)),
        (tr("Already here, the same"), plan.same),
    ]
    replaced = tr("Another answer here, replaced") if plan.choices.replace else tr("Another answer here, kept")
    rows.append((replaced, plan.differing))
    rows.append((tr("Followed by a later row for the same sample"), plan.earlier))
    rows.append((tr("No sample found"), plan.unmatched))
    rows += [(cause.removesuffix("."), count) for cause, count in plan.left_out]
    rows.append((tr("Rows that cannot be read"), plan.broken))
    return tuple(row for number, row in enumerate(rows) if row[1] or not number)


def lost_words(plan: ImportPlan) -> str:
    """What of the file a project cannot keep, "" for nothing."""
    lost = joined((f"{tr(what)} ({local(f'{count:,}')})" for what, count in plan.matched.foreign.lost), ", ")
    return tr("Not kept, since a project has no place for it: {what}.", what=lost) if lost else ""


def only_words(plan: ImportPlan) -> str:
    """Why only some annotations may come in, "" where all may."""
    standing = plan.standing
    if standing.why_only == "copy":
        return tr("This copy was made for {name}: only annotations of {name} can come in.", name=short(standing.only))
    if standing.why_only == "blind":
        return tr("In this study everybody works alone: only your own annotations can come in.")
    return ""


def signed_words(plan: ImportPlan) -> str:
    """What replacing does to sign-offs, "" where nothing is replaced."""
    replaced = plan.choices.replace and plan.differing and not plan.as_offers
    return tr("A sign-off of answers that are replaced no longer holds.") if replaced else ""


def plan_text(plan: ImportPlan) -> str:
    """The whole plan for a terminal, in English."""
    source, foreign = plan.matched.source, plan.matched.foreign
    rows = f"{plan.rows:,} row{'s' * (plan.rows != 1)}"
    lines = [f"{source.name}: {source.title}, {rows}, to be imported as {plan.choices.kind}"]
    if source.roles is not None:
        lines += [f"  column {column} -> {role}" for role, column in source.roles.chosen()]
    lines += [f"  {what}: {count:,}" for what, count in count_lines(plan)]
    names = {c.id: c.name for c in plan.standing.state.classes()}
    for line in plan.classes:
        to = {NEW: "a new class", OUT: "left out"}.get(line.target, names.get(line.target, ""))
        lines.append(f"  class {line.name} ({line.count:,}) -> {to}")
    for one in plan.annotators:
        to = "left out" if one.target == OUT else one.target + ("" if one.known else " (new)")
        lines.append(f"  annotator {one.name or '(none named)'} ({one.count:,}) -> {to}")
    lines += [f"  {words}" for words in (lost_words(plan), only_words(plan), signed_words(plan)) if words]
    lines += [f"  {foreign.unit} {place}: {cause}" for place, cause in foreign.broken[:10]]
    lines += [f"  {foreign.unit} {place} ({short(name)}): {cause}" for place, name, cause in plan.named[:10]]
    if plan.trouble:
        lines.append(f"  {plan.trouble}")
    return "\n".join(lines)


def done_words(prepared: Prepared) -> str:
    """What came of it, in a sentence or two."""
    plan, count = prepared.plan, len(prepared.entries)
    of = short(plan.matched.source.name)
    if plan.as_offers:
        words = trn("{n:,} suggestion from {file} imported.", "{n:,} suggestions from {file} imported.", count, file=of)
    else:
        words = trn("{n:,} label from {file} imported.", "{n:,} labels from {file} imported.", count, file=of)
    if left := len(prepared.unreadable):
        words += " " + trn("{n:,} sample cannot be read.", "{n:,} samples cannot be read and got none.", left)
    return words


def left_words(plan: ImportPlan) -> str:
    """What of the file did not come in and why, as a sentence; "" where all did."""
    replaced = tr("Another answer here, replaced")
    rows = (row for row in count_lines(plan)[1:] if row[0] != replaced)
    left = joined((f"{what} ({local(f'{count:,}')})" for what, count in rows), "; ")
    return tr("Not imported: {what}.", what=left) if left else ""


def plan_report(plan: ImportPlan, done: Prepared | None) -> dict[str, object]:
    """For ``--json``."""
    source, foreign = plan.matched.source, plan.matched.foreign
    names = {c.id: c.name for c in plan.standing.state.classes()} | {NEW: None, OUT: None}
    return {
        "file": source.name,
        "format": source.format,
        "sha256": source.sha256,
        "columns": None if source.roles is None else dict(source.roles.chosen()),
        "as": plan.choices.kind,
        "written": 0 if done is None else len(done.entries),
        "would_write": len(plan.entries),
        "rows": plan.rows,
        "unmatched": plan.unmatched,
        "broken": plan.broken,
        "same": plan.same,
        "differing": plan.differing,
        "replaced": plan.choices.replace,
        "earlier": plan.earlier,
        "left_out": dict(plan.left_out),
        "classes": [
            {
                "name": line.name,
                "count": line.count,
                "to": names.get(line.target),
                "new": line.target == NEW,
                "left_out": line.target == OUT,
            }
            for line in plan.classes
        ],
        "annotators": [
            {
                "name": one.name,
                "count": one.count,
                "to": None if one.target == OUT else one.target,
                "new": not one.known,
            }
            for one in plan.annotators
        ],
        "lost": dict(foreign.lost),
        "unit": foreign.unit,
        "broken_rows": [list(one) for one in foreign.broken],
        "not_imported": [list(one) for one in plan.named],
        "unreadable": [] if done is None else [list(one) for one in done.unreadable],
        "trouble": plan.trouble,
    }
