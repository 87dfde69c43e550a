"""Commands that a document shows, run as they stand: the README's and the guide's."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest

from desktop_al.learn.stopping_file import history_json
from tests.benchmarks.annotators import Person, answers
from tests.benchmarks.pace import as_csv
from tests.learn.stop_histories import PLANTED, exact, spaced

ROOT = Path(__file__).resolve().parents[1]
LEVELS = ("low", "middle", "high")


def blocks(path: Path, language: str = "sh") -> list[str]:
    """The fenced blocks of a document in a language."""
    return re.findall(rf"```{language}\n(.*?)```", path.read_text("utf-8"), re.DOTALL)


def prepare(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that shown commands read, in ``place``, and surroundings without anybody's settings."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("DESKTOP_AL_HOME", str(place / "home"))
    monkeypatch.delenv("DESKTOP_AL_WEIGHTS", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("DESKTOP_AL_PASSPHRASE", "several words that nobody knows")
    (place / "known.csv").write_text("sample,label\nsample-0001.txt,interpolation\n", "utf-8")
    (place / "findings.csv").write_text("Datei;Befund;Leser\nsample-0001.txt;interpolation;Bo\n", "utf-8")
    (place / "ratings.csv").write_text(
        "annotator,sample,label\n"
        + "".join(f"{who},{n},{LEVELS[n % 3 - (n % 5 == who)]}\n" for who in (1, 2) for n in range(30)),
        "utf-8",
    )
    as_csv(answers(Person(), np.random.default_rng(0)), place / "answers.csv")
    history = history_json(exact(PLANTED["usual"], spaced(900)))
    (place / "history.json").write_text(json.dumps(history), "utf-8")


def run_commands(lines: Iterable[str], place: Path, before: Callable[[str], None] = lambda _: None) -> None:
    """Run each line in ``place``; ``before`` hears the command's name first."""
    for line in lines:
        name, *arguments = shlex.split(line)
        assert name == "desktop-al"
        before(arguments[0])
        done = subprocess.run(
            [sys.executable, "-m", "desktop_al.cli", *arguments], cwd=place, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{line}: {done.stderr}"


def thin_out(folder: Path, count: int) -> None:
    """Leave so many files in a folder."""
    for path in sorted(folder.iterdir())[count:]:
        path.unlink()
