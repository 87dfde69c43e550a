"""The licences of everything that is in a bundle, gathered from what is installed. None may be missing.

Only the standard library, in the syntax of Python 3.8.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Iterable

from venv_setup import Stop

HERE = Path(__file__).resolve().parent
FOLDER = "licences"
_QT = ("licences/qt.txt", "licences/lgpl-3.0.txt", "licences/gpl-3.0.txt")
#: Normalised name -> texts for it in ``packaging/``, beside or in place of those it carries.
OURS = {
    # Their packages carry none.
    "pyside6-essentials": (*_QT, "licences/parts.txt", "apache-2.0.txt"),
    "shiboken6": _QT,
    "python-gdcm": ("licences/gdcm.txt", "licences/parts.txt"),
    "sqlcipher3": ("licences/sqlcipher.txt", "apache-2.0.txt"),
}
#: Put into the bundle by the tool that makes it: the start of the program. Its licence excepts what it starts.
ALWAYS = ("pyinstaller",)
_IS_LICENCE = re.compile(r"^(licen[cs]e|copying|notice|copyright|thirdparty|third[-_]party|authors)", re.IGNORECASE)
_NOT_TEXTS = (".py", ".pyc", ".so", ".pyd", ".json")


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _texts(found: metadata.Distribution) -> list[tuple[str, Path]]:
    """Licence texts that a distribution carries, in its metadata or among its modules: (name, file)."""
    texts = []
    for file in found.files or ():
        path = PurePosixPath(str(file))
        if path.suffix in _NOT_TEXTS:
            continue
        if _IS_LICENCE.match(path.name) or "licenses" in path.parts[:2]:
            source = Path(str(file.locate()))
            if source.is_file():
                texts.append(("_".join(path.parts[1:]), source))
    return texts


def collect(names: Iterable[str], site: Path, target: Path) -> list[str]:
    """Copy the texts of these distributions to ``target/NAME/``; the names of those that have none."""
    installed = {normalised(one.metadata["Name"]): one for one in metadata.distributions(path=[str(site)])}
    without = []
    for name in sorted({normalised(name) for name in names}):
        texts = _texts(installed[name]) if name in installed else []
        texts += [(Path(own).name, HERE / own) for own in OURS.get(name, ())]
        if not texts:
            without.append(name)
            continue
        (target / name).mkdir(parents=True, exist_ok=True)
        for given, source in texts:
            shutil.copyfile(str(source), str(target / name / given))
    return without


def in_bundle(inner: Path) -> list[str]:
    """The distributions whose metadata lie in a bundle."""
    return [path.name.split("-")[0] for path in sorted(inner.glob("*.dist-info"))]


def _debian_package(library: str) -> str:
    """The package of this system that a library comes from; "" where it is not known."""
    if not shutil.which("dpkg"):
        return ""
    out = subprocess.run(["dpkg", "-S", f"*/{library}"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    owners = [line.split(":")[0] for line in out.stdout.decode("utf-8", "replace").splitlines() if "lib/" in line]
    return owners[0] if owners else ""


def of_system(inner: Path, target: Path) -> list[str]:
    """Copy the notices for libraries that were taken from the building system; the names of those without."""
    without = []
    for path in sorted(inner.glob("lib*.so*")):
        if path.is_symlink() or path.name.startswith("libpython"):
            continue
        package = _debian_package(path.name)
        notice = Path("/usr/share/doc") / package / "copyright"
        if not package or not notice.is_file():
            without.append(path.name)
            continue
        (target / "system").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(str(notice), str(target / "system" / f"{package}.txt"))
    return without


def gather(bundle: Path, site: Path, python_licence: Path, strict_system: bool = True) -> int:
    """Fill ``bundle/licences``; how many distributions it speaks for.

    Raises:
        Stop: something in the bundle has no licence text.
    """
    inner, target = bundle / "_internal", bundle / FOLDER
    if target.exists():
        shutil.rmtree(str(target))
    names = [*in_bundle(inner), *ALWAYS]
    without = collect(names, site, target)
    without += of_system(inner, target) if strict_system else []
    if without:
        raise Stop(f"No licence was found for: {', '.join(without)}. See packaging/licences.py.")
    (target / "python").mkdir(exist_ok=True)
    shutil.copyfile(str(python_licence), str(target / "python" / "LICENSE.txt"))
    shutil.copyfile(str(HERE.parent / "LICENSE"), str(target / "LICENSE"))
    return len(set(map(normalised, names)))
