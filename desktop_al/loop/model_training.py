"""The model of a project, from its labels, its settings and its seed: the one that a window opened now makes first.

Nothing is taken from an earlier model. The features come from the project's side file; what it lacks is computed.
"""

import datetime
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from desktop_al.core.errors import BadArgument, CannotOpen
from desktop_al.core.intervals import wilson_limits
from desktop_al.core.settings import Value
from desktop_al.core.state import State
from desktop_al.learn.model_arrays import stored
from desktop_al.learn.model_kinds import MODELS
from desktop_al.learn.models import Trained
from desktop_al.learn.networks import NETWORKS, weights_digests
from desktop_al.learn.rounds import RoundInput, check, train_round, training_seed
from desktop_al.learn.steps import finish
from desktop_al.loop.answers import Answers
from desktop_al.loop.choices import project_choices
from desktop_al.loop.export_entries import Watched
from desktop_al.loop.export_log import Note, note_in_file
from desktop_al.loop.exporting import check_place, not_itself
from desktop_al.loop.extraction import Source
from desktop_al.loop.folding import read_state
from desktop_al.loop.inside import begin_reading, end_reading
from desktop_al.loop.learning import Plan
from desktop_al.loop.messages import FeaturesPart, FeaturesRequest, RoundRequest
from desktop_al.loop.model_files import Seen, TrainedModel, check_folder, write_model
from desktop_al.loop.model_labels import lacking
from desktop_al.loop.opening import BATCH, Basics, basics, last_annotator, read_pool, worker_setup
from desktop_al.loop.plan import from_own_alone, plan_of
from desktop_al.loop.pool import Pool
from desktop_al.loop.protocol_versions import version_id, version_of
from desktop_al.loop.round_requests import request_of
from desktop_al.loop.workshop import Workshop
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import ProjectFile, close_file, open_project

Progress = Callable[[str], None]
_RULES = {
    "one": "The labels of the one annotator there is.",
    "majority": "The label that most annotators gave; ties are left out, decisions of an adjudicator count before all.",
    "model": "The likeliest label by a model of the annotators (Dawid and Skene), where it is advised, else the "
    "majority's; decisions of an adjudicator count before all.",
    "own": "The labels of one annotator alone.",
}
INTENDED = (
    "To say which class of this project a sample of the same kind, from the same source, most likely has. The "
    "probabilities are an aid for people who look at the samples, not a decision in their place."
)
LIMITS = (
    "It knows the classes of the project only, and gives every sample one of them, also where none fits.",
    "Samples from another source (other devices, other people, another time, another language) can be recognised worse "
    "than the accuracy says, and nothing here notices that.",
    "The accuracy and the calibration come from the labels of this project, with the mistakes that are in them. "
    "Measure both anew on samples of the place where the model is to be used.",
    "It is no medical device, and nobody has examined it as one.",
)
_OF_ROWS = (
    "It holds the features of the samples it learned from, from which something can be told about them: treat it like "
    "the samples."
)


@dataclass(frozen=True, slots=True)
class Given:
    """What a project says about its learning, read from its log."""

    state: State
    settings: Basics
    pool: Pool
    plan: Plan
    choices: Mapping[str, Value]
    answers: Answers
    class_ids: tuple[str, ...]

    def request(self) -> RoundRequest:
        """The round that a window would ask for now."""
        rounds = len(self.state.rounds)
        seed = self.settings.seed + rounds
        return request_of(self.answers, self.pool, self.plan, self.class_ids, number=rounds + 1, batch=BATCH, seed=seed)


def export_model(
    path: Path,
    out: Path,
    weights: str,
    own_network: str = "",
    note: Note | None = None,
    said: Progress = lambda _: None,
    watched: Watched = Watched(),  # noqa: B008 (it is frozen)
) -> TrainedModel:
    """Write the model of a project to the folder ``out``; ``note`` has it kept in the log.

    Raises:
        DesktopAlError: see ``train_model`` and ``write_model``. ExportStopped: who ``watched`` it stopped it.
    """
    not_itself(path, out)
    check_folder(out)
    file = open_project(path)
    try:
        trained = _train(file, weights, own_network, said, lambda folder: check_place(out, folder), watched)
        watched.look()
        write_model(out, trained)
        if note is not None:
            note_in_file(file, note, "model", trained.model.labels, out)
    finally:
        close_file(file)
    return trained


def train_model(
    path: Path, weights: str, own_network: str = "", said: Progress = lambda _: None, out: Path | None = None
) -> TrainedModel:
    """The model of a project. ``weights`` is the folder of the networks' weights, ``own_network`` an ONNX file of the
    user; ``said`` hears how far it is. ``out``: what is going to be written with it.

    Raises:
        CannotOpen: the project cannot be opened, or is damaged. BadArgument: too few labels, two classes of one name,
            or ``out`` is a file of the project or lies among its samples.
    """
    if out is not None:
        not_itself(path, out)
    file = open_project(path)
    try:
        return _train(file, weights, own_network, said, lambda folder: check_place(out, folder) if out else None)
    finally:
        close_file(file)


def _train(
    file: ProjectFile,
    weights: str,
    own_network: str,
    said: Progress,
    allowed: Callable[[Path], None],
    watched: Watched = Watched(),  # noqa: B008
) -> TrainedModel:
    given = _read(file)
    allowed(given.settings.folder)
    _check_labels(given)
    # What cannot be read there is told sample by sample; rows that are in the side file need no folder.
    begin_reading(given.settings.folder, file.path)
    workshop = Workshop(worker_setup(given.settings, file, weights, own_network))
    try:
        workshop.know(0, given.pool.rows)
        work = workshop.start(FeaturesRequest(given.pool.shuffled().astype(np.int32)))
        told = 0.0
        for part in work:
            watched.look()
            if isinstance(part, FeaturesPart) and time.monotonic() - told > 0.25:
                told = time.monotonic()
                said(f"{part.done:,} of {part.total:,} samples read")
                watched.progress(0.9 * part.done / max(1, part.total))
        said("Training the model")
        labelled = finish(workshop.prepared(given.request()))
        check(labelled.given)
        watched.look()
        trained = finish(train_round(labelled.given))
        return _described(given, workshop, labelled.given, trained, weights)
    finally:
        workshop.close()
        end_reading(given.settings.folder)
        said("")


def _read(file: ProjectFile) -> Given:
    try:
        state = read_state(file.connection)
        rows = read_pool(file)
        settings = basics(state, file.path, [row.path for row in rows[:20]])
        pool = Pool(settings.seed, settings.audit_share)
        pool.extend(rows)
        choices = project_choices(state)
        annotator = last_annotator(state)
        answers = Answers(state, pool, annotator, own_only=from_own_alone(state, annotator, choices))
        class_ids = tuple(one.id for one in state.active_classes())
        return Given(state, settings, pool, plan_of(state, choices, settings.kind), choices, answers, class_ids)
    except (sqlite3.Error, KeyError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise CannotOpen(f'{file.path.name} is damaged. "desktop-al verify" says what is wrong with it.') from error


def _check_labels(given: Given) -> None:
    if words := lacking(given.answers, given.state.active_classes()):
        raise BadArgument(words)


# -- what is told of it --------------------------------------------------------------------------------


def _described(given: Given, workshop: Workshop, learned: RoundInput, trained: Trained, weights: str) -> TrainedModel:
    features = workshop.opened()
    assert features.space is not None
    state, model = given.state, stored(trained.model)
    names = {one.id: one.name for one in state.active_classes()}
    limits = (*LIMITS, _OF_ROWS) if learned.model == "neighbours" else LIMITS
    return TrainedModel(
        kind=given.settings.kind,
        classes=tuple((id_, names[id_]) for id_ in given.class_ids),
        seen=tuple(_seen(source, weights) for source in features.sources),
        space=features.space,
        model=model,
        name=learned.model,
        told={
            "training": _training(given, learned, trained),
            "accuracy": _accuracy(*trained.audit),
            "use": {"intended": INTENDED, "limits": list(limits)},
        },
    )


def _seen(source: Source, weights: str) -> Seen:
    digests = weights_digests(source.name, Path(weights)) if source.name in NETWORKS else {}
    return Seen(source.name, source.version, source.blocks, digests)


def _training(given: Given, learned: RoundInput, trained: Trained) -> dict[str, Any]:
    names = [one.name for one in given.state.active_classes()]
    counts = np.bincount(learned.labels, minlength=len(names)).tolist()
    skill = trained.skill
    rule = "own" if given.answers.own_only else "model" if given.plan.by_model else "majority"
    if len(given.state.annotators) < 2:
        rule = "one"
    finite = {name: value if np.isfinite(value) else None for name, value in _losses(trained).items()}
    return {
        "labels": len(learned.labels),
        "labels_by_class": dict(zip(names, counts, strict=True)),
        "samples": len(given.pool),
        "annotators": len(given.state.annotators),
        "label_rule": _RULES[rule],
        "class_weights": "By the root of how much rarer a class is, times how certain its label is.",
        "algorithm": MODELS[learned.model].title,
        "seed": given.settings.seed,
        "round_seed": learned.seed,
        "training_seed": training_seed(learned),
        "date": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "protocol": {"version": version_of(given.state).words(), "id": version_id(given.state)},
        "beats_base_rate": skill.beats_base_rate,
        "unseen": {"n": skill.n, "right": skill.right, "right_by_commonest_class": skill.base_right} | finite,
    }


def _losses(trained: Trained) -> dict[str, float]:
    return {"log_loss": trained.skill.log_loss, "log_loss_of_frequencies": trained.skill.base_log_loss}


def _accuracy(right: int, n: int) -> dict[str, Any]:
    """The share of audit samples that models which had not seen them named rightly, with its 95 % interval."""
    method = "Audit samples, drawn at random from the pool; each is named by a model that has not seen it (5 folds)."
    if not n:
        reason = "No audit sample has a label yet: nothing honest can be said."
        return {"value": None, "low": None, "high": None, "n": 0, "method": method, "reason": reason}
    low, high = (round(float(limit), 4) for limit in wilson_limits(right, n))
    interval = "Score interval, 95 % (Wilson 1927)."
    return {"value": round(right / n, 4), "low": low, "high": high, "n": n, "method": method, "interval": interval}
