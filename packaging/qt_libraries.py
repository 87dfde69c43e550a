"""The system libraries that Qt needs on Linux: which are missing, and how they are installed.

Only the standard library, in the syntax of Python 3.8.
"""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Callable, Mapping, Sequence

from venv_setup import VENV, WINDOWS, Stop, clean_environment, say, venv_python

APT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libGLdispatch.so.0": "libglvnd0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libz.so.1": "zlib1g",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
READER_TOOLS = {
    "at-spi2-core": "/usr/lib*/at-spi*",
    "python3-gi": "/usr/lib/python3/dist-packages/gi",
    "gir1.2-atspi-2.0": "/usr/lib/*/girepository-1.0/Atspi-2.0.typelib",
}
PACMAN = (
    "libglvnd fontconfig freetype2 glib2 dbus libx11 libxkbcommon libxkbcommon-x11 "
    "xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm wayland"
)


def has_display(environment: Mapping[str, str]) -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))


def platforms(environment: Mapping[str, str]) -> list[str]:
    """Names of the Qt platform plug-ins that this environment will load, on Linux."""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen:
        return [name.split(":")[0] for name in chosen.split(";") if name]
    wanted = [("xcb", "DISPLAY"), ("wayland", "WAYLAND_DISPLAY")]
    return [name for name, variable in wanted if environment.get(variable)]


def not_found(ldd_output: str) -> set[str]:
    """The libraries that ``ldd`` could not resolve."""
    return {line.split("=>")[0].strip() for line in ldd_output.splitlines() if line.rstrip().endswith("=> not found")}


def missing_libraries(python: Path, names: Sequence[str]) -> set[str]:
    """Libraries that the window needs on the given platforms and the system lacks."""
    if not shutil.which("ldd"):
        return set()
    found = glob.glob(str(python.parent.parent / "lib" / "python3*" / "site-packages" / "PySide6"))
    files = [path for top in found for path in glob.glob(f"{top}/QtWidgets.*so") + glob.glob(f"{top}/QtSvg.*so")]
    for name in {"offscreen", *names}:
        files += [path for top in found for path in glob.glob(f"{top}/Qt/plugins/platforms/libq{name}.so")]
    missing: set[str] = set()
    for path in files:
        missing |= not_found(subprocess.run(["ldd", path], capture_output=True, text=True).stdout)
    return missing


def packages_for(missing: set[str]) -> list[str]:
    """The Debian packages of missing libraries; a library without a known package stays out."""
    return sorted({APT[name] for name in missing if name in APT})


def install_line(missing: set[str], has: Callable[[str], object]) -> str:
    """The exact line that installs missing libraries here; empty where no packager is known."""
    if has("apt-get"):
        packages = " ".join(packages_for(missing))
        return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {packages}" if packages else ""
    # rpm packages declare the libraries they hold, so that no table of names is needed.
    capabilities = " ".join(f"'{name}()(64bit)'" for name in sorted(missing))
    if has("dnf"):
        return f"sudo dnf install -y {capabilities}"
    if has("zypper"):
        return f"sudo zypper install -y {capabilities}"
    if has("pacman"):
        return f"sudo pacman -S --needed {PACMAN}"
    return ""


def as_root() -> list[str] | None:
    """What to put before a command so that it runs as root without a question; None if nothing does."""
    if WINDOWS:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def apt_commands(root: Sequence[str], packages: Sequence[str]) -> list[list[str]]:
    """Update, then install; another apt at work is waited for."""
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    return [[*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", *packages]]


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages if that needs no question; False if it was not possible."""
    root = as_root()
    if root is None or not shutil.which("apt-get") or not packages:
        return False
    say(f"Installing system packages: {' '.join(packages)} ...")
    # A failing update (one dead source among several) need not stop the install.
    results = [
        subprocess.run(c, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for c in apt_commands(root, packages)
    ]
    if results[-1].returncode:
        say("\n".join(results[-1].stdout.decode("utf-8", "replace").splitlines()[-10:]))
    return results[-1].returncode == 0


def check_qt(python: Path, environment: Mapping[str, str]) -> None:
    """See to it that a window can be made.

    Raises:
        Stop: system libraries are missing and could not be installed; the text holds the line to run.
    """
    if sys.platform.startswith("linux"):
        missing = missing_libraries(python, platforms(environment))
        if missing and apt_install(packages_for(missing)):
            missing = missing_libraries(python, platforms(environment))
        if missing:
            line = install_line(missing, shutil.which)
            raise Stop(
                f"The window needs system libraries that are not installed: {', '.join(sorted(missing))}\n"
                + (f"Install them and run this again:\n    {line}" if line else "Install them and run this again.")
            )
    loaded = VENV / "qt-loads"
    if loaded.exists():
        return
    code = "from PySide6.QtGui import QGuiApplication; QGuiApplication(['-'])"
    out = subprocess.run(
        [str(python), "-I", "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=clean_environment({"QT_QPA_PLATFORM": "offscreen"}),
    )
    if out.returncode:
        say("\n".join(out.stdout.decode("utf-8", "replace").splitlines()[-30:]))
        raise Stop("Qt does not start; the lines above say why.")
    loaded.touch()


def offer_display_tools() -> None:
    """In continuous integration: what the few tests on a real display use. Without it they are skipped."""
    if not (sys.platform.startswith("linux") and os.environ.get("CI") and shutil.which("apt-get")):
        return
    tools = (("xvfb", "Xvfb"), ("xdotool", "xdotool"), ("dbus", "dbus-run-session"))
    wanted = [package for package, program in tools if not shutil.which(program)]
    # The test that reads the window as a screen reader does runs on the system's own Python.
    wanted += [package for package, file in READER_TOOLS.items() if not glob.glob(file)]
    wanted += packages_for(missing_libraries(venv_python(VENV), ["xcb"]))
    if wanted and not apt_install(wanted):
        say("Tests on a real display will be skipped.")
