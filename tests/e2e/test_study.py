"""A whole study: handed out, labelled blind in processes of their own, merged, adjudicated in the window, exported."""

import csv
import itertools
import json
import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict

import numpy as np
import pytest

from desktop_al.core.state import fold
from desktop_al.loop.demo_study import CONFUSIONS, DESIGN, copies_folder
from desktop_al.loop.exporting import export_project
from desktop_al.loop.merging import merge_projects
from desktop_al.loop.record import body_reader
from desktop_al.store.project_file import close_file, open_project, read_events
from desktop_al.store.verify import verify

DECIDED = 6


def run(*arguments, home):
    command = [sys.executable, "-m", "desktop_al.cli", *map(str, arguments), "--home", str(home)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    project = folder / "study.dal"
    told = run("demo", "--study", "--project", project, "--autoplay", DECIDED, home=folder / "home")
    return folder, project, told.splitlines()


def planted(truth):
    """Alpha (nominal) that the planted errors lead to, over the pool's classes."""
    digits = sorted(set(truth.values()))
    share = np.array([sum(label == d for label in truth.values()) for d in digits]) / len(truth)
    tables = []
    for confusion in CONFUSIONS.values():
        table = np.eye(10)
        for true, given in confusion.items():
            for other, errors in given.items():
                table[digits.index(true), digits.index(other)] += errors
                table[digits.index(true), digits.index(true)] -= errors
        tables.append(table)
    observed = np.mean([1 - (share[:, None] * a * b).sum() for a, b in itertools.combinations(tables, 2)])
    pooled = np.mean([share @ table for table in tables], axis=0)
    return 1 - observed / (1 - (pooled**2).sum()), dict(zip(CONFUSIONS, tables, strict=True)), digits


def test_the_window_has_decided_what_was_open(study):
    folder, project, told = study
    assert told[-1] == f"done\t{DECIDED}"
    out = folder / "results.csv"
    run("export", project, "--format", "results", "--out", out, home=folder / "home")
    results = rows_of(out)
    by_provenance = Counter(row["provenance"] for row in results)
    assert by_provenance["adjudicated"] == DECIDED
    assert by_provenance["unanimous"] > 30
    truth = {row["path"]: row["label"] for row in rows_of(folder / "study-truth.csv")}
    decided = [line.split("\t")[2:] for line in told if line.startswith("saved")]
    assert {(row["sample"], row["label"]) for row in results if row["provenance"] == "adjudicated"} == {
        (sample, answer) for sample, answer in decided
    }
    assert all(truth[sample] == answer for sample, answer in decided)


def test_everybody_labelled_blind_and_what_came_from_where_is_recorded(study):
    folder, project, _ = study
    out = folder / "all.csv"
    run("export", project, "--format", "csv", "--out", out, home=folder / "home")
    rows = rows_of(out)
    assert {row["annotator"] for row in rows} == set(DESIGN.annotators)
    assert {row["suggestion_shown"] for row in rows} <= {"withheld", "absent"}
    for name in DESIGN.annotators:
        chosen = Counter(row["chosen_for"] for row in rows if row["annotator"] == name)
        assert chosen["overlap"] >= DESIGN.planned
        assert chosen["gold"] >= DESIGN.onboarding
        assert chosen["audit"] > 0
    # No file that was handed out holds a word of another annotator's.
    for copy in copies_folder(project).glob("*/study.dal"):
        own = {row["annotator"] for row in exported(copy, folder)}
        assert len(own) == 1
        data = copy.read_bytes()
        assert not [name for name in DESIGN.annotators if {name} != own and f'"by":"{name}"'.encode() in data]
        assert verify(copy).ok
    assert verify(project).ok


def exported(path, folder):
    out = folder / f"{path.parent.name}.csv"
    export_project(path, "csv", out)
    return rows_of(out)


def answers(path):
    file = open_project(path, look_only=True)
    state = fold(read_events(file.connection), body_reader(file.connection))
    close_file(file)
    return sorted((e.annotator, e.sample.hex(), e.answer, e.utc) for e in state.annotations())


def test_merged_in_any_order_it_is_the_same(study, tmp_path):
    _, project, _ = study
    copies = sorted(copies_folder(project).glob("*/study.dal"))
    seen = set()
    for number, order in enumerate(itertools.permutations(copies)):
        (tmp_path / str(number)).mkdir()
        target = tmp_path / str(number) / "study.dal"
        shutil.copy(order[0], target)
        for other in order[1:]:
            merge_projects(target, [other], tmp_path / "home")
        seen.add(tuple(answers(target)))
    assert len(seen) == 1
    assert list(next(iter(seen))) == answers(project)


def test_agreement_and_errors_are_those_that_were_planted(study):
    folder, project, _ = study
    truth = {row["path"]: row["label"] for row in rows_of(folder / "study-truth.csv")}
    alpha, tables, digits = planted(truth)
    table = folder / "overlap.csv"
    overlap = [row for row in exported(project, folder) if row["chosen_for"] == "overlap"]
    with open(table, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("annotator", "sample", "label"))
        writer.writerows((row["annotator"], row["sample"], row["label"]) for row in overlap)
    told = json.loads(run("agreement", table, "--levels", ",".join(digits), "--json", home=folder / "home"))
    measured = told["measures"]["krippendorff_alpha"]
    assert measured["low"] <= alpha <= measured["high"]
    assert measured["n"] >= DESIGN.planned
    # Each annotator's answers against the truth, by class: what was planted lies within the interval of its share.
    inside, cells = 0, 0
    for name, planned in tables.items():
        given = defaultdict(Counter)
        for row in exported(project, folder):
            if row["annotator"] == name:
                given[truth[row["sample"]]][row["label"]] += 1
        for i, true in enumerate(digits):
            total = given[true].total()
            for j, label in enumerate(digits):
                low, high = interval(given[true][label], total)
                inside += low <= planned[i, j] <= high
                cells += 1
    assert inside / cells > 0.9
    # The model of the annotators knows no truth, and finds it all the same.
    labels = told["dawid_skene"]["labels"]
    assert np.mean([truth[sample] == label for sample, label in labels.items()]) > 0.95


def interval(k, n, z=1.96):
    """Wilson (1927)."""
    if not n:
        return 0.0, 1.0
    centre, half = (k + z * z / 2) / (n + z * z), z / (n + z * z) * np.sqrt(k * (n - k) / n + z * z / 4)
    return max(0.0, centre - half), min(1.0, centre + half)
