"""Projects with a report."""

import pytest

from desktop_al.core import events as ev
from tests.loop.several import errs, make_study


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """Three annotators, every sample shared, timed answers of the owner, and the features of the pool."""
    study = make_study(tmp_path_factory.mktemp("three"), 90, audit_share=0.4)
    body = {"active": 4.0, "seconds": 5.0, "arm": "absent"}
    study.write(
        lambda own: [
            own.add(ev.ANNOTATION, body, "ann", study.rows[n].id, study.answer(study.true(n))) for n in range(90)
        ]
    )
    study.label("bea", errs(0.15, "AB", 1), range(80))
    study.label("cyd", errs(0.25, "AB", 2), range(5, 75))
    study.label("cyd", lambda *_: ev.UNSURE, range(75, 80))
    study.label("bea", lambda *_: "x:focus", range(80, 84))
    study.label("bea", errs(0.3, "AB", 3), range(30), kind=ev.REPEAT)
    study.known(ev.DECISION, {3: "A", 4: "B"})
    return study
