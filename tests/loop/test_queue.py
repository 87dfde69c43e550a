"""The queue against what it promises, whatever happens in between."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_al.loop.queue import HELD, Pick, Queue, Stream
from desktop_al.people.assignment import audit_mask, is_turn

ACTIONS = st.lists(
    st.sampled_from(["answer", "answer", "answer", "answer", "ranking", "vanish", "back", "undo"]), max_size=80
)


@settings(max_examples=150, deadline=None)
@given(ACTIONS, st.integers(0, 1000), st.integers(1, 60), st.sampled_from([0.0, 0.1, 0.3, 1.0]))
def test_the_queue_keeps_its_promises(actions, seed, count, share):
    rng = np.random.default_rng(seed)
    audit = audit_mask(rng.integers(0, 2**64, count, dtype=np.uint64), seed, share)
    order = rng.permutation(count)
    answered: list[int] = []
    vanished: set[int] = set()
    queue = Queue(seed, lambda place: place not in answered and place not in vanished)

    def set_pool():
        queue.set_pool(order.astype(np.int64), [Stream("audit", order[audit[order]].astype(np.int64), share)], audit)

    def serve():
        queue.drop_unusable()
        queue.fill(len(answered), HELD + 4)

    set_pool()
    serve()
    for action in actions:
        held = [pick for pick in list(queue.upcoming)[:HELD] if pick.place not in vanished]
        if action == "answer" and queue.upcoming:
            pick = queue.upcoming.popleft()
            held = [other for other in held if other is not pick]
            assert pick.place not in answered
            answered.append(pick.place)
            serve()
            assert list(queue.upcoming)[: len(held)] == held
        elif action == "ranking":
            ranked = rng.permutation(np.flatnonzero(~audit))[: rng.integers(0, count + 1)].astype(np.int32)
            queue.set_ranking(ranked, ("uncertain",) * len(ranked))
            serve()
            assert list(queue.upcoming)[: len(held)] == held
        elif action == "vanish":
            vanished.add(int(rng.integers(count)))
            serve()
        elif action == "back":
            vanished.clear()
            set_pool()
            serve()
        elif action == "undo" and answered:
            place = answered.pop()
            queue.upcoming = type(queue.upcoming)(p for p in queue.upcoming if p.place != place)
            queue.upcoming.appendleft(Pick(place, "undone"))
        places = [pick.place for pick in queue.upcoming]
        assert len(set(places)) == len(places)
        assert not any(audit[p.place] != (p.source == "audit") for p in queue.upcoming if p.source != "undone")
    vanished.clear()
    set_pool()
    serve()
    while queue.upcoming:
        answered.append(queue.upcoming.popleft().place)
        serve()
    assert sorted(answered) == list(range(count))


def test_nothing_is_lost_between_scans_however_often_the_ranking_changes():
    """Rankings shorter than the pool, and no new look at the folder: still every sample comes, each once."""
    rng = np.random.default_rng(1)
    count = 400
    audit = audit_mask(rng.integers(0, 2**64, count, dtype=np.uint64), 1, 0.1)
    order = rng.permutation(count)
    answered: list[int] = []
    done: set[int] = set()
    queue = Queue(1, lambda place: place not in done)
    queue.set_pool(order.astype(np.int64), [Stream("audit", order[audit[order]].astype(np.int64), 0.1)], audit)
    sources = []
    while True:
        if len(answered) % 5 == 0:
            left = rng.permutation([p for p in range(count) if p not in done and not audit[p]])[:30].astype(np.int32)
            queue.set_ranking(left, ("uncertain",) * len(left))
        queue.fill(len(answered), HELD + 4)
        if not queue.upcoming:
            break
        pick = queue.upcoming.popleft()
        answered.append(pick.place)
        done.add(pick.place)
        sources.append(pick.source)
    assert sorted(answered) == list(range(count))
    # About one in ten while there are audit samples, and never more than two turns from where they belong.
    first = sources[:200]
    assert abs(first.count("audit") - sum(is_turn(k, 1, 0.1) for k in range(200))) <= 5
