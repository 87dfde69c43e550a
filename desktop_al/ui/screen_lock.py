"""When the system says that nobody sits here any more: the screen locks, the computer goes to sleep, or it slept.

Linux: signals of the desktop, over the local socket of D-Bus. Windows: messages to the window. The message numbers
are from its documentation and were not tried there. macOS sends nothing that reaches a program written like this one:
there a sleep shows in the clocks, as it does everywhere.
"""

import ctypes
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QWidget

_LOGIND = "org.freedesktop.login1"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
_WM_POWERBROADCAST, _WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
_PBT_APMSUSPEND, _WTS_SESSION_LOCK, _WTS_CONSOLE_DISCONNECT = 0x4, 0x7, 0x2
#: Two looks at the clocks are a second apart; with so much between them the computer slept.
SLEPT_SECONDS = 60.0


def _boot() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


@dataclass(frozen=True, slots=True)
class Clocks:
    """Seconds: of a clock that stops in sleep on some systems, of one that does not, and of the day."""

    monotonic: Callable[[], float] = time.monotonic
    boot: Callable[[], float] = _boot
    wall: Callable[[], float] = time.time

    def now(self) -> tuple[float, float, float]:
        return self.monotonic(), self.boot(), self.wall()


def slept(before: tuple[float, float, float], after: tuple[float, float, float]) -> bool:
    """Whether any of the clocks has run on for longer than two looks are apart."""
    return max(b - a for a, b in zip(before, after, strict=True)) > SLEPT_SECONDS


class ScreenLock(QObject):
    """``away``: the screen was locked; ``sleeping``: the computer goes to sleep."""

    away = Signal()
    sleeping = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._filter: _Messages | None = None
        self._begun = False

    def begin(self) -> None:
        """Listen from now on; nothing is heard where the system says nothing."""
        if self._begun:
            return
        self._begun = True
        if sys.platform == "win32":
            self._filter = _Messages(self)
            application = QCoreApplication.instance()
            if application is not None:
                application.installNativeEventFilter(self._filter)
            # Without this the messages about the session are not sent.
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(self._window.winId()), 0)
        elif sys.platform.startswith("linux"):
            self._listen_to_bus()

    def _listen_to_bus(self) -> None:
        # A bus may be told to be elsewhere, over the network: then it is left alone.
        if _is_local(os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "unix:")):
            system = QDBusConnection.systemBus()
            manager = "org.freedesktop.login1.Manager"
            sleep, session = SLOT("sleep(QDBusMessage)"), SLOT("locked(QDBusMessage)")
            if system.isConnected():
                path = "/org/freedesktop/login1"
                system.connect(_LOGIND, path, manager, "PrepareForSleep", self, sleep)
                # Of every session: which one is ours need not be known, as few share a computer at one time.
                system.connect(_LOGIND, "", "org.freedesktop.login1.Session", "Lock", self, session)
        if _is_local(os.environ.get("DBUS_SESSION_BUS_ADDRESS", "unix:")):
            bus = QDBusConnection.sessionBus()
            if bus.isConnected():
                for name in _SAVERS:
                    bus.connect("", "", name, "ActiveChanged", self, SLOT("saver(QDBusMessage)"))

    @Slot(QDBusMessage)
    def sleep(self, message: QDBusMessage) -> None:
        if message.arguments()[:1] == [True]:
            self.sleeping.emit()

    @Slot(QDBusMessage)
    def locked(self, _message: QDBusMessage) -> None:
        self.away.emit()

    @Slot(QDBusMessage)
    def saver(self, message: QDBusMessage) -> None:
        if message.arguments()[:1] == [True]:
            self.away.emit()


def _is_local(addresses: str) -> bool:
    """Whether a bus is reached without a network."""
    return all(address.startswith("unix:") for address in addresses.split(";") if address)


class _Messages(QAbstractNativeEventFilter):
    """Windows only."""

    def __init__(self, told: ScreenLock) -> None:
        super().__init__()
        self._told = told

    def nativeEventFilter(self, kind: QByteArray | bytes, message: int) -> tuple[bool, int]:
        if bytes(kind) == b"windows_generic_MSG":
            # struct MSG: the window's handle, then the number, then wParam, each in a word of the machine.
            words = (ctypes.c_size_t * 3).from_address(int(message))
            number, parameter = words[1] & 0xFFFFFFFF, words[2]
            if number == _WM_POWERBROADCAST and parameter == _PBT_APMSUSPEND:
                self._told.sleeping.emit()
            elif number == _WM_WTSSESSION_CHANGE and parameter in (_WTS_SESSION_LOCK, _WTS_CONSOLE_DISCONNECT):
                self._told.away.emit()
        return False, 0
