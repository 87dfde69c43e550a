"""The full versions of tests that are too long for every change."""

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.table import Line


def measure(_place: Path, _pool: int) -> list[Line]:
    root = Path(__file__).resolve().parents[2]
    failed = subprocess.call([sys.executable, "-m", "pytest", "-m", "slow", "-q"], cwd=root)
    return [Line("slow tests: exit code of pytest", failed, "", 0)]
