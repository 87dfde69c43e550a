"""A process with a key leaves no core file and lets no other program look into it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.logs import ROOT

SCRIPT = """
import ctypes, os, resource, signal, sys
from pathlib import Path
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
from desktop_al.store import keyring
if sys.argv[1] == "key":
    keyring.put(Path("p.dal"), bytearray(48))
    keyring.put(Path("q.dal"), bytearray(48))
dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 0
print(dumpable, *resource.getrlimit(resource.RLIMIT_CORE), hard, flush=True)
os.kill(os.getpid(), signal.SIGABRT)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no core files")
@pytest.mark.parametrize("key", ["key", "none"])
def test_from_the_first_key_on(tmp_path: Path, key: str) -> None:
    command = [sys.executable, "-c", SCRIPT, key]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    dumpable, soft, now, before = map(int, done.stdout.split())
    assert now == before, "programs that are started from here may have their own limit"
    if key == "key":
        assert (dumpable, soft) == (0, 0)
        assert list(tmp_path.iterdir()) == []
    else:
        assert soft == before
        assert dumpable == (sys.platform == "linux")
