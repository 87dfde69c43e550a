"""A report of a whole project, in the worker process and for the command line: the figures of its pages and commands,
by the very functions that those use, with what the log says besides."""

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_al.core.errors import BadArgument, CannotOpen, DesktopAlError
from desktop_al.core.program import program_version
from desktop_al.core.shapes import Measured
from desktop_al.core.words import tr
from desktop_al.learn.replay import Memory
from desktop_al.loop.agreement_figures import ceiling_of, scaled
from desktop_al.loop.agreement_ratings import annotators_of, levels_of, read_answers, with_repeats
from desktop_al.loop.agreement_report import HEADLINE, agreement_report
from desktop_al.loop.agreement_screen import AgreementRequest
from desktop_al.loop.folding import folded
from desktop_al.loop.messages import RoundRequest, Setup
from desktop_al.loop.progress_report import progress_report
from desktop_al.loop.progress_screen import ProgressScreen
from desktop_al.loop.report_facts import called_in, read_facts, why_coded
from desktop_al.loop.report_screen import BLIND, Facts, Report, ReportRequest
from desktop_al.loop.roles import may_see_agreement
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import SampleRow, close_file, open_project

if TYPE_CHECKING:
    from desktop_al.loop.workshop import Labelled, Latest

Prepare = Callable[[RoundRequest], Generator[float, None, "Labelled"]]

#: What figures come from; a report names the versions.
_LIBRARIES = ("numpy", "scipy", "scikit-learn")


def project_report(
    path: Path,
    setup: Setup,
    request: ReportRequest,
    rows: Sequence[SampleRow],
    prepare: Prepare,
    memory: Memory,
    latest: "Callable[[], Latest | None]",
) -> Generator[float, None, Report]:
    """The report, yielding a share of the work at least twice a second. ``prepare`` gives the labels of a round with
    their features, ``memory`` is what is known of models of before, ``latest`` gives the newest round.

    Raises:
        BadArgument: who works blind may not see it. CannotOpen: there is no project file, or it is damaged.
    """
    facts, again, called = yield from scaled(_from_log(path, request, rows), 0.0, 0.3)
    asked = AgreementRequest(
        request.viewer, bootstrap=request.bootstrap, seed=setup.seed, now=request.now, hide_names=True, called=called
    )
    agreement = yield from scaled(agreement_report(path, setup, asked), 0.3, 0.5)
    progress, no_progress = None, tr(request.why)
    if request.progress is not None:
        try:
            progress = yield from scaled(
                _progress(path, setup, request, called, rows, prepare, memory, latest), 0.5, 1.0
            )
        except CannotOpen:
            raise
        except DesktopAlError as error:
            no_progress = str(error)
    return Report(
        request=request,
        facts=facts,
        agreement=agreement,
        again=again,
        progress=progress,
        no_progress=no_progress,
        made=request.now or time.time_ns() // 1000,
        version=program_version(),
        libraries=tuple((name, found) for name in _LIBRARIES if (found := _version_of(name))),
    )


def _from_log(
    path: Path, request: ReportRequest, rows: Sequence[SampleRow]
) -> Generator[float, None, tuple[Facts, tuple[Measured, Measured], dict[str, str]]]:
    file = open_project(path, look_only=True)
    try:
        state = yield from folded(file.connection)
        if not may_see_agreement(state, request.viewer):
            raise BadArgument(tr(BLIND))
        called = called_in(state, why_coded(state, request.anonymous))
        facts = yield from scaled(read_facts(file, state, rows, request, called), 0.1, 0.8)
        answers = yield from scaled(read_answers(state, None), 0.8, 0.9)
        again = with_repeats(answers, annotators_of(state, answers.given), levels_of(state, answers.given))
        scale = state.protocol_record().scale
        measured = []
        for name in (HEADLINE, "percent_agreement"):
            steps = ceiling_of(again, name, request.bootstrap, facts.seed, scale)
            measured.append((yield from scaled(steps, 0.9, 1.0)))
    except (sqlite3.Error, ArithmeticError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise CannotOpen(tr("{name} cannot be read, so there is no report.", name=path.name)) from error
    finally:
        close_file(file)
    return facts, (measured[0], measured[1]), called


def _progress(
    path: Path,
    setup: Setup,
    request: ReportRequest,
    called: dict[str, str],
    rows: Sequence[SampleRow],
    prepare: Prepare,
    memory: Memory,
    latest: "Callable[[], Latest | None]",
) -> Generator[float, None, ProgressScreen]:
    assert request.progress is not None
    asked = replace(request.progress, called=called, times=request.times)
    labelled = yield from scaled(prepare(asked.round), 0.0, 0.1)
    steps = progress_report(path, setup, asked, rows, labelled, memory, latest())
    screen: ProgressScreen = yield from scaled(steps, 0.1, 1.0)
    return screen


def _version_of(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        # Within an installer the packages may not say what they are.
        return ""
