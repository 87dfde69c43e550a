"""Making a report: of the project that is open in the window, or of a file for the command line; and writing it."""

import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.core.settings import Value
from desktop_al.core.shapes import SampleKind
from desktop_al.core.state import State
from desktop_al.core.words import mark, tr
from desktop_al.loop import opening, round_requests
from desktop_al.loop.answers import Answers
from desktop_al.loop.aside_choices import title_of
from desktop_al.loop.choices import project_choices
from desktop_al.loop.export_log import Note, note_in_file
from desktop_al.loop.exporting import check_place, not_itself
from desktop_al.loop.folding import read_state
from desktop_al.loop.inside import begin_reading, end_reading
from desktop_al.loop.intake import take_aside
from desktop_al.loop.learning import Plan
from desktop_al.loop.learning_choices import feature_names
from desktop_al.loop.messages import AsidePart, FeaturesRequest, RoundResult
from desktop_al.loop.plan import plan_of
from desktop_al.loop.pool import Pool
from desktop_al.loop.progress import progress_request, request_of
from desktop_al.loop.project import Project
from desktop_al.loop.report_screen import BLIND, Learner, PoolLook, Report, ReportRequest
from desktop_al.loop.roles import handed_to, is_blind, may_see_agreement
from desktop_al.loop.workshop import Workshop
from desktop_al.media.replace import replace_file
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import close_file, open_project

#: The command line reads so many samples whose features are not known yet; more are left to the window.
_MOST_READ = 2_000
#: Of this share of the pool there are looks: then it was looked at.
_JUDGED = 0.5
NO_MODEL = mark("What needs the model was left out, as was asked for (--without-model).")
NO_CLASSES = mark("The project offers no class, so nothing can be learned.")

Said = Callable[[float], None]


def window_request(project: Project, *, anonymous: bool) -> ReportRequest:
    """What the worker is asked for a report of the open project, by who works in it."""
    learning, choices = project.learning, project.planning.choices
    result = learning.result if learning is not None else None
    aside = learning.aside if learning is not None else None
    progress = progress_request(project)
    return ReportRequest(
        viewer=project.annotator,
        learner=_learner(project.planning.plan(), choices, project.basics.kind, result),
        look=_look(project.pool, aside, judged=aside is not None),
        progress=progress,
        why=NO_CLASSES if progress is None else "",
        anonymous=anonymous,
        times=project.clock.times_leave,
    )


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a report is to be like; see ``ReportRequest``. ``own_network``: an image model of the user, "" for none."""

    anonymous: bool = False
    times: bool = False
    bootstrap: int = 2000
    with_model: bool = True
    own_network: str = ""


def make_report(path: Path, home: Path, wishes: Wishes = Wishes(), said: Said = lambda _: None) -> Report:
    """A report of a project file; ``said`` hears the share of the work. Figures come from the log and the side file;
    of samples only a few are read, those whose features are missing.

    Raises:
        BadArgument: this copy was handed out in a blind study. CannotOpen: the project cannot be opened.
    """
    file = open_project(path, look_only=True)
    try:
        state = read_state(file.connection)
        rows = opening.read_pool(file)
        known = opening.basics(state, path, [row.path for row in rows[:20]])
        setup = opening.worker_setup(known, file, str(opening.weights_folder(home)), wishes.own_network)
    except (sqlite3.Error, KeyError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise CannotOpen(f'{path.name} is damaged. "desktop-al verify" says what is wrong with it.') from error
    finally:
        close_file(file)
    viewer = handed_to(state) or state.maker
    if not may_see_agreement(state, viewer):
        # Before the work rather than after it.
        raise BadArgument(tr(BLIND))
    pool = Pool(known.seed, known.audit_share)
    pool.extend(rows)
    pool.kept, pool.masks = state.kept, state.masks
    shop = Workshop(setup)
    shop.know(0, rows)
    # Where samples cannot be read, what is missing stays so.
    begin_reading(known.folder, path)
    try:
        request = _request(state, pool, shop, known.kind, viewer, wishes)
        report: Report = driven(shop.start(request), said)
        return report
    finally:
        end_reading(known.folder)


def _request(state: State, pool: Pool, shop: Workshop, kind: SampleKind, viewer: str, wishes: Wishes) -> ReportRequest:
    choices = project_choices(state)
    plan = plan_of(state, choices, kind)
    answers = Answers(state, pool, viewer, own_only=is_blind(state, viewer))
    asked = _features_request(pool, answers, plan)
    class_ids = tuple(item.id for item in state.active_classes())
    why = NO_MODEL if not wishes.with_model else NO_CLASSES if not class_ids else ""
    if not why:
        lacking: int = driven(shop.lacking())
        if 0 < lacking <= _MOST_READ:
            driven(shop.start(asked))
        elif lacking:
            why = tr(
                "{lacking:,} of {pool:,} samples have no features yet, on which the learning curve rests. Open the "
                "project in the window until it has read them, and make the report again.",
                lacking=lacking,
                pool=len(pool),
            )
    found, looked = driven(shop.looked_aside(asked))
    take_aside(found, pool)
    progress = None
    if not why:
        made = round_requests.request_of(
            answers,
            pool,
            plan,
            class_ids,
            number=len(state.rounds) + 1,
            batch=opening.BATCH,
            seed=int(str(state.project["seed"])),
        )
        progress = request_of(made, state, viewer, own_only=answers.own_only)
    return ReportRequest(
        viewer=viewer,
        learner=_learner(plan, choices, kind, None),
        look=_look(pool, found, judged=looked > 0 and looked >= _JUDGED * len(pool)),
        progress=progress,
        why=why,
        anonymous=wishes.anonymous,
        times=wishes.times,
        bootstrap=wishes.bootstrap,
        learn=True,
    )


def driven(steps: Generator[Any, None, Any], said: Said = lambda _: None) -> Any:
    """Work to its end, in this thread."""
    told = 0.0
    while True:
        try:
            share = next(steps)
        except StopIteration as end:
            return end.value
        if isinstance(share, float) and time.monotonic() - told > 0.2:
            told = time.monotonic()
            said(share)


def check_report_place(path: Path, out: Path) -> None:
    """Refuse, before the work, a place where no report may be written.

    Raises:
        BadArgument: a file of the project, or in its sample folder. CannotOpen: the project cannot be opened.
    """
    not_itself(path, out)
    file = open_project(path, look_only=True)
    try:
        state = read_state(file.connection)
    except (sqlite3.Error, KeyError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise CannotOpen(f'{path.name} is damaged. "desktop-al verify" says what is wrong with it.') from error
    finally:
        close_file(file)
    check_place(out, opening.find_folder(state.folder, path))


def write_report(out: Path, data: bytes) -> None:
    """The whole file or nothing.

    Raises:
        DesktopAlError: the file cannot be written; what was there before stays.
    """
    replace_file(out, lambda stream: stream.write(data))


def report_format(out: Path) -> str:
    """The format that the ending of a name asks for.

    Raises:
        BadArgument: neither .html nor .pdf.
    """
    known = {".html": "report-html", ".htm": "report-html", ".pdf": "report-pdf"}.get(out.suffix.lower(), "")
    if not known:
        raise BadArgument("A report is written to a file that ends in .html or .pdf.")
    return known


def note_report(path: Path, note: Note, name: str, count: int, out: Path) -> None:
    """Keep in the log of a project file that a report of ``count`` annotations was written."""
    file = open_project(path)
    try:
        note_in_file(file, note, name, count, out)
    finally:
        close_file(file)


def _features_request(pool: Pool, answers: Answers, plan: Plan) -> FeaturesRequest:
    order = pool.shuffled().astype(np.int32)
    looked_at = answers.answered - answers.copied
    answered = np.fromiter(looked_at, np.int32, len(looked_at))
    return FeaturesRequest(order, thresholds=plan.thresholds, likeness=plan.likeness, answered=answered)


def _learner(plan: Plan, choices: Mapping[str, Value], kind: SampleKind, result: RoundResult | None) -> Learner:
    return Learner(
        strategy=plan.strategy,
        model=plan.model,
        learn_from="model" if plan.by_model else "majority",
        suggestions=str(choices["suggestions"]),
        withheld_share=int(choices["withheld_share"]),
        repeat_share=int(choices["repeat_share"]),
        features=feature_names(kind, result),
    )


def _look(pool: Pool, found: AsidePart | None, *, judged: bool) -> PoolLook:
    counts: dict[str, int] = {}
    for place, kind in pool.aside.items():
        if pool.left_out(place):
            counts[kind] = counts.get(kind, 0) + 1
    off = found.off if found is not None else {}
    copies = pool.passed_over() - pool.unusable - {place for place in pool.aside if pool.left_out(place)}
    return PoolLook(
        aside=tuple((title_of(kind), n) for kind, n in sorted(counts.items(), key=lambda one: -one[1])),
        off=tuple((title_of(kind), why) for kind, why in off.items()),
        judged=judged,
        put_back=sum(1 for place in pool.aside if not pool.left_out(place)),
        copies=len(copies),
    )
