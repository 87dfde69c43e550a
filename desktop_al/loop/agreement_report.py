"""The Agreement page worked out from a project file, in the worker process and for the command line."""

import time
from collections import Counter
from collections.abc import Collection, Generator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from desktop_al.core import events as ev
from desktop_al.core.errors import CannotOpen
from desktop_al.core.plain_names import plain
from desktop_al.core.shapes import Measured
from desktop_al.core.state import State
from desktop_al.core.study import design_of
from desktop_al.core.words import joined, mark, tr, trn
from desktop_al.loop import agreement_figures as figures
from desktop_al.loop import agreement_words as words
from desktop_al.loop.agreement_ratings import (
    Answers,
    Given,
    Shared,
    annotators_of,
    in_stratum,
    levels_of,
    read_answers,
    sets_of,
    shared_of,
    under_names,
    versions_of,
    with_repeats,
)
from desktop_al.loop.agreement_screen import AgainstTruth, AgreementRequest, AgreementScreen, NamedFigure, Stratum
from desktop_al.loop.cases import disputed
from desktop_al.loop.folding import folded
from desktop_al.loop.messages import Setup
from desktop_al.loop.opening import code_key_of
from desktop_al.loop.pool import id_numbers, title_of
from desktop_al.loop.reserved import overlap_of
from desktop_al.loop.roles import COURTESY, may_adjudicate, may_see_agreement
from desktop_al.loop.votes import decided, is_settled
from desktop_al.people.agreement import MEASURES, agreement_steps
from desktop_al.people.disagreement import unanimous
from desktop_al.people.ratings import MISSING, Ratings
from desktop_al.people.truth import share
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import SampleRow, close_file, open_project, read_samples

EMPTY = mark(
    "Agreement needs two annotators and 20 shared samples. Import an annotator's file, or invite a second annotator "
    "on this computer."
)
BLIND = mark("This study is blind. Its owner and its adjudicators see the agreement.")
#: What is measured where the classes have no order, and besides where they have one; the design of a study may name
#: more.
NOMINAL = (
    *("krippendorff_alpha", "percent_agreement", "cohen_kappa", "scott_pi", "fleiss_kappa", "conger_kappa"),
    *("light_kappa", "gwet_ac1", "brennan_prediger"),
)
ORDINAL = ("cohen_kappa_linear", "cohen_kappa_quadratic", "gwet_ac2_linear", "gwet_ac2_quadratic")
HEADLINE = "krippendorff_alpha"
_NAMES = {measure.name: measure.words for measure in MEASURES}
_DESIGNS = {measure.name: measure.design for measure in MEASURES}


def agreement_report(path: Path, setup: Setup, request: AgreementRequest) -> Generator[float, None, AgreementScreen]:
    """The screen for one stratum; yields a share of the work at least twice a second.

    Raises:
        CannotOpen: there is no project file, or it is damaged.
    """
    file = open_project(path, look_only=True)
    try:
        connection = file.connection
        state = yield from folded(connection)
        if not may_see_agreement(state, request.annotator):
            return AgreementScreen(request.stratum, empty=tr(BLIND))
        answers = yield from read_answers(state, connection)
        rows = read_samples(connection)
    except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotOpen(tr("{name} cannot be read, so the agreement is not known.", name=path.name)) from error
    finally:
        close_file(file)
    yield 0.2
    return (yield from _Report(state, answers, rows, setup, request).screen())


class _Report:
    """One report: what was read, and the parts of the screen."""

    def __init__(
        self, state: State, answers: Answers, rows: Sequence[SampleRow], setup: Setup, request: AgreementRequest
    ) -> None:
        self._state, self._answers, self._request = state, answers, request
        self._row_of = {row.id: row for row in rows}
        self._design = design_of(state.study())
        self._annotators = annotators_of(state, answers.given)
        if request.called is not None:
            answers = self._answers = under_names(answers, request.called)
            # Codes in the order of the log would tell who is who.
            called = (request.called.get(name, name) for name in self._annotators)
            self._annotators = tuple(sorted(called, key=lambda name: (len(name), name)))
        self._levels = levels_of(state, answers.given)
        self._code_of = {item.id: code for code, item in enumerate(self._levels)}
        self._many = Counter(one.sample for one in answers.given)
        self._given = in_stratum(answers.given, request.stratum, request.now or time.time_ns() // 1000)
        several = [row for row in rows if self._many[row.id] > 1]
        self._sets = sets_of(state, several, setup.seed, setup.audit_share)
        planned = [name for name in (self._design.measures if self._design else ()) if name in _NAMES]
        self._headline = planned[0] if planned else HEADLINE
        self._scale = state.protocol_record().scale
        usual = (*NOMINAL, *ORDINAL) if self._scale == "ordinal" else NOMINAL
        known = [name for name in usual if len(self._annotators) == 2 or _DESIGNS[name] != "two"]
        self._measures = tuple(dict.fromkeys((self._headline, *planned, *known)))

    def screen(self) -> Generator[float, None, AgreementScreen]:
        stratum, request, state = self._request.stratum, self._request, self._state
        bootstrap, seed = request.bootstrap, request.seed
        base = AgreementScreen(
            stratum,
            annotators=tuple(map(plain, self._annotators)),
            classes=self._levels,
            versions=versions_of(state, [one for one in self._answers.given if self._many[one.sample] > 1]),
            courtesy=tr(COURTESY) if self._design is None else "",
        )
        shared = self._shared(stratum)
        unsure = words.unsure_words(shared.given, self._answers.conflicts)
        if not shared.rows:
            return replace(base, unsure_words=unsure, empty=self._empty())
        yield 0.25
        scores = figures.scores_of(shared.ratings, self._scale)
        steps = agreement_steps(
            shared.ratings, self._scale, bootstrap=bootstrap, seed=seed, names=self._measures, scores=scores
        )
        values = yield from figures.scaled(steps, 0.25, 0.5)
        chosen = yield from self._chosen()
        again = with_repeats(self._answers, self._annotators, self._levels)
        ceiling_steps = figures.ceiling_of(again, self._any_number(), bootstrap, seed, self._scale)
        ceiling = yield from figures.scaled(ceiling_steps, 0.58, 0.62)
        pair_steps = figures.pairs_of(shared.ratings, again, bootstrap, seed)
        pairs = yield from figures.scaled(pair_steps, 0.62, 0.85)
        by_class = figures.classes_of(shared.ratings, bootstrap, seed)
        yield 0.92
        settled = [is_settled(state, row.id) for row in shared.rows]
        hard, hard_total = figures.hard_samples(shared, [self._title(row) for row in shared.rows], settled)
        yield 0.95
        against, truth_words, doubtful = self._against()
        yield 0.98
        same, whole = unanimous(shared.ratings)
        headline = values[self._headline]
        judged = self._headline == HEADLINE and stratum.source == "overlap"
        verdict, verdict_words = words.verdict_of(headline, judged)
        paradox = figures.paradox_of(shared.ratings, self._levels)
        return replace(
            base,
            headline_name=self._named_headline(),
            headline=headline,
            verdict=verdict,
            verdict_words=verdict_words,
            rests_on=words.rests_on(stratum, self._sets.name, whole, self._versions(shared)),
            percent=values["percent_agreement"],
            unanimous=same,
            shared=whole,
            undecided=len(self._open(doubtful)),
            doubtful=tuple(self._row_of[sample].i for sample in doubtful),
            chosen=chosen,
            chosen_words=words.chosen_words(self._named_headline(), chosen) if chosen else "",
            ceiling=ceiling,
            ceiling_words=words.ceiling_words(ceiling),
            pair_measure=tr(figures.PAIR_WORDS),
            pairs=pairs,
            by_class=by_class,
            hardest=hard,
            hardest_total=hard_total,
            plain=self._plain(shared, tr(words.MEANING[verdict])),
            paradox=paradox,
            measures=self._named(values, shared.given),
            truth_words=truth_words,
            against=against,
            running=figures.running_of(shared) if may_adjudicate(state, request.annotator) else (),
            unsure_words=unsure,
            deviations=self._deviations(),
        )

    def _open(self, doubtful: Collection[bytes]) -> set[bytes]:
        """The samples of the whole project that wait for a decision."""
        found = disputed(self._state, self._row_of).union(doubtful)
        return {sample for sample in found if not is_settled(self._state, sample)}

    # -- what counts -----------------------------------------------------------------------------------

    def _shared(self, stratum: Stratum) -> Shared:
        only = {"overlap": self._sets.random, "chosen": self._sets.chosen, "all": None}[stratum.source]
        return shared_of(self._given, self._annotators, self._levels, self._row_of, only)

    def _title(self, row: SampleRow) -> str:
        return title_of(row, self._request.hide_names, code_key_of(self._state))

    def _any_number(self) -> str:
        """The headline, or what stands for it where more than two readings can be compared."""
        return self._headline if _DESIGNS[self._headline] == "any" else HEADLINE

    def _empty(self) -> str:
        """Why there is nothing to compare, and what there is already."""
        many = len(self._annotators)
        if many < 2:
            return joined([tr(EMPTY), tr("There is 1 annotator with answers.")]) if many else tr(EMPTY)
        shared = sum(number > 1 for number in self._many.values())
        if not shared:
            answered = tr("{many} annotators have answered; no sample was answered by two of them.", many=many)
            return joined([tr(EMPTY), answered])
        if self._request.stratum == Stratum():
            return trn(
                "No sample of {random_set} was answered by two annotators yet. {n:,} other sample was: choose “All "
                "shared samples” above to see those.",
                "No sample of {random_set} was answered by two annotators yet. {n:,} other samples were: choose “All "
                "shared samples” above to see those.",
                shared,
                random_set=self._sets.name,
            )
        return tr("Nothing to compare in this choice. No two annotators gave one of these samples a class.")

    # -- parts -----------------------------------------------------------------------------------------

    def _chosen(self) -> Generator[float, None, Measured | None]:
        """The headline on samples that the model chose, beside the one on the random set."""
        if self._request.stratum.source != "overlap":
            return None
        shared = self._shared(replace(self._request.stratum, source="chosen"))
        if not shared.rows:
            return None
        bootstrap, seed = self._request.bootstrap, self._request.seed
        steps = figures.one_figure(shared.ratings, self._headline, bootstrap, seed, self._scale)
        figure: Measured = yield from figures.scaled(steps, 0.5, 0.58)
        return figure

    def _named_headline(self) -> str:
        name = tr(_NAMES[self._headline])
        ordinal = self._scale == "ordinal" and self._headline == HEADLINE
        return tr("{measure}, ordinal", measure=name) if ordinal else name

    def _of(self, shared: Shared) -> list[Given]:
        in_shared = {row.id for row in shared.rows}
        return [one for one in self._given if one.sample in in_shared]

    def _versions(self, shared: Shared) -> tuple[str, ...]:
        """The versions that the answers compared were given under, in words."""
        return tuple(words for _, words in versions_of(self._state, self._of(shared)))

    def _named(self, values: Mapping[str, Measured], given: tuple[int, int, int]) -> tuple[NamedFigure, ...]:
        rows = [NamedFigure(name, tr(_NAMES[name]), values[name]) for name in self._measures]
        whole, none = sum(given), tr("nothing was answered")
        rows.append(NamedFigure("unsure_share", tr("Answers that are Unsure"), share(given[1], whole, none)))
        rows.append(NamedFigure("not_worth_share", tr("Answers “not worth labelling”"), share(given[2], whole, none)))
        return tuple(rows)

    def _plain(self, shared: Shared, meaning: str) -> tuple[str, ...]:
        guideline = self._state.protocol()
        between = words.about_classes(shared.ratings, self._levels, guideline)
        given = self._of(shared)
        versions = versions_of(self._state, given)
        said = (
            joined(part for part in (meaning, between[0] if between else "") if part),
            *between[1:],
            *words.about_pairs(shared.ratings),
            *words.about_versions(given, versions, self._request.stratum, to_choose=self._request.called is None),
        )
        return tuple(part for part in said if part)

    def _against(self) -> tuple[tuple[AgainstTruth, ...], str, tuple[bytes, ...]]:
        """On all samples whose answer is known, however they were drawn; and the samples that the model of the
        annotators is not sure of."""
        state, known = self._state, self._state.gold_samples()
        samples = sorted({one.sample for one in self._given if one.sample in self._row_of and one.class_id})
        index = {sample: place for place, sample in enumerate(samples)}
        codes = np.full((len(self._annotators), len(samples)), MISSING, np.int16)
        who = {name: place for place, name in enumerate(self._annotators)}
        for one in self._given:
            if one.class_id in self._code_of and one.sample in index:
                codes[who[one.annotator], index[one.sample]] = self._code_of[one.class_id]
        truths = np.full((2, len(samples)), MISSING, np.int16)
        for sample, place in index.items():
            truths[0, place] = self._code(state.gold_answer(sample) if sample in known else "")
            truths[1, place] = self._code(decided(state, sample) or "")
        ratings = Ratings(
            self._annotators, tuple(sample.hex() for sample in samples), tuple(c.id for c in self._levels), codes
        )
        against, said, doubtful = figures.against_known(ratings, truths[0], truths[1], self._request.seed)
        return against, said, tuple(sample for sample, doubt in zip(samples, doubtful.tolist(), strict=True) if doubt)

    def _code(self, answer: str) -> int:
        named = ev.label_classes(answer)[:1]
        return self._code_of.get(self._state.resolve_class(named[0]), MISSING) if named else MISSING

    def _deviations(self) -> tuple[str, ...]:
        design = self._design
        if design is None or not self._row_of:
            return ()
        ids = id_numbers(self._row_of.values())
        asked = [overlap_of(design, ids, name) for name in design.annotators]
        places = np.flatnonzero(np.any(asked, axis=0)) if asked else np.zeros(0, np.int64)
        rows, known = list(self._row_of.values()), self._state.gold_samples()
        overlap = frozenset(rows[place].id for place in places.tolist()) - known
        each = [len(overlap.intersection(rows[n].id for n in np.flatnonzero(mask).tolist())) for mask in asked]
        if self._request.called is not None:
            named = [(self._request.called.get(name, name), n) for name, n in zip(design.annotators, each, strict=True)]
            named.sort(key=lambda one: (len(one[0]), one[0]))
            design, each = replace(design, annotators=tuple(name for name, _ in named)), [n for _, n in named]
        return words.deviations(self._state, design, self._answers.given, overlap, each)
