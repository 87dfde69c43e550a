"""The one door to OpenCV: a quiet ``cv2`` that leaves the environment as it was.

Importing ``cv2`` may point Qt at OpenCV's own plugins and fonts and extend the library path; a window
opened later, or a child process, would then load the wrong libraries. OpenCV also prints its warnings
about damaged files to standard error, where nobody reads them: the caller gets a sentence instead.
"""

import os

_TOUCHED = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR", "LD_LIBRARY_PATH")
_before = {name: os.environ.get(name) for name in _TOUCHED}

import cv2  # noqa: E402

for _name, _value in _before.items():
    if _value is None:
        os.environ.pop(_name, None)
    else:
        os.environ[_name] = _value

# OpenCV 5 has moved it.
(cv2.setLogLevel if hasattr(cv2, "setLogLevel") else cv2.utils.logging.setLogLevel)(0)

__all__ = ["cv2", "limit_threads"]


def limit_threads(count: int) -> None:
    """Let OpenCV use at most ``count`` threads in this process (at least one)."""
    cv2.setNumThreads(max(1, count))
