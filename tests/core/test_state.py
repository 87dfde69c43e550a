"""The fold against simple models: undo and redo, merge order, conflicts."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.core.state import State, fold, order_key

HERE = "computer-1"


class Log:
    """A log in memory with as many openings as a test wants; bodies by reference."""

    def __init__(self, start: int = 0) -> None:
        self.entries: list[Written] = []
        self.bodies: dict[ev.Ref, ev.Body] = {}
        self.counter = itertools.count(start)

    def open(self, state: State, computer: str = HERE) -> Chain:
        writer = next(self.counter).to_bytes(16, "big")
        ticks = itertools.count()
        chain = Chain(writer, state.lamport, lambda: next(ticks), lambda: next(ticks), bytes)
        self.add(chain, state, ev.OPEN, {"computer": computer}, "", answer=ev.encode_heads(state.frontier()))
        return chain

    def add(self, chain: Chain, state: State, kind: str, body: ev.Body, annotator: str, **more: object) -> Written:
        written = chain.add(kind, body, annotator, **more)  # type: ignore[arg-type]
        self.entries.append(written)
        state.apply(written.event)
        return written

    def body(self, event: ev.Event) -> ev.Body:
        at = ev.ref(event)
        if at not in self.bodies:
            self.bodies = {ev.ref(w.event): ev.decode_body(w.body) for w in self.entries}
        return self.bodies[at]

    def state(self, computer: str = HERE) -> State:
        return fold((w.event for w in self.entries), self.body, computer=computer)


def undo(log: Log, chain: Chain, state: State, annotator: str) -> bool:
    step = state.undo_step(annotator)
    if step is None:
        return False
    log.add(chain, state, ev.RETRACT, {"targets": [[w.hex(), a, b] for w, a, b in step]}, annotator)
    return True


def redo(log: Log, chain: Chain, state: State, annotator: str) -> bool:
    targets = state.redo_targets(annotator)
    if targets is None:
        return False
    log.add(chain, state, ev.RETRACT, {"targets": [[w.hex(), a, b] for w, a, b in targets]}, annotator)
    return True


class TwoStacks:
    """The textbook model: two stacks of whole states for each annotator."""

    def __init__(self) -> None:
        self.done: list[tuple[bytes, str]] = []
        self.undone: list[tuple[bytes, str]] = []

    def do(self, sample: bytes, answer: str) -> None:
        self.done.append((sample, answer))
        self.undone.clear()

    def undo(self) -> bool:
        if not self.done:
            return False
        self.undone.append(self.done.pop())
        return True

    def redo(self) -> bool:
        if not self.undone:
            return False
        self.done.append(self.undone.pop())
        return True

    def labels(self) -> dict[bytes, str]:
        return dict(self.done)


def labels(state: State, annotator: str) -> dict[bytes, str]:
    return {e.sample: e.answer for e in state.annotations() if e.annotator == annotator}


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["do", "do", "do", "undo", "undo", "redo", "restart"]),
        st.sampled_from(["ann", "ben"]),
        st.integers(0, 3),
        st.sampled_from(["=a", "=b", "unsure", "x:focus"]),
    ),
    max_size=40,
)


@settings(max_examples=400, deadline=None)
@given(ACTIONS)
def test_undo_and_redo_equal_two_stacks_with_two_annotators_and_restarts(actions):
    log = Log()
    state = log.state()
    chain = log.open(state)
    model = {"ann": TwoStacks(), "ben": TwoStacks()}
    for action, who, sample, answer in actions:
        key = sample.to_bytes(16, "big")
        if action == "do":
            log.add(chain, state, ev.ANNOTATION, {}, who, sample=key, answer=answer)
            model[who].do(key, answer)
        elif action == "undo":
            assert undo(log, chain, state, who) == model[who].undo()
        elif action == "redo":
            assert redo(log, chain, state, who) == model[who].redo()
        else:
            state = log.state()
            chain = log.open(state)
        for name, stacks in model.items():
            assert labels(state, name) == stacks.labels()
    again = log.state()
    for name, stacks in model.items():
        assert labels(again, name) == stacks.labels()
    assert again.undo == state.undo
    assert {k: v for k, v in again.redo.items() if v} == {k: v for k, v in state.redo.items() if v}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["=a", "=b"])), max_size=6), min_size=2, max_size=4),
    st.randoms(use_true_random=False),
)
def test_every_order_of_merging_gives_the_same_state(copies, random):
    """A project is copied, every copy is labelled on its own, then all are merged in any order."""
    base = Log()
    state = base.state()
    chain = base.open(state)
    base.add(chain, state, ev.ANNOTATION, {}, "ann", sample=b"0" * 16, answer="=a")
    logs = []
    for number, copy in enumerate(copies):
        log = Log(start=100 * (number + 1))
        log.entries = list(base.entries)
        folded = log.state()
        own = log.open(folded, computer=f"computer-{number}")
        for sample, answer in copy:
            log.add(own, folded, ev.ANNOTATION, {}, "ann", sample=sample.to_bytes(16, "big"), answer=answer)
        logs.append(log)
    reference = None
    for _ in range(3):
        union: dict[ev.Ref, Written] = {}
        random.shuffle(logs)
        for log in logs:
            union.update({ev.ref(w.event): w for w in log.entries})
        merged = Log()
        merged.entries = list(union.values())
        random.shuffle(merged.entries)
        after = merged.state()
        seen = (
            {key: tuple(sorted(after.in_force(*key), key=order_key)) for key in after.cells},
            sorted(after.conflicts()),
            after.heads,
            after.frontier(),
        )
        reference = reference or seen
        assert seen == reference
    every = {ev.ref(w.event) for log in logs for w in log.entries}
    assert every == set(union)
    for number, copy in enumerate(copies):
        for sample, answer in dict(copy).items():
            answers = [e.answer for e in after.in_force("ann", sample.to_bytes(16, "big"))]
            assert answer in answers, f"copy {number} lost its answer"


def test_concurrent_annotations_are_a_conflict_until_one_saw_both():
    log = Log()
    state = log.state()
    log.open(state)
    left, right = log.state(), log.state()
    one, two = log.open(left), log.open(right)
    log.add(one, left, ev.ANNOTATION, {}, "ann", sample=b"s" * 16, answer="=a")
    log.add(two, right, ev.ANNOTATION, {}, "ann", sample=b"s" * 16, answer="=b")
    merged = log.state()
    assert {e.answer for e in merged.in_force("ann", b"s" * 16)} == {"=a", "=b"}
    assert merged.conflicts() == [("ann", b"s" * 16)]
    three = log.open(merged)
    log.add(three, merged, ev.ANNOTATION, {}, "ann", sample=b"s" * 16, answer="=b")
    assert [e.answer for e in log.state().in_force("ann", b"s" * 16)] == ["=b"]
    assert log.state().conflicts() == []


def test_what_a_grandparent_chain_wrote_was_seen():
    log = Log()
    state = log.state()
    chain = log.open(state)
    log.add(chain, state, ev.ANNOTATION, {}, "ann", sample=b"s" * 16, answer="=a")
    for _ in range(30):
        state = log.state()
        chain = log.open(state)
        assert len(ev.decode_heads(log.entries[-1].event.answer)) == 1
    log.add(chain, state, ev.ANNOTATION, {}, "ann", sample=b"s" * 16, answer="=b")
    assert [e.answer for e in log.state().in_force("ann", b"s" * 16)] == ["=b"]


def test_undo_never_reaches_another_computer_or_a_merged_chain():
    log = Log()
    state = log.state()
    chain = log.open(state, computer="elsewhere")
    log.add(chain, state, ev.ANNOTATION, {}, "ann", sample=b"s" * 16, answer="=a")
    assert log.state().undo_step("ann") is None
    own = log.open(state)
    log.add(own, state, ev.ANNOTATION, {}, "ann", sample=b"t" * 16, answer="=a")
    assert state.undo_step("ann") is not None
    bodies = {ev.ref(w.event): ev.decode_body(w.body) for w in log.entries}
    foreign = fold((w.event for w in log.entries), lambda e: bodies[ev.ref(e)], computer=HERE, foreign={own.writer: 1})
    assert foreign.undo_step("ann") is None


def test_a_batch_is_one_step():
    log = Log()
    state = log.state()
    chain = log.open(state)
    first = log.add(chain, state, ev.ANNOTATION, {}, "ann", sample=b"1" * 16, answer="=a").event.seq
    last = log.add(chain, state, ev.ANNOTATION, {}, "ann", sample=b"2" * 16, answer="=a").event.seq
    log.add(chain, state, ev.BATCH, {"range": [first, last]}, "ann")
    assert undo(log, chain, state, "ann")
    assert labels(state, "ann") == {}
    assert not undo(log, chain, state, "ann")
    assert redo(log, chain, state, "ann")
    assert len(labels(log.state(), "ann")) == 2


def test_classes_are_folded_and_their_changes_undone():
    log = Log()
    state = log.state()
    chain = log.open(state)
    for n, name in enumerate(["Mild", "Severe", "Other"]):
        log.add(chain, state, ev.CLASS, {"op": "add", "name": name, "colour": n}, "ann", answer=f"c{n}")
    log.add(chain, state, ev.CLASS, {"op": "rename", "name": "Moderate"}, "ann", answer="c0")
    log.add(chain, state, ev.CLASS, {"op": "order", "order": ["c2", "c0", "c1"]}, "ann")
    log.add(chain, state, ev.CLASS, {"op": "merge", "into": "c1"}, "ann", answer="c2")
    assert [c.name for c in state.classes()] == ["Other", "Moderate", "Severe"]
    assert [c.name for c in state.active_classes()] == ["Moderate", "Severe"]
    assert state.resolve_class("c2") == "c1"
    for _ in range(3):
        undo(log, chain, state, "ann")
    assert [c.name for c in state.classes()] == ["Mild", "Severe", "Other"]
    assert log.state().classes() == state.classes()


def test_chain_problems_are_found():
    log = Log()
    state = log.state()
    chain = log.open(state)
    for n in range(5):
        log.add(chain, state, ev.ANNOTATION, {}, "ann", sample=bytes([n]) * 16, answer="=a")
    events = [w.event for w in log.entries]
    assert ev.chain_problems(events) == []
    flipped = [e._replace(answer="=b") if e.seq == 3 else e for e in events]
    assert ev.chain_problems(flipped)
    assert ev.chain_problems([e for e in events if e.seq != 3])
    assert ev.chain_problems([e._replace(utc=1) if e.seq == 2 else e for e in events])


def test_digest_separates_neighbouring_fields():
    base = ev.Event(b"w" * 16, 1, 1, 0, 0, "ann", "open", b"", "", b"h" * 32, ev.GENESIS)
    assert ev.digest(base._replace(annotator="anno", kind="pen")) != ev.digest(base)
    assert ev.digest(base._replace(annotator="ann=", answer="")) != ev.digest(base._replace(answer="="))


def test_a_hundred_thousand_events_fold_fast_enough():
    """Not a timing test: one pass, linear. It fails by the suite's timeout if the fold turns quadratic."""
    log = Log()
    state = log.state()
    chain = log.open(state)
    bodies = {ev.ref(w.event): ev.decode_body(w.body) for w in log.entries}
    events = [w.event for w in log.entries]
    events += [
        chain.add(ev.ANNOTATION, {}, "ann", (n % 50_000).to_bytes(16, "big"), "=a").event for n in range(100_000)
    ]
    folded = fold(events, lambda e: bodies.get(ev.ref(e), {}), computer=HERE)
    assert sum(1 for _ in folded.annotations()) == 50_000
    assert len(folded.undo["ann"]) == 100_000


def test_a_made_up_retraction_neither_hangs_nor_recurses():
    log = Log()
    state = log.state()
    chain = log.open(state)
    answered = log.add(chain, state, ev.ANNOTATION, {}, "ann", sample=b"s" * 16, answer="=a").event
    itself = chain.seq + 1
    log.add(chain, state, ev.RETRACT, {"targets": [[chain.writer.hex(), itself, itself]]}, "ann")
    log.add(chain, state, ev.RETRACT, {"targets": [[chain.writer.hex(), answered.seq, 10**15]]}, "ann")
    assert list(state.annotations()) == []
    assert list(log.state().annotations()) == []


def test_undo_passes_over_what_was_taken_back_elsewhere():
    log = Log()
    state = log.state()
    chain = log.open(state)
    first = log.add(chain, state, ev.ANNOTATION, {}, "ann", sample=b"1" * 16, answer="=a").event
    second = log.add(chain, state, ev.ANNOTATION, {}, "ann", sample=b"2" * 16, answer="=a").event
    other = log.open(state, computer="elsewhere")
    log.add(other, state, ev.RETRACT, {"targets": [[second.writer.hex(), second.seq, second.seq]]}, "ann")
    assert state.undo_step("ann") == ((first.writer, first.seq, first.seq),)
    assert undo(log, chain, state, "ann")
    assert labels(state, "ann") == {}
    assert state.undo_step("ann") is None
    assert redo(log, chain, state, "ann")
    assert labels(state, "ann") == {b"1" * 16: "=a"}


def test_what_a_made_up_batch_says_of_copies_names_nothing():
    log = Log()
    state = State(log.body, HERE)
    chain = log.open(state)
    looked = log.add(chain, state, ev.ANNOTATION, {}, "ann", sample=bytes(16), answer="=a").event
    good = [looked.writer.hex(), looked.seq]
    strange = (
        *(7, "ab", {"a": 1}, [[]], [[None]], [["zz", 1]], [[5, 5]], [["00", "1"]], [["00", 1.5]], [["00", 1, 2]]),
        *([True], [good] * 100_000),
    )
    for copies in strange:
        last = log.add(chain, state, ev.ANNOTATION, {}, "ann", sample=bytes(16), answer="=a").event
        log.add(chain, state, ev.BATCH, {"range": [last.seq, last.seq], "copies": copies}, "ann")
    assert state.copied.source == {(last.writer, last.seq): (looked.writer, looked.seq)}
    assert state.copied.given[looked.writer, looked.seq] == ((last.writer, last.seq),)
    assert log.state().copied == state.copied
