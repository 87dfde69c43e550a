"""A small version of the kill test; ``dev.py bench crash`` runs the full one."""

from tests.crash.killing import STAGES, Killer, make_pool


def test_nothing_saved_is_lost_when_the_program_is_killed(tmp_path):
    make_pool(tmp_path / "pool", 400)
    killer = Killer(tmp_path, tmp_path / "pool", seed=1)
    for stage in ("commit", *STAGES):
        killer.run(stage)
    assert killer.tally.recovered_less == []
    assert killer.tally.saved > 0
    assert max(killer.tally.worker_seconds) < 2.0


def test_nothing_saved_in_an_encrypted_project_is_lost_either(tmp_path):
    make_pool(tmp_path / "pool", 100)
    killer = Killer(tmp_path, tmp_path / "pool", seed=2, passphrase="correct horse battery")
    for stage in ("commit", "close"):
        killer.run(stage)
    assert killer.tally.recovered_less == []
    assert killer.tally.saved > 0
    assert not [path.name for path in tmp_path.glob("killed.dal*") if b"note-" in path.read_bytes()]
