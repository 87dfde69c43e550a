"""A project read from Python: the same as the exports say, never a byte written, quickly."""

import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import desktop_al
from desktop_al.core import events as ev
from desktop_al.core.chain import Chain
from desktop_al.core.errors import BadArgument, CannotOpen, NeedsPassphrase, WrongPassphrase
from desktop_al.core.study import StudyDesign
from desktop_al.loop.export_wish import Wish
from desktop_al.loop.exporting import export_labels
from desktop_al.loop.handing_out import hand_out
from desktop_al.loop.locks import lock
from desktop_al.loop.merging import merge_projects
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.record import Clock
from desktop_al.loop.results import results
from desktop_al.loop.sample_labels import RULES
from desktop_al.media.samples import sample_id
from desktop_al.store.project_file import SampleRow, create
from tests.loop.desk import Desk, exported, make, make_texts
from tests.loop.several import errs, make_study


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = make(tmp_path, make_texts(tmp_path / "texts", 20))
    with Desk(path) as desk:
        desk.read()
        for _ in range(8):
            desk.label()
        desk.ready()
        assert desk.project.unsure()
    return path


def files_of(path: Path) -> dict[str, tuple[int, int, bytes]]:
    return {
        beside.name: (beside.stat().st_mtime_ns, beside.stat().st_size, beside.read_bytes())
        for beside in path.parent.glob("p.dal*")
        if beside.is_file()
    }


def test_the_tables_say_what_the_exports_say(labelled: Path) -> None:
    before = files_of(labelled)
    with desktop_al.open(labelled) as project:
        assert [one.name for one in project.classes] == ["A", "B"]
        assert len(project.samples) == 20
        assert set(project.samples["kind"]) == {"text"}
        rows = list(project.annotations)
        found = project.results()
        assert project.verify().ok
        assert project.verify().annotations == 9
        assert "20 samples" in repr(project)
    after = files_of(labelled)
    # The database's own, for those who read it at the same time.
    assert {after.pop(name)[2] for name in ("p.dal-wal",) if name in after} <= {b""}
    after.pop("p.dal-shm", None)
    assert after == before, "something was written"
    told = exported(labelled)
    assert len(rows) == len(told) == 9
    for row, of_export in zip(rows, told, strict=True):
        assert row.labels == ((row.label,) if row.label else ())
        for name in set(row._fields) - {"labels"}:
            value = getattr(row, name)
            if name == "probability" and value is not None:
                assert float(of_export[name]) == value
            else:
                assert of_export[name] == ("" if value is None else str(value))
    with Desk(labelled) as desk:
        expected = results(desk.project.state, desk.project.pool)
    # The one "unsure" is left out, as of an export.
    assert [(r.sample, r.label) for r in found] == [(r.sample, r.label) for r in expected if r.provenance != "open"]
    assert len(found) == 8
    assert project.results("single")["label"] == project.results("majority")["label"]
    for wrong in (lambda: project.results("loudest"), lambda: project.samples["label"]):
        with pytest.raises(BadArgument):
            wrong()
    with pytest.raises(AttributeError):
        project.path = Path("x")  # type: ignore[misc]


def test_while_a_window_has_it_open_each_opening_sees_what_was_saved(labelled: Path) -> None:
    with Desk(labelled) as desk:
        desk.read()
        with desktop_al.open(labelled) as project:
            desk.label()
            assert desk.project.wait_saved(20)
            assert len(project.annotations) == 9
            assert len(desktop_al.open(labelled).annotations) == 10


def test_a_place_that_cannot_be_written(labelled: Path) -> None:
    held = [labelled.parent, *labelled.parent.glob("p.dal*")]
    modes = [place.stat().st_mode for place in held]
    try:
        for place in reversed(held):
            place.chmod(0o555 if place.is_dir() else 0o444)
        assert len(desktop_al.open(str(labelled)).annotations) == 9
    finally:
        for place, mode in zip(held, modes, strict=True):
            place.chmod(mode)


def test_an_encrypted_project_is_locked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESKTOP_AL_PASSPHRASE", raising=False)
    path, words = tmp_path / "p.dal", "several words that nobody knows"
    folder = make_texts(tmp_path / "texts", 5)
    create_project(NewProject(path, folder, ("A", "B"), "ann", passphrase=words), tmp_path / "home")
    lock(path)
    with pytest.raises(NeedsPassphrase):
        desktop_al.open(path)
    with pytest.raises(WrongPassphrase):
        desktop_al.open(path, "another one")
    with desktop_al.open(path, words) as project:
        assert project.verify().ok
        assert len(project.classes) == 2
    with pytest.raises(NeedsPassphrase):
        desktop_al.open(path)
    monkeypatch.setenv("DESKTOP_AL_PASSPHRASE", words)
    desktop_al.open(path).close()


def test_who_reads_an_encrypted_project_beside_another_reader_needs_the_passphrase_and_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DESKTOP_AL_PASSPHRASE", raising=False)
    path, words = tmp_path / "p.dal", "several words that nobody knows"
    create_project(
        NewProject(path, make_texts(tmp_path / "t", 3), ("A", "B"), "ann", passphrase=words), tmp_path / "home"
    )
    lock(path)
    first = desktop_al.open(path, words)
    with pytest.raises(NeedsPassphrase):
        desktop_al.open(path)
    with pytest.raises(WrongPassphrase):
        desktop_al.open(path, "another one")
    second = desktop_al.open(path, words)
    first.close()
    first.close()
    assert second.verify().ok
    second.close()
    with pytest.raises(NeedsPassphrase):
        second.verify()
    assert len(second.classes) == 2

    def read(number: int) -> int:
        with desktop_al.open(path, words) as project:
            return len(project.classes) if project.verify().ok else -number

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read, range(8))) == [2] * 8
    with pytest.raises(NeedsPassphrase):
        desktop_al.open(path)


def test_results_are_those_of_the_export_by_every_rule(tmp_path: Path) -> None:
    study = make_study(tmp_path, 40, classes=("A|B", "C", "D"))
    names = ("A|B", "C", "D")
    for number, who in enumerate(("bea", "cyd", "dan")):
        study.label(who, errs(0.1 + 0.2 * number, names, number), range(number, 36 + number))
    study.label("cyd", lambda *_: "x:focus", [38])
    study.known(ev.DECISION, {3: "C", 4: "D"})
    with desktop_al.open(study.path) as project:
        assert {row.labels for row in project.annotations if row.label == "A|B"} == {("A|B",)}
        for rule in RULES:
            out = tmp_path / f"{rule}.jsonl"
            export_labels(study.path, Wish("jsonl", "samples", rule), out)
            wanted = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
            found = project.results(rule)
            assert len(found) > 2
            assert [row._asdict() for row in found] == [{name: one[name] for name in found.names} for one in wanted]


def test_a_copy_for_somebody_who_works_blind_has_the_own_results_alone(tmp_path: Path) -> None:
    study = make_study(tmp_path, 30)
    study.design(StudyDesign(("bea", "cyd"), overlap_share=1.0, gold_share=0, independent=True, pool=30, planned=30))
    hand_out(study.path, "bea", tmp_path / "b.dal", study.home)
    with desktop_al.open(tmp_path / "b.dal") as project:
        with pytest.raises(BadArgument, match="blind"):
            project.results()
        assert len(project.results("single")) == 0
        assert not {row.path for row in study.rows} & set(project.samples["sample"])


def test_a_copy_into_which_another_was_merged_stays_its_annotators(tmp_path: Path) -> None:
    study = make_study(tmp_path, 30)
    study.design(StudyDesign(("bea", "cyd"), overlap_share=1.0, gold_share=0, independent=True, pool=30, planned=30))
    copies = {who: tmp_path / f"{who}.dal" for who in ("bea", "cyd")}
    for number, (who, path) in enumerate(copies.items(), 1):
        hand_out(study.path, who, path, study.home)
        replace(study, path=path).label(who, lambda *_: "A", range(2 * number))
    for who, other, count in (("bea", "cyd", 2), ("cyd", "bea", 4)):
        mine = tmp_path / f"{who}-and-{other}.dal"
        shutil.copy(copies[who], mine)
        merge_projects(mine, [copies[other]], study.home)
        with desktop_al.open(mine) as project:
            assert set(project.annotations["annotator"]) == {who}
            assert len(project.annotations) == len(project.results("single")) == count


def test_a_damaged_answer_is_said(labelled: Path) -> None:
    project = desktop_al.open(labelled)
    first, *others = project._answers
    damaged = replace(project, _answers=((*first[:3], b"{no JSON"), *others))
    with pytest.raises(CannotOpen, match="damaged"):
        damaged.annotations  # noqa: B018


def test_what_is_no_project_is_said(tmp_path: Path) -> None:
    (tmp_path / "text.dal").write_text("no project", "utf-8")
    for name in ("nowhere.dal", "text.dal"):
        with pytest.raises(CannotOpen, match=name):
            desktop_al.open(tmp_path / name)
    with pytest.raises(CannotOpen):
        desktop_al.open(tmp_path)


def test_the_package_alone_loads_nothing_and_reading_no_window_and_no_learning(labelled: Path) -> None:
    code = (
        "import sys, desktop_al\n"
        "assert not [m for m in sys.modules if m.startswith('desktop_al.') or m == 'numpy']\n"
        f"project = desktop_al.open({str(labelled)!r})\n"
        "assert len(project.annotations) == 9\n"
        "print([m for m in ('PySide6', 'sklearn', 'scipy', 'cv2', 'onnxruntime') if m in sys.modules])\n"
        "assert len(project.results()) == 8\n"
        "assert not [m for m in ('PySide6', 'sklearn', 'onnxruntime') if m in sys.modules]\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "[]\n"


def large(path: Path, samples: int, answers: int) -> None:
    clock = Clock()
    chain = Chain(os.urandom(16), 0, clock.utc, clock.monotonic, os.urandom)
    names = [f"f{i % 100:02d}/s{i:06d}.txt" for i in range(samples)]
    rows = [SampleRow(i, sample_id(n), n, -1, "text", 1000, 1, 0, 0, os.urandom(16)) for i, n in enumerate(names)]
    settings = {"name": "large", "kind": "text", "seed": 1, "audit_share": 0.1, "strategy": "recommended"}
    body = {"arm": "shown", "chosen": "uncertain", "reason": "", "protocol": "dd41a4661250", "p": 0.5, "active": 3.1}

    def entries():
        yield chain.add(ev.OPEN, {"computer": "x"}, "ann")
        yield chain.add(ev.PROJECT, settings, "ann")
        yield chain.add(ev.FOLDER, {"folder": "\n/nowhere"}, "ann")
        for k in range(8):
            yield chain.add(ev.CLASS, {"op": "add", "name": f"class {k}", "colour": k}, "", answer=f"c{k}")
        for i in range(answers):
            given = body | {"round": i // 10, "suggested": f"c{i % 8}"}
            yield chain.add(ev.ANNOTATION, given, "ann", rows[2 * i].id, ev.label_answer([f"c{i % 8}"]))

    create(path, entries(), rows)


@pytest.mark.slow
def test_a_large_project_is_open_within_two_seconds(tmp_path: Path) -> None:
    large(tmp_path / "p.dal", 100_000, 50_000)
    began = time.perf_counter()
    project = desktop_al.open(tmp_path / "p.dal")
    seconds = time.perf_counter() - began
    assert (len(project.samples), len(project.annotations)) == (100_000, 50_000)
    assert seconds < 2, f"{seconds:.2f} s"


def test_a_thousand_annotations_are_read_as_a_table(tmp_path: Path) -> None:
    large(tmp_path / "p.dal", 2_000, 1_000)
    project = desktop_al.open(tmp_path / "p.dal")
    assert project.annotations["label"][:9] == tuple(f"class {k % 8}" for k in range(9))
    assert len(project.results("single")) == 1_000
    assert project.name == "large"
