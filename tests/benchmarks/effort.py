"""``dev.py bench effort``: what a label costs with suggestions hidden, shown, and in batch review.

A scripted annotator answers the demos through the real project, with the real worker and without a window: one key for
a sample asked singly, right or wrong as the suggestion may be. In batch review the annotator looks at every tile, does
not notice 5 % of the odd ones (drawn by seed, stated in advance) and gives each other one its class: arrows from tile
to tile on a grid of ``ACROSS``, a digit; then Return. What batch review drew to be asked again counts one key each.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from desktop_al.loop.batch import Reviewing, batch_request
from desktop_al.loop.demo import demo_places, set_up_demo
from desktop_al.loop.scripted import Headless, opened
from desktop_al.loop.simulating import read_labels

MISSED, ACROSS = 0.05, 6
#: Answers between two moments at which the model may catch up, and how long that may take, in seconds.
_BETWEEN, _WAIT = 20, 6.0
MODES = ("hidden", "shown", "batch")


@dataclass
class Cost:
    """``labels`` given by ``decisions`` and ``keys``; ``checks``: samples that batch review drew to be asked again;
    ``wrong`` labels at the end; ``together`` of the labels came in ``groups``."""

    labels: int = 0
    decisions: int = 0
    keys: int = 0
    checks: int = 0
    wrong: int = 0
    together: int = 0
    groups: int = 0
    seconds: float = 0.0
    group_wrong: int = field(default=0)


def effort(place: Path, kind: str, mode: str, wanted: int, seed: int) -> Cost:
    """Label ``wanted`` samples of a demo; ``seed`` draws what is overlooked."""
    path = place / f"{kind}-{mode}-{seed}" / "demo.dal"
    set_up_demo(kind, path, place / "home")  # type: ignore[arg-type]
    truth = read_labels(demo_places(path)[1])
    rng, cost, begun = np.random.default_rng([seed, 5]), Cost(), time.monotonic()
    with opened(path, "", place / "home") as desk:
        project = desk.project
        project.choose("suggestions", "hidden" if mode == "hidden" else "shown")
        project.choose("repeat_share", 0)
        desk.listed()
        learning = project.learning
        assert learning is not None
        desk.until(lambda: learning.features_done == 1.0, 300.0)
        sitting = Reviewing(project, lambda _: None)
        asked = given = 0
        while cost.labels < wanted:
            number = learning.result.number if learning.result is not None else 0
            if mode == "batch" and number > asked:
                asked = number
                _ask(desk, sitting)
            if mode == "batch" and sitting.screen().label is not None:
                _group(sitting, lambda p: truth[project.pool.name(p)], rng, cost)
                if sitting.screen().label is None:
                    desk.until(lambda: not (learning.training or learning.due(1.0)), _WAIT)
                continue
            # Nobody has looked at the sample meanwhile: it may have made room for others.
            project.serving.read_ahead()
            if not desk.until(lambda: project.serving.current is None or project.serving.shown() is not None):
                break
            current = project.serving.current
            if current is None:
                break
            ids = {item.name: item.id for item in project.classes}
            project.label(ids[truth[project.pool.name(current.place)]])
            given += 1
            cost.labels, cost.decisions, cost.keys = cost.labels + 1, cost.decisions + 1, cost.keys + 1
            if given % _BETWEEN == 0:
                desk.until(lambda: not (learning.training or learning.due(1.0)), _WAIT)
        names = {item.id: item.name for item in project.classes}
        labels = project.answers.labels.items()
        cost.wrong = sum(names[label] != truth[project.pool.name(at)] for at, label in labels)
        # They come after 15 minutes, which this annotator does not take: what was drawn is counted.
        cost.checks = sum(len(project.state.read_body(event).get("recheck", ())) for event in project.state.batches)
    cost.seconds = time.monotonic() - begun
    return cost


def _ask(desk: Headless, sitting: Reviewing) -> None:
    request = batch_request(desk.project, sitting.skipped)
    if isinstance(request, tuple) or desk.project.learning is None:
        return
    found: list[object] = []
    desk.project.learning.report(request, lambda _: None, found.append, "groups")
    if desk.until(lambda: found) and not isinstance(found[0], str):
        sitting.offered(found[0])  # type: ignore[arg-type]


def _group(sitting: Reviewing, truth: Callable[[int], str], rng: np.random.Generator, cost: Cost) -> None:
    """Look at one group: odd tiles get their class, unless they are overlooked."""
    screen = sitting.screen()
    assert screen.label is not None
    ids = {item.name: item.id for item in screen.classes}
    at = 0
    for number, tile in enumerate(screen.tiles):
        true = truth(tile.place)
        if true == screen.label.name:
            continue
        if rng.random() < MISSED:
            cost.group_wrong += 1
            continue
        sitting.give(tile.place, ids[true])
        cost.keys += abs(number // ACROSS - at // ACROSS) + abs(number % ACROSS - at % ACROSS) + 1
        cost.decisions += 1
        at = number
    cost.labels += len(screen.tiles)
    cost.together += len(screen.tiles)
    cost.groups += 1
    cost.decisions += 1
    cost.keys += 1
    sitting.accept()


def print_costs(kind: str, found: dict[str, Cost]) -> None:
    heads = ("labels", "in groups", "groups", "decisions", "per label", "with checks", "keys", "labels/1000 keys")
    heads += ("with checks", "wrong", "of groups", "seconds")
    print(f"{kind}".ljust(10) + "".join(head.rjust(max(10, len(head) + 2)) for head in heads))
    for mode, cost in found.items():
        keys = cost.keys + cost.checks
        cells = (
            *(f"{cost.labels}", f"{cost.together}", f"{cost.groups}", f"{cost.decisions}"),
            f"{cost.decisions / cost.labels:.3f}",
            f"{(cost.decisions + cost.checks) / cost.labels:.3f}",
            f"{cost.keys}",
            f"{1000 * cost.labels / cost.keys:.0f}",
            f"{1000 * cost.labels / keys:.0f}",
            f"{cost.wrong / cost.labels:.2%}",
            f"{cost.group_wrong / cost.together:.2%}" if cost.together else "",
            f"{cost.seconds:.0f}",
        )
        widths = (max(10, len(head) + 2) for head in heads)
        print(f"  {mode}".ljust(10) + "".join(cell.rjust(wide) for cell, wide in zip(cells, widths, strict=True)))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench effort", description=__doc__)
    parser.add_argument("--labels", type=int, default=1000, help="labels to give in each mode (default: 1000)")
    parser.add_argument("--kinds", nargs="*", default=["images", "text"], help="demos (default: both)")
    parser.add_argument("--modes", nargs="*", default=list(MODES), choices=MODES)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        for kind in options.kinds:
            found = {mode: effort(Path(place), kind, mode, options.labels, options.seed) for mode in options.modes}
            print_costs(kind, found)
    return 0
