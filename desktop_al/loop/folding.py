"""The state of a project read from its file: at once for commands, in steps for reports made beside the window."""

from collections.abc import Callable, Generator

from desktop_al.core.events import Event
from desktop_al.core.state import State, fold, order_key
from desktop_al.loop.record import body_reader
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import read_events, read_foreign

_EVENTS_AT_ONCE = 10_000


def read_state(connection: sqlite3.Connection) -> State:
    """All events folded as the window does it: what came in by a merge or was handed out was not done here, so that it
    says neither where the samples lie nor who worked last."""
    return fold(read_events(connection), body_reader(connection), foreign=read_foreign(connection))


def folded(
    connection: sqlite3.Connection, before: Callable[[State, Event], None] | None = None
) -> Generator[float, None, State]:
    """All events folded, yielding a share of the work up to .1; ``before`` is called with each event that is about to
    be applied, and the state that it meets."""
    events = []
    for number, event in enumerate(read_events(connection)):
        events.append(event)
        if number % _EVENTS_AT_ONCE == _EVENTS_AT_ONCE - 1:
            yield 0.0
    events.sort(key=order_key)
    state = State(body_reader(connection), foreign=read_foreign(connection))
    for number, event in enumerate(events):
        if before is not None:
            before(state, event)
        state.apply(event)
        if number % _EVENTS_AT_ONCE == _EVENTS_AT_ONCE - 1:
            yield 0.1 * number / len(events)
    return state
