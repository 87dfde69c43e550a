"""What the desktop says of the screen and of sleep is heard, over a message bus of the test's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_al.ui.screen_lock import _is_local, slept

ROOT = Path(__file__).resolve().parents[2]
_SAYS = """
import os
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication, QWidget
from desktop_al.ui.screen_lock import ScreenLock

app = QApplication([])
window = QWidget()
heard, listening = [], ScreenLock(window)
listening.away.connect(lambda: heard.append("away"))
listening.sleeping.connect(lambda: heard.append("sleep"))
listening.begin()
bus = QDBusConnection.connectToBus(os.environ["DBUS_SESSION_BUS_ADDRESS"], "other")
assert bus.registerService("org.freedesktop.login1")

def say(path, interface, name, *words):
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(words))
    assert bus.send(message)

def say_all():
    say("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", True)
    say("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", False)
    say("/org/freedesktop/login1/session/_31", "org.freedesktop.login1.Session", "Lock")
    say("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True)
    say("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True)
    say("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", False)

looks = QTimer()
looks.timeout.connect(lambda: app.quit() if len(heard) >= 4 else None)
looks.start(20)
QTimer.singleShot(50, say_all)
QTimer.singleShot(15000, app.quit)
app.exec()
print(" ".join(heard))
"""


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="there is no message bus to be started here")
def test_the_message_bus_is_heard() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = ["dbus-run-session", "--", sys.executable, "-c", _SAYS]
    out = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert out.stdout.split() == ["sleep", "away", "away", "away"], out.stderr


def test_only_a_local_bus_is_listened_to() -> None:
    assert _is_local("unix:path=/run/user/1000/bus")
    assert _is_local("unix:abstract=a,guid=b;unix:path=c")
    assert not _is_local("tcp:host=example,port=1")
    assert not _is_local("unix:path=a;tcp:host=example,port=1")
    assert not _is_local("autolaunch:")


@pytest.mark.parametrize(
    ("after", "was"),
    [
        ((101.0, 501.0, 1001.0), False),
        ((101.0, 700.0, 1200.0), True),
        ((300.0, 700.0, 1200.0), True),
        ((101.0, 501.0, 400.0), False),
    ],
)
def test_a_sleep_shows_in_the_clocks(after: tuple[float, float, float], was: bool) -> None:
    assert slept((100.0, 500.0, 1000.0), after) is was
