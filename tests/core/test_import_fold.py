"""Imports in the fold: which pre-annotations count, what undo takes back, and that every order gives the same."""

import itertools
import random

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.core.import_fold import PRE_ANNOTATIONS
from desktop_al.core.state import State, fold

SAMPLE, OTHER = b"s" * 16, b"t" * 16
HERE = "h" * 32


class Log:
    """Chains made one after the other on one computer."""

    def __init__(self) -> None:
        self.written: list[Written] = []
        self._ticks = itertools.count(1)
        self._random = random.Random(1)

    def chain(self, ahead: int = 0) -> Chain:
        lamport = max((w.event.lamport for w in self.written), default=0) + ahead
        return Chain(
            self._random.randbytes(16),
            lamport,
            lambda: next(self._ticks),
            lambda: next(self._ticks),
            self._random.randbytes,
        )

    def add(self, chain: Chain, kind: str, body: dict, sample: bytes = b"", answer: str = "", who: str = "ann") -> None:
        self.written.append(chain.add(kind, body, who, sample, answer))

    def open(self, chain: Chain, **more: object) -> None:
        heads = {w.event.writer: w.event.seq for w in self.written}
        self.add(chain, ev.OPEN, {"computer": HERE, **more}, answer=ev.encode_heads(heads))

    def offers(self, name: str, said: dict[bytes, str]) -> None:
        """A file of pre-annotations, all of it in one chain."""
        chain = self.chain()
        self.open(chain, **{"import": True})
        for sample, answer in said.items():
            self.add(chain, ev.OFFER, {}, sample, answer)
        body = {"as": PRE_ANNOTATIONS, "chain": chain.writer.hex(), "range": [2, 1], "last": chain.seq}
        self.add(chain, ev.IMPORT, body, answer=name)

    def state(self, computer: str = HERE, foreign: dict[bytes, int] | None = None, seed: int = 0) -> State:
        bodies = {ev.ref(w.event): ev.decode_body(w.body) for w in self.written}
        shuffled = [w.event for w in self.written]
        random.Random(seed).shuffle(shuffled)
        return fold(shuffled, lambda event: bodies[ev.ref(event)], computer=computer, foreign=foreign)


def said(state: State, sample: bytes) -> tuple[str, str] | None:
    found = state.brought.offer(sample)
    return (found.event.answer, found.source) if found is not None else None


def test_the_newest_file_of_a_name_counts_and_of_several_names_the_newest() -> None:
    log = Log()
    log.offers("a.csv", {SAMPLE: "=c0", OTHER: "=c0"})
    log.offers("a.csv", {SAMPLE: "=c1"})
    for seed in range(5):
        state = log.state(seed=seed)
        assert said(state, SAMPLE) == ("=c1", "a.csv")
        assert said(state, OTHER) is None
    log.offers("b.csv", {SAMPLE: "=c2"})
    assert said(log.state(), SAMPLE) == ("=c2", "b.csv")


def test_taking_an_import_back_gives_the_one_before_it() -> None:
    log = Log()
    log.offers("a.csv", {SAMPLE: "=c0", OTHER: "=c0"})
    log.offers("a.csv", {SAMPLE: "=c1"})
    chain = log.chain()
    log.open(chain)
    step = log.state().undo_step("ann")
    assert step is not None
    log.add(chain, ev.RETRACT, {"targets": [[w.hex(), a, b] for w, a, b in step]})
    assert said(log.state(), OTHER) == ("=c0", "a.csv")
    targets = log.state().redo_targets("ann")
    assert targets is not None
    log.add(chain, ev.RETRACT, {"targets": [[w.hex(), a, b] for w, a, b in targets]})
    assert said(log.state(), OTHER) is None


def annotations(log: Log) -> Chain:
    """Somebody's own answer, then an import told of in the chain of that opening, then another answer."""
    own, brought = log.chain(), log.chain(ahead=1000)
    log.open(own)
    log.add(own, ev.ANNOTATION, {}, SAMPLE, "=c0")
    log.open(brought, **{"import": True})
    log.add(brought, ev.ANNOTATION, {}, SAMPLE, "=c1", who="bo")
    log.add(brought, ev.ANNOTATION, {}, OTHER, "=c1")
    own.lamport = brought.lamport
    body = {"as": "annotations", "chain": brought.writer.hex(), "range": [2, 3], "last": 3}
    log.add(own, ev.IMPORT, body, answer="a.csv")
    log.add(own, ev.ANNOTATION, {}, OTHER, "=c2")
    return own


def test_an_import_is_one_step_of_who_imported_it_and_seen_by_what_follows() -> None:
    log = Log()
    annotations(log)
    for seed in range(5):
        state = log.state(seed=seed)
        assert [e.answer for e in state.in_force("ann", OTHER)] == ["=c2"]
        assert state.conflicts() == []
        assert [len(state.step_events(step)) for step in state.undo["ann"]] == [1, 3, 1]
        assert state.undo_step("bo") is None
    assert log.state("elsewhere").undo_step("ann") is None, "not on another computer"
    foreign = dict.fromkeys((w.event.writer for w in log.written), 1)
    assert log.state(foreign=foreign).undo_step("ann") is None, "nor where it came in by a merge"


def test_only_what_was_answered_here_is_newest() -> None:
    log = Log()
    annotations(log)
    assert [e.answer for e in log.state().newest_answers(10)] == ["=c2", "=c0"]


def test_a_made_up_import_names_nothing() -> None:
    for body in (
        {},
        {"chain": "zz"},
        {"chain": "00", "range": 3},
        {"chain": 7, "range": [1, 2]},
        {"range": ["a", "b"]},
    ):
        log = Log()
        chain = log.chain()
        log.open(chain)
        log.add(chain, ev.OFFER, {"p": "often"}, SAMPLE, "=c0")
        log.add(chain, ev.IMPORT, body, answer="x.csv")
        state = log.state()
        assert said(state, SAMPLE) is None
        assert state.undo_step("ann") is None
