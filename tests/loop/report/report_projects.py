"""Projects with a report, for its tests."""

import contextlib
import io
import json

from desktop_al.cli import main
from desktop_al.loop.reporting import Wishes
from tests.loop.several import Study

QUICK = Wishes(bootstrap=300, with_model=False)


def run(*arguments: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main([str(one) for one in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
    return code, out.getvalue(), err.getvalue()


def verify(study: Study) -> dict:
    code, out, err = run("verify", study.path, "--json")
    assert code == 0, err
    return json.loads(out)
