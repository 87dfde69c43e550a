"""A day of work in a real project."""

import pytest

from desktop_al.core import events as ev
from tests.loop.audit.audit_stand import FORMULA, Hands
from tests.loop.desk import Desk, make, make_texts


@pytest.fixture(scope="module")
def day_of_work(tmp_path_factory):
    """One of each, on a clock that is set back in between. Returns the file and what was answered."""
    place = tmp_path_factory.mktemp("audit")
    path = make(place, make_texts(place / "texts", 8))
    hands = Hands()
    told = {}
    with Desk(path, clock=hands.clock()) as desk:
        desk.scanned()
        project = desk.project
        hands.pass_(5)
        first = desk.label("A")
        told["first"] = first
        hands.pass_(5)
        desk.label("B")
        # Taken back, and given again otherwise.
        hands.pass_(5)
        project.undo()
        desk.label("A")
        hands.pass_(5)
        project.serving.visit(desk.place(first))
        desk.until(lambda: project.serving.shown() is not None)
        project.label(desk.id("B"))
        desk.ready()
        project.comments.say(FORMULA)
        told["commented"] = desk.name_on_screen()
        project.comments.erase(desk.place(told["commented"]), "names a patient")
        project.comments.say("blurred")
        added = project.editing.add("Severe")
        project.editing.rename(added, "Very severe")
        project.editing.merge(added, desk.id("B"))
        project.editing.set_protocol("## A\n\nAll valves.")
        project.editing.set_scale("ordinal")
        project.edited()
        hands.wall -= 3600 * 1_000_000
        project.unsure()
        fresh = [p for p in range(8) if not project.state.in_force("ann", project.pool.rows[p].id)]
        project.relabel(fresh[:2], ev.label_answer([desk.id("A")]))
        assert project.wait_saved(10)
    return path, told
