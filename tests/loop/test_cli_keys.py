"""Encrypted projects at the command line."""

import pytest

from desktop_al.cli import main
from desktop_al.loop import locks
from desktop_al.loop.scripted import label
from desktop_al.store import sealing
from tests.loop.desk import make, make_texts
from tests.loop.test_cli import fails

KIM, LEE = "correct horse battery", "another staple"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sealing, "FLOOR", sealing.Cost(64, 1, 1))
    monkeypatch.setenv("DESKTOP_AL_HOME", str(tmp_path / "home"))

    def call(*arguments, own=None, new=None):
        for name, value in (("DESKTOP_AL_PASSPHRASE", own), ("DESKTOP_AL_NEW_PASSPHRASE", new)):
            monkeypatch.delenv(name, raising=False)
            if value is not None:
                monkeypatch.setenv(name, value)
        # Each command is a process of its own: none knows what the one before has unlocked.
        for path in tmp_path.glob("*.dal"):
            locks.lock(path)
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    yield call
    for path in tmp_path.glob("*.dal"):
        locks.lock(path)


@pytest.fixture
def project(tmp_path):
    path = make(tmp_path, make_texts(tmp_path / "texts", 6))
    label(path, "Kim", tmp_path / "home", 2, lambda _: "")
    return path


def test_a_project_is_encrypted_its_passphrases_changed_and_decrypted(run, project):
    code, out, err = run("encrypt", project, new=KIM)
    assert (code, out) == (0, "")
    assert "The passphrase of Kim opens" in err
    assert locks.OLD_BYTES in err
    fails(run("encrypt", project, new=KIM), 1, "encrypted already")
    fails(run("verify", project), 1, "DESKTOP_AL_PASSPHRASE")
    fails(run("verify", project, own="something else"), 1, f"does not open {project.name}")
    assert run("verify", project, own=KIM)[0] == 0
    fails(run("passphrase", project, "--add", "Lee", own=KIM), 1, "DESKTOP_AL_NEW_PASSPHRASE")
    assert run("passphrase", project, "--add", "Lee", own=KIM, new=LEE)[0] == 0
    assert run("passphrase", project, "--list", own=LEE)[1].splitlines() == ["Kim", "Lee"]
    code = run("passphrase", project, "--recovery", own=LEE)[1].strip()
    assert run("passphrase", project, "--list", own=code)[1].splitlines() == ["Kim", "Lee", "(recovery code)"]
    fails(run("passphrase", project, own=code, new="anything new"), 1, "recovery code")
    assert run("passphrase", project, own=LEE, new="lee has a new one")[0] == 0
    fails(run("verify", project, own=LEE), 1, "does not open")
    assert run("passphrase", project, "--reset", "Lee", own=KIM, new=LEE)[0] == 0
    fails(run("passphrase", project, "--remove", "Mo", own=KIM), 1, "No passphrase is Mo's", "Kim, Lee")
    code, out, err = run("passphrase", project, "--remove", "Kim", own=LEE)
    assert (code, out, err.strip()) == (0, "", locks.OLD_COPIES)
    fails(run("passphrase", project, "--remove", "Lee", own=LEE), 1, "the last one")
    fails(run("passphrase", project, "--remove", "Lee", "--list", own=LEE), 2)
    assert run("decrypt", project, own=LEE)[0] == 0
    assert run("verify", project)[0] == 0
    fails(run("passphrase", project, own=LEE), 1, "not encrypted")
    fails(run("decrypt", project), 1, "not encrypted")


def test_a_copy_that_is_handed_out_has_the_same_passphrases_and_is_merged_back(run, project, tmp_path):
    assert run("encrypt", project, new=KIM)[0] == 0
    assert run("passphrase", project, "--add", "Lee", own=KIM, new=LEE)[0] == 0
    copy = tmp_path / "lee.dal"
    assert run("handout", project, "--annotator", "Lee", "--out", copy, own=KIM)[0] == 0
    assert locks.unlock(copy, LEE).name == "Lee"
    assert [owner.name for owner in locks.passphrases(copy)] == ["Kim", "Lee"]
    label(copy, "Lee", tmp_path / "home of Lee", 3, lambda _: "")
    code, _, err = run("merge", project, copy, own=LEE)
    assert (code, err.strip()) == (0, "3 new annotations from 1 file.")
    # Lee's copy gets another passphrase: what opens the one does not open the other.
    assert run("passphrase", copy, own=LEE, new="only on my computer")[0] == 0
    fails(run("merge", project, copy, own=LEE), 1, "does not open lee.dal")
    fails(run("merge", project, copy, own="only on my computer"), 1, f"does not open {project.name}")
    assert run("merge", project, copy, own=KIM)[0] == 0


def test_an_encrypted_project_is_no_unknown_file(run, project, monkeypatch):
    opened = []
    monkeypatch.setattr("desktop_al.app.run_window", lambda path, home: opened.append(path) or 0)
    assert run("encrypt", project, new=KIM)[0] == 0
    assert run(project)[0] == 0
    assert opened == [project]
