"""The audit trail of a long log: how long the worker takes to read it, to answer a filter and to write it."""

import os
import random
import tempfile
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from desktop_al.core import events as ev
from desktop_al.core.chain import Chain, Written
from desktop_al.core.signing import sign_body, to_sign
from desktop_al.loop.audit import Trail, audit_page
from desktop_al.loop.audit_file import export_trail
from desktop_al.loop.audit_screen import AuditFilter, AuditRequest
from desktop_al.store.project_file import SampleRow, create
from desktop_al.store.verify import verify


def _log(count: int, samples: int, seed: int) -> Iterator[Written]:
    rng, clock = random.Random(seed), iter(range(1_700_000_000_000_000, 10**18, 4_000_000))
    now = [0]

    def utc() -> int:
        now[0] = next(clock)
        return now[0]

    chain = Chain(os.urandom(16), 0, utc, lambda: now[0] - 1_600_000_000_000_000, os.urandom)
    yield chain.add(ev.OPEN, {"computer": "c" * 32}, "ann")
    yield chain.add(ev.PROJECT, {"name": "p", "kind": "text", "seed": 1, "audit_share": 0.1}, "ann")
    for number in range(5):
        yield chain.add(ev.CLASS, {"op": "add", "name": f"Class {number}", "colour": number}, "", answer=f"c{number}")
    body = {"arm": "shown", "chosen": "learner", "reason": "uncertain", "round": 3, "seconds": 4.1, "active": 3.9}
    body |= {"idle": 0.0, "away": [0, 0.0], "first": 0.4, "pause": 0.2, "size": 12.0, "protocol": "a" * 12}
    body |= {"position": 5, "again": False, "seen": {"zoom": 2}, "suggested": "c1", "p": 0.7, "order": [1, 2, 3]}
    for _ in range(count):
        sample = rng.randrange(samples).to_bytes(16, "big")
        more = {"change_reason": "a slip of the hand"} if rng.random() < 0.02 else {}
        yield chain.add(ev.ANNOTATION, body | more, "ann", sample, f"=c{rng.randrange(5)}")


def make(path: Path, count: int, seed: int = 1) -> list[SampleRow]:
    """A project with ``count`` answers to half as many samples."""
    samples = count // 2
    rows = [
        SampleRow(i, i.to_bytes(16, "big"), f"s{i:06d}.txt", -1, "text", 10, 0, 0, 0, b"d" * 32, "", 0)
        for i in range(samples)
    ]
    create(path, _log(count, samples, seed), rows)
    return rows


def _ended(work: Generator[float, None, Any]) -> tuple[Any, float, float]:
    """Result, seconds, and the longest of them in one step."""
    began = last = time.perf_counter()
    longest = 0.0
    try:
        while True:
            next(work)
            longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
    except StopIteration as done:
        ended = time.perf_counter()
        return done.value, ended - began, max(longest, ended - last)


def measure(count: int = 100_000, seed: int = 1) -> Iterator[tuple[str, float]]:
    """What was measured, and the seconds it took."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "p.dal"
        rows, trail = make(path, count, seed), Trail()

        def ask(asked: AuditFilter) -> tuple[Any, float, float]:
            return _ended(audit_page(trail, path, AuditRequest("ann", False, asked), rows))

        _, seconds, longest = ask(AuditFilter())
        yield "first page, log read", seconds
        yield "longest step without giving control back", longest
        yield "next page", ask(AuditFilter())[1]
        yield "words, first time", ask(AuditFilter(words="slip"))[1]
        yield "words again", ask(AuditFilter(words="class 3"))[1]
        yield "sample", ask(AuditFilter(sample="s00001"))[1]
        began = time.perf_counter()
        sign_body(to_sign(trail.state, "ann", "labelled"), "Ann", "a" * 12, passphrase=False)
        yield "signing everything, in the worker", time.perf_counter() - began
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as other:
            export_trail(path, Path(other) / "trail.csv")
        yield "export as CSV, log read anew", time.perf_counter() - began
        began = time.perf_counter()
        verify(path)
        yield "verify", time.perf_counter() - began


if __name__ == "__main__":
    for what, seconds in measure():
        print(f"{seconds:8.2f} s  {what}")
