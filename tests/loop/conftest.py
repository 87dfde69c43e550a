from tests.leaks import nothing_left_running

__all__ = ["nothing_left_running"]
