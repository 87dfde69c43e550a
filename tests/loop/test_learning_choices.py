"""What the screen is told of how a project learns, and of what its queue leaves out."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import LabelClass
from desktop_al.learn.batches import BATCHES
from desktop_al.learn.networks import NETWORKS
from desktop_al.learn.strategies import STRATEGIES, strategy_named
from desktop_al.loop import wording
from desktop_al.loop.aside_choices import aside_words, count_left_out
from desktop_al.loop.learning_choices import (
    DRAWS,
    GROUPS,
    MixParts,
    draws,
    features_words,
    lacking_words,
    learning_screen,
    looked_at_words,
    mix_parts,
    mixable,
    strategy_options,
    strategy_title,
)
from desktop_al.loop.listing import STATES, Listing, Query
from desktop_al.loop.messages import RoundResult
from desktop_al.loop.pool import COPY
from desktop_al.loop.support import _settings
from tests.loop.desk import Desk, make, make_texts

_NONE = np.zeros(0, np.int32)
ROUND = RoundResult(
    number=1, labelled=10, n_classes=2, order=_NONE, reasons=(), scored=_NONE,
    likeliest=np.zeros((0, 2), np.int16), probabilities=np.zeros((0, 2), np.float16),
    skilled=True, audit_right=0, audit_n=0, seconds=0.1,
)  # fmt: skip


def test_every_strategy_has_its_place_under_a_heading() -> None:
    options = strategy_options()
    assert sorted(option.name for option in options) == sorted(STRATEGIES)
    assert {option.group for option in options} == {group for group, _ in GROUPS}
    assert all(option.title and option.sentence and option.cost and option.source for option in options)
    assert {name for name, _ in DRAWS} <= set(BATCHES)
    assert draws() == DRAWS


@pytest.mark.parametrize("draw", [name for name, _ in DRAWS])
def test_a_mix_of_the_screen_is_one_of_the_engine(draw: str) -> None:
    parts = MixParts("entropy", 3, "typicality", 1, draw)
    assert strategy_named(parts.name).batch == draw
    assert mix_parts(parts.name) == parts
    assert strategy_title(parts.name).startswith("Entropy and typical of each group. ")


@pytest.mark.parametrize(
    "name",
    [
        *("margin", "margin@best", "margin+density+entropy", "margin*2.5+density", "margin*12+density", "a+b", ""),
        *(
            "margin*nan+density",
            "margin*inf+density",
            "margin*x+density",
            "margin+density@farthest",
            "+",
            "@",
            "margin*",
        ),
    ],
)
def test_what_the_screen_has_no_fields_for_is_no_mix_of_it(name: str) -> None:
    assert mix_parts(name) is None
    assert strategy_title(name) or not name


def test_what_a_mix_is_made_of_can_always_be_chosen() -> None:
    options = strategy_options()
    assert "random" not in {option.name for option in mixable(options, None)}
    assert "random" in {option.name for option in mixable(options, mix_parts("random+density"))}


def test_a_round_that_looked_at_a_draw_says_so() -> None:
    assert looked_at_words(None) == looked_at_words(replace(ROUND, looked_at=90, candidates=90)) == ""
    told = looked_at_words(replace(ROUND, looked_at=10_000, candidates=98_500))
    assert told == "Looked at a random draw of 10,000 of 98,500 samples."


def test_words_for_what_the_model_sees(tmp_path: Path) -> None:
    assert features_words("image", None, None) == "Learns from edges, colours and texture."
    assert features_words("image", None, 0.349) == "Learns from edges, colours and texture. Looking closer: 34 %."
    both = replace(ROUND, sources=("hashed", "minilm"))
    assert features_words("text", both, 1.0) == f"Learns from words and {NETWORKS['minilm'].title}."
    assert "your own image model" in features_words("image", replace(ROUND, sources=("own:ab12",)), None)
    assert NETWORKS["minilm"].lack in lacking_words("text", None, tmp_path)
    assert lacking_words("image", replace(ROUND, sources=("own:ab12",)), tmp_path) == ""
    refused = replace(ROUND, lacking="net.onnx is larger than 2 GB.")
    assert lacking_words("image", refused, tmp_path) == "net.onnx is larger than 2 GB."


def test_words_for_the_reasons_of_the_learner() -> None:
    classes = (LabelClass("c1", "Mild", 0), LabelClass("c2", "Severe", 1))
    told = {r: wording.reason_of("ranked", r, None, classes, "c2") for r in ("disagreement", "influential", "unlike")}
    assert {name: reason.kind for name, reason in told.items()} == {name: name for name in told}
    assert told["disagreement"].sentence == "The committee's votes are divided on this one."
    wanted = wording.reason_of("ranked", "wanted", None, classes, "c2")
    assert (wanted.kind, wanted.sentence) == ("wanted", "Most likely Severe, which you look for.")
    # The class was retired meanwhile, or none is looked for.
    assert wording.reason_of("ranked", "wanted", None, classes, "c9").kind == "wanted"
    assert wording.reason_of("audit", "wanted", None, classes, "c2") is wording.OWN_VIEW


def test_words_while_the_network_computes() -> None:
    assert wording.learning_words(ROUND, False, "", 1.0, 10, 20, 0.34)[0] == "Looking closer: 34 %"
    assert wording.learning_words(None, False, "", 1.0, 0, 5, 0.0)[0] == "Looking closer: 0 %"
    assert wording.learning_words(ROUND, False, "", 1.0, 10, 20, 1.0)[0] == "Model up to date"
    assert wording.learning_words(ROUND, True, "", 1.0, 10, 20, 0.5)[0] == "Learning in the background"
    assert wording.learning_words(ROUND, False, "No.", 1.0, 10, 20, 0.5)[0] == "Learning is paused"


def junk_project(tmp_path: Path) -> Path:
    """30 texts, two without a word, and one that is nearly the same as another."""
    folder = make_texts(tmp_path / "s", 30)
    for number in (1, 2):
        (folder / f"dots-{number}.txt").write_text("." * (40 + number), "utf-8")
    words = " ".join(f"word{number}" for number in range(60))
    (folder / "one.txt").write_text(words, "utf-8")
    (folder / "two.txt").write_text(f"{words} ", "utf-8")
    return make(tmp_path, folder)


def test_what_is_set_aside_is_told_listed_and_put_back(tmp_path: Path) -> None:
    with Desk(junk_project(tmp_path)) as desk:
        project, pool = desk.read().project, desk.project.pool
        desk.until(lambda: project.learning.aside is not None)
        assert [pool.aside[desk.place(f"dots-{n}.txt")] for n in (1, 2)] == ["empty", "empty"]
        told = [line for line in desk.flashed if "set aside" in line]
        assert told == [aside_words(count_left_out(pool))], "once, not at every look"
        rows = {row.id: row for row in learning_screen(project, tmp_path).aside}
        assert list(rows) == ["empty", "not-text", "language", "boilerplate", COPY]
        assert rows["empty"].count == 2
        assert {name for _, name in rows["empty"].examples} == {"dots-1.txt", "dots-2.txt"}
        listing = Listing(pool, project.state, "ann")
        aside = pool.aside.keys()
        assert set(listing.find(Query(state="aside")).tolist()) == set(aside)
        assert set(listing.find(Query(state="aside:empty")).tolist()) == {
            p for p, k in pool.aside.items() if k == "empty"
        }
        place = desk.place("dots-1.txt")
        line = listing.line(place)
        assert (line.state, STATES[line.state], line.back) == ("aside:empty", "Aside: empty", False)
        assert line.aside.startswith("Left out of the queue: Empty. ")
        counts = listing.counts()
        assert counts["aside"] == len(aside)
        assert counts["unlabelled"] + counts["aside"] + counts["duplicate"] == counts[""] == len(pool)
        assert listing.aside([place, desk.place("t001.txt")]) == ((place,), ())
        project.keep([place], True)
        assert listing.counts()["aside:empty"] == 1
        assert listing.line(place).state == "unlabelled"
        assert listing.line(place).back
        assert listing.line(place).aside.startswith("Put back into the queue. ")
        assert listing.aside([place]) == ((), (place,))
        project.keep([place], False)
        assert listing.counts()["aside:empty"] == 2


def test_near_copies_name_what_they_are_like(tmp_path: Path) -> None:
    with Desk(junk_project(tmp_path)) as desk:
        project, pool = desk.read().project, desk.project.pool
        desk.until(lambda: project.learning.aside is not None)
        copies = [place for place, kind in pool.aside.items() if kind == COPY]
        names = {pool.name(place) for place in copies} & {"one.txt", "two.txt"}
        assert len(names) == 1, "one of the two stays"
        other = ({"one.txt", "two.txt"} - names).pop()
        listing = Listing(pool, project.state, "ann")
        assert listing.counts()["aside:copy"] == len(copies)
        line = listing.line(desk.place(names.pop()))
        assert line.aside == f"Left out of the queue: Nearly the same as {other}."


def test_a_kind_that_is_switched_off_or_limited_is_followed_at_once(tmp_path: Path) -> None:
    with Desk(junk_project(tmp_path)) as desk:
        project, pool = desk.read().project, desk.project.pool
        desk.until(lambda: "empty" in pool.aside.values())
        project.planning.choose_threshold("empty", None)
        desk.until(lambda: "empty" not in pool.aside.values())
        row = next(row for row in learning_screen(project, tmp_path).aside if row.id == "empty")
        assert (row.threshold, row.count, row.usual) == (None, 0, 0.0)
        project.planning.choose_votes("forest", 4)
        project.choose("strategy", "vote_entropy+certainty*2")
        screen = learning_screen(project, tmp_path)
        assert (screen.asks_committee, screen.finds_class, screen.is_mix) == (True, True, True)
        assert {m.name: m.votes for m in screen.members}["forest"] == 4
        assert all(m.share == -1 for m in screen.members)
        project.choose("strategy", "margin+entropy+density")
        screen = learning_screen(project, tmp_path)
        assert not screen.is_mix
        assert screen.own_words.startswith("Smallest margin and entropy")
        with pytest.raises(BadArgument):
            project.choose("strategy", "margin+nothing")


def test_a_support_file_holds_no_path_and_no_free_text() -> None:
    lines = _settings({"own_network": "/home/kim/secret.onnx", "wanted": "c123", "strategy": "/home/kim x"})
    assert "own_network: chosen (changed)" in lines
    assert not any("kim" in line or "c123" in line for line in lines)
    assert "strategy: margin+density@best (changed)" in _settings({"strategy": "margin+density@best"})
