"""Killing the real program at every stage, and looking at what is left of what it called saved."""

import csv
import os
import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from desktop_al.loop.exporting import export_project
from desktop_al.loop.locks import is_encrypted, lock, unlock
from desktop_al.store.verify import verify

STAGES = ("start", "first scan", "round", "commit", "close")
ROOT = Path(__file__).resolve().parents[2]
#: Answers in a run that is meant to be killed before it ends.
_LONG = 100_000


@dataclass
class Tally:
    """What was seen: kills by stage, annotations printed as saved, what went wrong, seconds to the worker's end."""

    kills: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STAGES, 0))
    saved: int = 0
    recovered_less: list[str] = field(default_factory=list)
    worker_seconds: list[float] = field(default_factory=list)


def make_pool(folder: Path, count: int) -> None:
    """Different short texts; names that sort naturally."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(7)
    words = ["valve", "pump", "sensor", "leak", "motor", "filter", "belt", "gauge", "switch", "relay", "cable", "fuse"]
    for number in range(count):
        text = " ".join(rng.choice(words) for _ in range(40))
        (folder / f"note-{number}.txt").write_text(f"{number}: {text}", "utf-8")


class Killer:
    """One project, killed again and again; every annotation printed as saved is remembered. ``passphrase``: the project
    is encrypted with it."""

    def __init__(self, place: Path, pool: Path, seed: int, passphrase: str = "") -> None:
        self.passphrase = passphrase
        self.place = place
        self.pool = pool
        self.project = place / "killed.dal"
        self.rng = random.Random(seed)
        self.saved: dict[str, tuple[str, str]] = {}
        self.tally = Tally()

    def run(self, stage: str) -> None:
        """Start the program, kill it in ``stage``, check what is left."""
        project = self.project
        if stage == "first scan":
            project = self.place / f"fresh-{self.tally.kills[stage]}.dal"
        count = self.rng.randint(3, 8) if stage == "close" else _LONG
        lines = self._play_and_kill(project, stage, count)
        self.tally.kills[stage] += 1
        saved = self.saved if project == self.project else {}
        for line in lines:
            if line.startswith("saved\t"):
                _, seq, sample, answer = line.split("\t")
                saved[seq] = (sample, answer)
                self.tally.saved += 1
        self._check(project, stage, saved)
        if project != self.project:
            for file in self.place.glob(f"{project.name}*"):
                file.unlink()

    def _play_and_kill(self, project: Path, stage: str, count: int) -> list[str]:
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", DESKTOP_AL_HOME=str(self.place / "home"))
        if self.passphrase:
            environment["DESKTOP_AL_PASSPHRASE"] = self.passphrase
        command = [
            sys.executable,
            "-m",
            "desktop_al.cli",
            "demo",
            "--folder",
            str(self.pool),
            "--project",
            str(project),
            *(["--encrypt"] if self.passphrase else []),
        ]
        process = subprocess.Popen(
            [*command, "--autoplay", str(count)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
            cwd=ROOT,
        )
        lines: list[str] = []
        grown = threading.Event()

        def read() -> None:
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(line.rstrip("\n"))
                grown.set()

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        self._wait_for(stage, project, process, lines, grown, count)
        family = [process.pid, *(child.pid for child in _children(process.pid))]
        if process.poll() is None:
            process.kill()
        killed = time.monotonic()
        process.wait(10)
        reader.join(10)
        while any(_alive(pid) for pid in family) and time.monotonic() - killed < 5:
            time.sleep(0.02)
        left = time.monotonic() - killed
        self.tally.worker_seconds.append(left)
        if left > 2.0:
            self.tally.recovered_less.append(f"{stage}: a process was left after {left:.1f} s")
        return lines

    def _wait_for(
        self,
        stage: str,
        project: Path,
        process: "subprocess.Popen[str]",
        lines: list[str],
        grown: threading.Event,
        count: int,
    ) -> None:
        def wait(enough: int) -> None:
            end = time.monotonic() + 60
            while len(lines) < enough and process.poll() is None and time.monotonic() < end:
                grown.wait(0.05)
                grown.clear()

        if stage == "start":
            time.sleep(self.rng.uniform(0.0, 1.6))
        elif stage == "first scan":
            end = time.monotonic() + 30
            while not project.exists() and process.poll() is None and time.monotonic() < end:
                time.sleep(0.002)
            time.sleep(self.rng.uniform(0.0, 1.2))
        elif stage == "round":
            # The first round of an opening starts with its first seconds; later ones every ten answers.
            wait(self.rng.randint(1, 25))
            time.sleep(self.rng.uniform(0.05, 0.8))
        elif stage == "commit":
            wait(self.rng.randint(1, 30))
            time.sleep(self.rng.uniform(0.0, 0.02))
        else:
            wait(count)
            time.sleep(self.rng.uniform(0.0, 0.4))

    def _check(self, project: Path, stage: str, saved: dict[str, tuple[str, str]]) -> None:
        wrong = self.tally.recovered_less
        if not project.exists():
            if saved:
                wrong.append(f"{stage}: the project is gone")
            return
        if self.passphrase:
            if not is_encrypted(project):
                wrong.append(f"{stage}: the project is not encrypted")
                return
            unlock(project, self.passphrase)
        try:
            self._compare(project, stage, saved)
        finally:
            lock(project)

    def _compare(self, project: Path, stage: str, saved: dict[str, tuple[str, str]]) -> None:
        wrong = self.tally.recovered_less
        result = verify(project)
        if not result.ok:
            wrong.append(f"{stage}: {'; '.join(result.problems)}")
        out = self.place / "out.csv"
        export_project(project, "csv", out)
        with open(out, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        kept: dict[str, list[tuple[str, str]]] = {}
        for row in rows:
            kept.setdefault(row["seq"], []).append((row["sample"], row["label"]))
        for seq, answer in saved.items():
            if kept.get(seq) != [answer]:
                wrong.append(f"{stage}: saved {seq} {answer} is now {kept.get(seq)}")
        samples = [row["sample"] for row in rows]
        if len(set(samples)) != len(samples):
            wrong.append(f"{stage}: a sample was answered twice")


def _children(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
