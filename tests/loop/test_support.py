"""The log, the mark of a running program and the support file: useful, and without a name or a word of a sample."""

import ast
import getpass
import json
import logging
import os
import platform
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from desktop_al.core.errors import DesktopAlError
from desktop_al.loop import logbook
from desktop_al.loop.logbook import crashed_before, log_file, log_tail, mark_ended, mark_running, note_crash, start_log
from desktop_al.loop.messages import FeaturesRequest
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.loop.support import ProgramFacts, project_facts, save_support, support_text
from desktop_al.loop.worker import Handlers
from desktop_al.store import keyring
from tests.loop.desk import Desk

PROGRAM = ProgramFacts("1.2.3", "6.8.1", 1.5)
#: Each of these stands in a place that must never reach the log or the support file.
TELLING = ("Zanzibarfolder", "Quixotesample", "Mellonclass", "Ptarmiganclass", "Wolframannotator", "kumquatword")

log = logging.getLogger("desktop_al.tests")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    start_log(tmp_path / "home")
    yield tmp_path / "home"
    logbook.stop_log()


def raised(message: str) -> BaseException:
    try:
        raise ValueError(message)
    except ValueError as error:
        return error


def logged(home: Path) -> str:
    return log_file(home).read_text("utf-8")


# -- the log -------------------------------------------------------------------------------------------


def test_numbers_stay_and_texts_become_keyed_hashes(home: Path) -> None:
    name = "/home/kim/Secret folder/a.jpg"
    log.warning("read %d of %s", 7, name)
    log.warning("again: %s, %.2f", True, 0.5)
    log.warning("once more: %s, %s", Path(name), {"Secret": 1})
    log.warning("failed: %s", ValueError("Secret"))
    text = logged(home)
    (first, second) = re.findall(r"(?:read 7 of|once more:) (item-[0-9a-f]{16})\b", text)
    assert first == second == logbook.item(name)
    assert "again: True, 0.50" in text
    assert "failed: ValueError" in text
    assert "Secret" not in text
    assert first in "\n".join(log_tail(home))


def test_what_stands_for_an_item_cannot_be_guessed_and_stays_the_same(home: Path, tmp_path: Path) -> None:
    here = logbook.item("a.jpg")
    start_log(tmp_path / "another")
    assert logbook.item("a.jpg") != here, "another installation has another key"
    start_log(home)
    assert logbook.item("a.jpg") == here, "a name can be followed from start to start"
    key = (home / "log-key").read_text("ascii")
    assert bytes.fromhex(key) not in log_file(home).read_bytes()
    assert key not in support_text(home, PROGRAM, {})
    if os.name == "posix":
        assert (home / "log-key").stat().st_mode & 0o077 == 0
    project, other = tmp_path / "p.dal", tmp_path / "q.dal"
    keyring.put(project, bytearray(range(48)))
    own = logbook.item("a.jpg")
    keyring.put(other, bytearray(48))
    assert len({here, own, logbook.item("a.jpg")}) == 3, "each encrypted project has its own"
    keyring.forget(other)
    assert logbook.item("a.jpg") == own
    keyring.forget(project)
    assert logbook.item("a.jpg") == here


@pytest.mark.parametrize("content", ["", "no hex", "ab"])
def test_a_damaged_key_of_the_log_is_made_anew(tmp_path: Path, content: str) -> None:
    (tmp_path / "log-key").write_text(content, "ascii")
    start_log(tmp_path)
    logbook.stop_log()
    assert len(bytes.fromhex((tmp_path / "log-key").read_text("ascii"))) == 32


def test_an_error_keeps_its_words_to_itself_while_a_project_is_unlocked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    error = raised("Hush")
    logbook.tell_crash(sys.__excepthook__, type(error), error, error.__traceback__)
    assert "Hush" in capsys.readouterr().err
    keyring.put(tmp_path / "p.dal", bytearray(48))
    try:
        logbook.tell_crash(sys.__excepthook__, type(error), error, error.__traceback__)
        said = capsys.readouterr().err
        assert "Hush" not in said
        assert "ValueError" in said
        assert "Hush" not in logbook.fit_to_print("cannot open 'Hush' and /home/Hush")
    finally:
        keyring.forget(tmp_path / "p.dal")


@pytest.mark.parametrize(
    "message",
    [
        "cannot open /home/kim/Scan.png",
        r"C:\Users\kim\Scan.png is broken",
        'no class named "Scan"',
        "Scan.jpeg has no pixels",
        "written to kim@Scan",
    ],
)
def test_a_sentence_with_a_name_in_it_loses_the_name(home: Path, message: str) -> None:
    log.warning(message)
    assert "Scan" not in logged(home)
    assert "(left out)" in logged(home)


def test_errors_keep_their_kind_and_our_own_lines(home: Path) -> None:
    from desktop_al.media.texts import read_text

    try:
        read_text(b"", "no-such-encoding")  # type: ignore[call-arg]
    except Exception:
        log.exception("It failed.")
    try:
        json.loads("{Hush")
    except ValueError:
        log.exception("It failed again.")
    text = logged(home)
    assert "TypeError" in text
    assert "json.decoder.JSONDecodeError (lines of other code: " in text
    for secret in ("Hush", "encoding", "test_support", str(Path(__file__).parent)):
        assert secret not in text


def test_our_own_place_is_named(home: Path) -> None:
    try:
        save_support(Path("\0"), "x")
    except DesktopAlError:
        log.exception("It failed.")
    assert "at desktop_al/media/replace.py:" in logged(home)


def test_a_message_that_looks_like_a_traceback_gives_nothing_away(home: Path) -> None:
    fake = 'Traceback (most recent call last):\n  File "/home/kim/Hush.py", line 3\nHush: Hush\nHush\n'
    log.error("%s failed:\n%s", "Hush", f"{fake}{fake}")
    log.error("Failed.", exc_info=raised(fake))
    text = logged(home)
    assert "Hush" not in text
    assert text.count("Error (lines of other code: 1)") >= 2


def test_a_record_that_does_not_fit_its_arguments_is_still_written(home: Path) -> None:
    # Straight to the log: the test runner, which hears everything, cannot format the first one.
    (handler,) = [h for h in logging.getLogger("desktop_al").handlers if "LogCapture" not in type(h).__name__]
    for words, arguments in (("one %d", ("Hush",)), ("two %s", ()), ("three %s", ({"Hush": 1},))):
        handler.handle(log.makeRecord("x", logging.ERROR, "/home/Hush.py", 1, words, arguments, None))
    text = logged(home)
    assert text.count("\n") == 3
    assert "Hush" not in text


def test_a_crash_is_noted(home: Path) -> None:
    error = raised("Hush")
    note_crash(type(error), error, error.__traceback__)
    note_crash(KeyboardInterrupt, KeyboardInterrupt(), None)
    text = logged(home)
    assert text.count("CRITICAL") == 2
    assert "ValueError" in text
    assert "Hush" not in text


def test_the_log_stays_small(home: Path) -> None:
    for number in range(1_500):
        log.info("%d " + "and so on " * 200, number)
    files = sorted(log_file(home).parent.iterdir())
    assert len(files) == 5
    assert all(file.stat().st_size <= 512 * 1024 for file in files)
    assert " 1499 and so on" in logged(home).splitlines()[-1]
    assert len(log_tail(home, 50)) == 50


def test_no_place_for_a_log_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", "ascii")
    start_log(tmp_path / "home")
    log.warning("nobody hears this")
    mark_running(tmp_path / "home", True)
    mark_ended(tmp_path / "home")
    assert crashed_before(tmp_path / "home") is None
    assert log_tail(tmp_path / "home") == []
    assert (tmp_path / "home").read_text("ascii") == "a file"


def test_the_tail_shows_only_lines_of_this_log(home: Path) -> None:
    log.warning("mine %d", 1)
    with log_file(home).open("ab") as file:
        file.write(b"Hush\n2026-01-01T00:00:00Z ERROR Hush.py:3 Hush\n    at /home/Hush.py:1\n\xff\xfe\n")
        file.write(b"2026-01-01T00:00:00Z ERROR desktop_al/loop/a.py:3 in 'Hush' and /home/Hush\n")
    tail = "\n".join(log_tail(home))
    assert "mine 1" in tail
    assert "desktop_al/loop/a.py:3" in tail
    assert "Hush" not in tail


def test_every_sentence_in_the_code_is_written_out() -> None:
    """The log keeps the sentences of our own code: none may be put together from values."""
    calls = []
    for path in (Path(logbook.__file__).parent.parent).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr in ("debug", "info", "warning", "error", "exception", "critical") and (
                isinstance(node.func.value, ast.Name) and node.func.value.id in ("log", "_log")
            ):
                calls.append((path.name, node.lineno, isinstance(node.args[0], ast.Constant)))
    assert len(calls) >= 5
    assert [call for call in calls if not call[2]] == []


# -- the running mark ----------------------------------------------------------------------------------


def test_a_clean_end_leaves_no_mark(tmp_path: Path) -> None:
    mark_running(tmp_path, False)
    mark_running(tmp_path, True)
    assert crashed_before(tmp_path) is None, "this very process runs"
    mark_ended(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("project_open", [True, False])
def test_a_killed_program_is_told_once(tmp_path: Path, project_open: bool) -> None:
    code = "import sys, time, pathlib; from desktop_al.loop.logbook import mark_running\n"
    code += f"mark_running(pathlib.Path(sys.argv[1]), {project_open}); print('up', flush=True); time.sleep(60)"
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline().strip() == b"up"
    assert crashed_before(tmp_path) is None, "it still runs"
    started = psutil.Process(child.pid).create_time()
    child.kill()
    child.wait()
    child.stdout.close()
    report = crashed_before(tmp_path)
    assert report is not None
    assert report.project_open is project_open
    assert abs(report.started.timestamp() - started) < 1
    assert crashed_before(tmp_path) is None


def test_a_number_used_again_is_not_the_same_program(tmp_path: Path) -> None:
    """A process with the number of the old one runs, and began later."""
    old = {"pid": os.getppid(), "started": psutil.Process(os.getppid()).create_time() - 3600, "project_open": True}
    (tmp_path / f"running-{os.getppid()}.json").write_text(json.dumps(old), "ascii")
    # The same for the number that this process has now.
    own = {"pid": os.getpid(), "started": psutil.Process().create_time() - 7200, "project_open": False}
    (tmp_path / f"running-{os.getpid()}.json").write_text(json.dumps(own), "ascii")
    report = crashed_before(tmp_path)
    assert report is not None
    assert report.project_open, "the newer of the two"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"[]", b'{"started": "x"}', b'{"started": 1e300}', b'{"started": NaN}', b"null"]
)
def test_a_broken_mark_is_put_away(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "running-4999999.json").write_bytes(content)
    (tmp_path / "running-Hush.json").write_bytes(content)
    (tmp_path / f"running-{10**30}.json").write_bytes(content)
    assert crashed_before(tmp_path) is None
    assert [path.name for path in tmp_path.iterdir()] == ["running-Hush.json"]


# -- the support file ----------------------------------------------------------------------------------


def telling_project(tmp_path: Path) -> Path:
    folder = tmp_path / "Zanzibarfolder"
    folder.mkdir()
    for number in range(12):
        (folder / f"Quixotesample{number}.txt").write_text(f"kumquatword {number} and some more", "utf-8")
    new = NewProject(
        tmp_path / "Zanzibarfolder.dal",
        folder,
        ("Mellonclass", "Ptarmiganclass"),
        "Wolframannotator",
        kind="text",
        seed=1,
    )
    create_project(new, tmp_path / "home")
    return new.path


def fail_in_worker(desk: Desk) -> None:
    """A job whose content is none: a real, unforeseen failure in the real worker."""
    learning = desk.project.learning
    assert learning is not None
    request = FeaturesRequest("kumquatword", frozenset(), frozenset())  # type: ignore[arg-type]
    learning._worker.submit("features", request, Handlers(print, print, learning._job_failed))


def test_nothing_personal_gets_in(tmp_path: Path, home: Path) -> None:
    path = telling_project(tmp_path)
    with Desk(path) as desk:
        desk.read()
        for name in ("Mellonclass", "Ptarmiganclass", "Mellonclass"):
            desk.label(name)
        desk.project.comments.say("kumquatword")
        fail_in_worker(desk)
        desk.until(lambda: "see below" in logged(home))
        psutil.Process(desk.project.learning._worker.pid).kill()
        desk.until(lambda: "the worker process ended" in logged(home))
        desk.project.wait_saved(10.0)
        facts = project_facts(path)
    log.exception("It failed for %s.", path, exc_info=raised(f"{path} Quixotesample3 kumquatword"))
    settings = {"theme": "Wolframannotator", "Mellonclass": "x", "guard": 10**9, "hints": False, "canvas": 3}
    text = support_text(home, PROGRAM, settings, facts)
    assert facts is not None
    assert (facts.samples, facts.labels, facts.classes, facts.annotators) == (12, 3, 2, 1)
    assert facts.whole is True
    wanted_words = ("samples: 12", "labels: 3", "whole: yes", "version: 1.2.3", "Qt: 6.8.1", "ValueError", "ended")
    for wanted in (*wanted_words, "AttributeError", "at desktop_al/loop/workshop.py:"):
        assert wanted in text
    assert "hints: False (changed)" in text
    assert "guard: 500 (changed)" in text
    for where in (text, logged(home)):
        for secret in (*TELLING, str(tmp_path), str(Path.home()), tmp_path.name):
            assert secret.casefold() not in where.casefold(), secret
        for name in (getpass.getuser(), platform.node()):
            # As a word of its own: a user may be called "text".
            assert name not in where.replace(":", " ").replace("/", " ").split(), name


def test_a_project_that_cannot_be_read(tmp_path: Path, home: Path) -> None:
    assert project_facts(tmp_path / "none.dal") is None
    (tmp_path / "broken.dal").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    assert project_facts(tmp_path / "broken.dal") is None
    text = support_text(home, PROGRAM, {})
    assert "No project is open, or it cannot be read." in text
    assert "Nothing was logged." in text


def test_versions_keep_their_numbers_only(home: Path) -> None:
    text = support_text(home, ProgramFacts("from /home/kim", "6.8.1-kims-build", 1.0), {})
    assert "version: from source" in text
    assert "Qt: 6.8.1\n" in text
    assert "kim" not in text


def test_saving_is_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "support.txt"
    save_support(path, "ä\n")
    assert path.read_bytes() == "ä\n".encode()
    (tmp_path / "folder").mkdir()
    with pytest.raises(DesktopAlError, match="was not written"):
        save_support(tmp_path / "folder", "x")
    with pytest.raises(DesktopAlError):
        save_support(tmp_path / "no" / "such.txt", "x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "support.txt"]


def test_threads_may_log_at_once(home: Path) -> None:
    def write() -> None:
        for number in range(200):
            log.info("number %d", number)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(logged(home).splitlines()) == 800
