import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.leaks import nothing_left_running

__all__ = ["nothing_left_running"]
