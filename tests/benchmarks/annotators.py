"""Simulated annotators: times, repeats and corrections as they come from people, with and without a change."""

from dataclasses import dataclass

import numpy as np

from desktop_al.people.signals import Answered

CLASSES = 10
REPEATS = 0.05


@dataclass(frozen=True, slots=True)
class Person:
    """How an annotator works, and what changes at answer ``onset``.

    Seconds = exp(ln 6 + 0.35 AR1(``rho``) + 0.25 d + practice) + Exp(1.5). ``slower`` is added to the log, with
    ``lapses`` so often two Exp(6 s) are added; ``practice`` is the log change per doubling; ``drift`` shifts the
    difficulty d ~ N(0, 1); ``noise`` is added to what is known of d. ``same`` repeats are answered as before,
    ``corrections`` are made per answer.
    """

    rows: int = 800
    onset: int = 400
    rho: float = 0.0
    slower: float = 0.0
    ramp: int = 0
    lapses: float = 0.0
    practice: float = 0.0
    drift: float = 0.0
    noise: float = 0.0
    known: bool = True
    same: float = 0.92
    same_later: float = 0.92
    corrections: float = 0.1
    corrections_later: float = 0.1


def answers(person: Person, rng: np.random.Generator) -> list[Answered]:
    """One session, (rows,)."""
    count = person.rows
    later = np.arange(count) >= person.onset
    shocks = rng.normal(size=count) * np.sqrt(1 - person.rho**2)
    steps = np.empty(count)
    last = rng.normal()
    for at in range(count):
        last = person.rho * last + shocks[at]
        steps[at] = last
    difficulty = rng.normal(size=count) + person.drift * later
    change = person.slower * later
    if person.ramp:
        change = person.slower * np.clip((np.arange(count) - person.onset) / person.ramp, 0, 1)
    practice = np.log1p(person.practice) * np.log2(np.arange(count) + 1.0)
    seconds = np.exp(np.log(6) + 0.35 * steps + 0.25 * difficulty + practice + change) + rng.exponential(1.5, count)
    lapse = later & (rng.random(count) < person.lapses)
    seconds += lapse * (rng.exponential(6, count) + rng.exponential(6, count))
    committed = np.cumsum(seconds + 0.2)
    labels = rng.integers(CLASSES, size=count)
    repeat = (rng.random(count) < REPEATS) & (np.arange(count) > 50)
    same = rng.random(count) < np.where(later, person.same_later, person.same)
    changes = rng.poisson(np.where(later, person.corrections_later, person.corrections))
    seen = difficulty + person.noise * rng.normal(size=count)
    return [
        Answered(
            shown=float(committed[at] - seconds[at]),
            committed=float(committed[at]),
            active=float(seconds[at]),
            covariates=(float(seen[at]),) if person.known else (),
            label=str(labels[at]),
            changes=int(changes[at]),
            agrees=bool(same[at]) if repeat[at] else None,
        )
        for at in range(count)
    ]
