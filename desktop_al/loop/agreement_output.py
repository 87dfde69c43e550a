"""What ``desktop-al agreement`` prints: all that the answers of a table say of agreement."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from desktop_al.core.shapes import Measured
from desktop_al.loop.agreement_file import AgreementFile
from desktop_al.people.agreement import MEASURES, agreement, design_of
from desktop_al.people.agreement_errors import standard_errors
from desktop_al.people.disagreement import (
    class_votes,
    hardest,
    paradox,
    per_class,
    specific_agreement,
    two_by_two,
    unanimous,
)
from desktop_al.people.pairs import pair_values
from desktop_al.people.ratings import MISSING, Ratings
from desktop_al.people.retest import readings
from desktop_al.people.truth import TIE, DawidSkene, dawid_skene, majority

#: Pairs that are listed, those with the most shared samples; classes of which each is measured; samples named.
MOST_PAIRS, MOST_CLASSES, HARDEST = 20_000, 100, 20
#: Numbers that the matrices of the model of Dawid and Skene may have; posteriors that are all listed.
_MATRICES, _POSTERIORS = 500_000, 5_000_000
#: Votes of samples for classes that are counted at once.
_VOTES = 20_000_000
#: A smaller posterior is left out of a list that would be too long.
_NO_CHANCE = 1e-6


def figures(
    file: AgreementFile, *, bootstrap: int = 2000, seed: int = 0, progress: Callable[[float], None] | None = None
) -> dict[str, Any]:
    """What ``--json`` prints. ``progress`` hears a share of the measures now and then, and may raise to end it."""
    ratings, scale, scores = file.ratings, file.scale, file.scores
    measures = agreement(ratings, scale, bootstrap=bootstrap, seed=seed, scores=scores, progress=progress)
    errors = standard_errors(ratings) if scale == "nominal" else {}
    agreeing, shared = unanimous(ratings)
    pairs, left_out = _pairs(file)
    return {
        "annotators": list(ratings.annotators),
        "samples": len(ratings.samples),
        "overlapping": shared,
        "unanimous": agreeing,
        "scale": scale,
        "levels": list(ratings.levels),
        "measures": {name: _measured(m) | {"standard_error": errors.get(name)} for name, m in measures.items()},
        "explanation": paradox(ratings) if scale == "nominal" else "",
        **_classes(ratings, bootstrap, seed),
        "pairs": pairs,
        "pairs_left_out": left_out,
        "test_retest": _retests(file, bootstrap, seed),
        "hardest": _hardest(ratings),
        "majority": _majority(ratings),
        **_truth(ratings, seed),
        "remarks": list(file.remarks),
    }


def _measured(m: Measured) -> dict[str, Any]:
    return {"value": m.value, "low": m.low, "high": m.high, "n": m.n, "reason": m.reason}


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _classes(ratings: Ratings, bootstrap: int, seed: int) -> dict[str, Any]:
    levels = ratings.levels
    if len(levels) > MOST_CLASSES:
        return {"votes": {}, "per_class": {}, "specific_agreement": {}, "two_by_two": None}
    kappas = per_class(ratings, bootstrap=bootstrap, seed=seed)
    return {
        "votes": dict(zip(levels, class_votes(ratings).tolist())),
        "per_class": {level: _measured(m) for level, m in zip(levels, kappas)},
        "specific_agreement": {level: _number(p) for level, p in zip(levels, specific_agreement(ratings).tolist())},
        "two_by_two": two_by_two(ratings) or None,
    }


def _pairs(file: AgreementFile) -> tuple[list[dict[str, Any]], int]:
    """Every two annotators, or those with the most shared samples; how many are left out."""
    ratings = file.ratings
    active = int((ratings.codes != MISSING).any(1).sum()) if ratings.codes.size else 0
    every = active * (active - 1) // 2
    design = design_of(ratings.levels, file.scale, file.scores)
    pieces = list(pair_values(ratings, design))
    if not pieces:
        return [], every
    first, second, shared = (
        np.concatenate([getattr(piece, name) for piece in pieces]) for name in ("first", "second", "shared")
    )
    values = {name: np.concatenate([piece.values[name] for piece in pieces]) for name in pieces[0].values}
    if "cohen_kappa" in values:
        values["light_kappa"] = values["cohen_kappa"]
    kept = np.sort(np.argsort(-shared, kind="stable")[:MOST_PAIRS])
    nothing = [math.nan] * len(kept)
    columns = {m.name: values[m.name][kept].tolist() if m.name in values else nothing for m in MEASURES}
    rows = [
        {"a": ratings.annotators[a], "b": ratings.annotators[b], "n": n}
        | {name: _number(column[at]) for name, column in columns.items()}
        for at, (a, b, n) in enumerate(zip(first[kept].tolist(), second[kept].tolist(), shared[kept].tolist()))
    ]
    return rows, every - len(kept)


def _retests(file: AgreementFile, bootstrap: int, seed: int) -> dict[str, Any]:
    """Of each annotator who answered a sample more than once."""
    ratings = file.ratings
    names = ("percent_agreement", "fleiss_kappa", "krippendorff_alpha")
    found = {}
    for annotator in sorted({who for who, _, _ in (*ratings.replicates, *ratings.again)}):
        own = readings(ratings, annotator)
        result = agreement(own, file.scale, bootstrap=bootstrap, seed=seed, names=names, scores=file.scores)
        found[ratings.annotators[annotator]] = {name: _measured(m) for name, m in result.items()}
    return found


def _hardest(ratings: Ratings) -> list[dict[str, Any]]:
    chance = hardest(ratings)
    order = np.argsort(-np.nan_to_num(chance, nan=-1.0), kind="stable")[:HARDEST]
    return [{"sample": ratings.samples[k], "disagreement": float(chance[k])} for k in order.tolist() if chance[k] > 0]


def _majority(ratings: Ratings) -> dict[str, str | None]:
    at_once = max(1, _VOTES // max(1, len(ratings.levels)))
    found = {}
    for start in range(0, len(ratings.samples), at_once):
        samples = ratings.samples[start : start + at_once]
        some = replace(ratings, samples=samples, codes=ratings.codes[:, start : start + at_once])
        for sample, code in zip(samples, majority(some).tolist()):
            found[sample] = ratings.levels[code] if code not in (MISSING, TIE) else None
    return found


def _truth(ratings: Ratings, seed: int) -> dict[str, Any]:
    if len(ratings.annotators) * len(ratings.levels) ** 2 > _MATRICES:
        return {"dawid_skene": None, "dawid_skene_reason": "Too many annotators and classes."}
    model = dawid_skene(ratings, seed=seed)
    if model is None:
        return {"dawid_skene": None, "dawid_skene_reason": "There are no answers, or there is only one class."}
    # As in the paper, for comparison: it trusts few answers more.
    plain = dawid_skene(ratings, restarts=1, prior=False)
    labels = plain.labels.tolist() if plain is not None else []
    without = {s: ratings.levels[code] for s, code in zip(ratings.samples, labels) if code != MISSING}
    found = _model(ratings, model) | {"labels_without_prior": without}
    return {"dawid_skene": found, "dawid_skene_reason": model.reason}


def _model(ratings: Ratings, model: DawidSkene) -> dict[str, Any]:
    levels, codes = ratings.levels, model.labels.tolist()
    answered = np.flatnonzero(model.labels != MISSING).tolist()
    least = 0.0 if len(answered) * len(levels) <= _POSTERIORS else _NO_CHANCE
    posterior = {}
    for k in answered:
        row = model.posterior[k].tolist()
        posterior[ratings.samples[k]] = {level: p for level, p in zip(levels, row) if p >= least}

    def matrices(values: Any) -> dict[str, Any]:
        return {
            who: {true: dict(zip(levels, row)) for true, row in zip(levels, matrix)}
            for who, matrix in zip(ratings.annotators, values.tolist())
        }

    return {
        "labels": {s: levels[code] if code != MISSING else None for s, code in zip(ratings.samples, codes)},
        "posterior": posterior,
        "prevalence": dict(zip(levels, model.prevalence.tolist())),
        "confusion": matrices(model.confusion),
        "confusion_low": matrices(model.confusion_low),
        "confusion_high": matrices(model.confusion_high),
        "log_likelihood": list(model.log_likelihood),
        "restarts": list(model.restarts),
        "advised": model.advised,
        "reason": model.reason,
    }


# -- for a person --------------------------------------------------------------------------------------


def summary(result: dict[str, Any]) -> str:
    """A table, and what has to be known with it."""
    people, samples, shared = len(result["annotators"]), result["samples"], result["overlapping"]
    lines = [f"{people:,} annotators, {samples:,} samples, {shared:,} of them with two answers or more", ""]
    words = {m.name: m.words for m in MEASURES}
    width = max(map(len, words.values()))
    given = {name: m for name, m in result["measures"].items() if m["value"] is not None}
    for name, m in given.items():
        span = f"  {m['low']:6.3f} to {m['high']:6.3f}" if m["low"] is not None else ""
        lines.append(f"{words[name]:<{width}}  {m['value']:6.3f}{span}")
    lines += _grouped("", {words[name]: m["reason"] for name, m in given.items()}, len(given))
    missing = {words[name]: m["reason"] for name, m in result["measures"].items() if name not in given}
    lines += _grouped("Not given:", missing, len(words))
    lines += ["", _shown(result["explanation"])] if result["explanation"] else []
    lines += _again(result["test_retest"])
    ties = sum(label is None for label in result["majority"].values())
    lines += ["", f"The majority decides {samples - ties:,} samples; {ties:,} are tied or without an answer."]
    return "\n".join(lines)


def _grouped(title: str, reasons: dict[str, str], everything: int) -> list[str]:
    """Every reason once, with the measures that it is about."""
    about: dict[str, list[str]] = {}
    for name, reason in reasons.items():
        if reason:
            about.setdefault(reason, []).append(name)
    lines = ["", title] if about and title else [""] if about else []
    for reason, names in about.items():
        lines.append(reason if len(names) == everything else f"{', '.join(names)}: {reason}")
    return lines


def _again(retests: dict[str, Any]) -> list[str]:
    lines = ["", "The same annotator again:"] if retests else []
    for who, found in retests.items():
        same, kappa = found["percent_agreement"], found["fleiss_kappa"]["value"]
        told = f"{same['value']:.0%} of {same['n']} samples the same" if same["value"] is not None else same["reason"]
        lines.append(f"  {_shown(who)}: {told}" + (f", kappa {kappa:.2f}" if kappa is not None else ""))
    return lines


def _shown(name: str) -> str:
    """On one line, whatever it holds."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)
