"""Make what is handed out: the frozen program, and packages of it.

``python3 packaging/build.py bundle|deb|tar|all [--out DIR]``. The environment for it is ``.venv-build`` at the root of
the repository, made at the first call. Only the standard library, in the syntax of Python 3.8.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Sequence

import elf_cut
import elf_files
import licences
import linux_package
from frozen_parts import CUT, NAME, ROOT, differences, version
from venv_setup import CONSTRAINTS, Stop, candidates, choose_python, clean_environment, explain, say, venv_python

HERE = Path(__file__).resolve().parent
VENV = ROOT / ".venv-build"
BUILD_CONSTRAINTS = HERE / "constraints-build.txt"
LINUX = sys.platform.startswith("linux")
STAMP = "stamp.json"


def run(command: Sequence[str], log: Path, doing: str, **more: str) -> None:
    """One step, its output into ``log``.

    Raises:
        Stop: it failed; the end of its output has been printed.
    """
    # Nothing of the caller's own packages may end up in the bundle.
    environment = clean_environment({"PYTHONHASHSEED": "1", "PYTHONNOUSERSITE": "1", "COLUMNS": "80", **more})
    environment.pop("PYTHONPATH", None)
    with open(str(log), "ab") as file:
        start = file.tell()
        code = subprocess.call(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=str(ROOT),
        )
    if code:
        text = log.read_bytes()[start:].decode("utf-8", "replace")
        say("\n".join(text.splitlines()[-30:]))
        raise Stop(explain(text) if doing.startswith("Installing") else f"{doing} failed; the lines above say why.")


def environment(log: Path) -> Path:
    """The Python of the build environment, with the program itself installed as it is now."""
    base = choose_python(candidates(os.environ))
    texts = b"".join(path.read_bytes() for path in (CONSTRAINTS, BUILD_CONSTRAINTS, ROOT / "pyproject.toml"))
    wanted = {"python": list(base.version), "needs": hashlib.sha256(texts).hexdigest()}
    python, stamp = venv_python(VENV), VENV / STAMP
    pip = [str(python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    pinned = ["-c", str(CONSTRAINTS), "-c", str(BUILD_CONSTRAINTS)]
    try:
        fresh = json.loads(stamp.read_text(encoding="utf-8")) == wanted and python.exists()
    except (OSError, ValueError):
        fresh = False
    if not fresh:
        say("Making the build environment .venv-build (once, a minute or two) ...")
        if VENV.exists():
            shutil.rmtree(str(VENV))
        run([base.command, "-m", "venv", str(VENV)], log, "Making the environment")
        run([*pip, *pinned, "hatchling", "pyinstaller", str(ROOT)], log, "Installing the packages")
        stamp.write_text(json.dumps(wanted), encoding="utf-8")
    own = [*pip, "--no-deps", "--no-build-isolation", "--force-reinstall", *pinned, str(ROOT)]
    run(own, log, "Installing the program")
    return python


def told(python: Path, code: str) -> str:
    out = subprocess.run(
        [str(python), "-I", "-c", code], stdout=subprocess.PIPE, env=clean_environment({"QT_QPA_PLATFORM": "offscreen"})
    )
    if out.returncode:
        raise Stop("The build environment cannot be used. Delete .venv-build and run this again.")
    return out.stdout.decode().strip()


def moment() -> int:
    """The time that all files get: SOURCE_DATE_EPOCH, else that of the last commit, else now."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        out = subprocess.run(
            ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        given = out.stdout.decode().strip()
    return int(given) if given.isdigit() else int(time.time())


def slim(inner: Path) -> None:
    """Take away libraries that nothing calls, what only debuggers read, and second copies of libraries that several
    packages carry.

    Raises:
        Stop: what is to be taken away is not as expected.
    """
    try:
        elf_cut.cut_out(inner, CUT)
    except elf_cut.Broken as broken:
        raise Stop(f"{broken} See CUT in packaging/frozen_parts.py.") from broken
    for path in elf_files.elf_files(inner):
        # Libraries of wheels that were given other paths after linking stay as they are: strip breaks them.
        if ".libs/" not in path:
            _strip(path)
    first: dict[tuple[str, str], Path] = {}
    for path in sorted(inner.glob("*.libs/*.so*")):
        if path.is_symlink():
            continue
        key = (path.name, hashlib.sha256(path.read_bytes()).hexdigest())
        if key in first:
            path.unlink()
            os.symlink(os.path.relpath(str(first[key]), str(path.parent)), str(path))
        else:
            first[key] = path


def _strip(path: str) -> None:
    """What strip leaves is taken only if all that the library needs and gives is still the same."""
    part = f"{path}.part"
    done = subprocess.run(
        ["strip", "--strip-unneeded", "-o", part, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    same = done.returncode == 0 and elf_files.can_be_loaded(part)
    same = same and elf_files.dynamic_symbols(part) == elf_files.dynamic_symbols(path)
    if same and os.path.getsize(part) < os.path.getsize(path):
        os.chmod(part, 0o755)
        os.replace(part, path)
    elif os.path.exists(part):
        os.unlink(part)


def bundle(python: Path, out: Path, work: Path, log: Path, icons: Path) -> Path:
    """The folder with the frozen program, ``OUT/desktop-al``."""
    say("Freezing the program (two minutes) ...")
    target = out / NAME
    if target.exists():
        shutil.rmtree(str(target))
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", str(out), "--workpath", str(work / "pyinstaller"), str(HERE / "desktop-al.spec")]
    run(command, log, "Freezing", DESKTOP_AL_ICONS=str(icons), SOURCE_DATE_EPOCH=str(moment()))
    if LINUX:
        inner = target / "_internal"
        slim(inner)
        wrong = differences(path.relative_to(inner).as_posix() for path in inner.rglob("*") if not path.is_dir())
        if wrong:
            raise Stop(f"The bundle is not as frozen_parts.py says: {', '.join(wrong[:9])}.")
    site = told(python, "import sysconfig; print(sysconfig.get_path('purelib'))")
    text = told(python, "import os, sys; print(os.path.join(os.path.dirname(os.__file__), 'LICENSE.txt'))")
    count = licences.gather(target, Path(site), _python_licence(Path(text)), LINUX)
    size = sum(os.lstat(os.path.join(p, n)).st_size for p, _, names in os.walk(str(target)) for n in names)
    say(f"{target}: {size / 1e6:.0f} MB, licences of {count} distributions")
    return target


def _python_licence(text: Path) -> Path:
    """Where the base interpreter keeps its own; Debian has another place for it."""
    for path in (text, text.parent.parent.parent / "LICENSE.txt", Path("/usr/share/doc/python3/copyright")):
        if path.is_file():
            return path
    raise Stop("The licence of Python was not found beside the interpreter.")


def checksums(out: Path, files: Sequence[Path]) -> None:
    lines = []
    for path in files:
        digest = hashlib.sha256()
        with open(str(path), "rb") as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                digest.update(block)
        lines.append(f"{digest.hexdigest()}  {path.name}\n")
    (out / "SHA256SUMS").write_text("".join(sorted(lines)), encoding="utf-8")


def build(what: str, out: Path, again: bool = True) -> None:
    out.mkdir(parents=True, exist_ok=True)
    work = out / ".work"
    work.mkdir(exist_ok=True)
    log = out / "build.log"
    if what != "bundle" and not LINUX:
        raise Stop("Packages for Linux are made on Linux; see windows.md and macos.md.")
    python = environment(log)
    icons = work / "icons"
    run([str(python), str(HERE / "icons.py"), str(icons)], log, "Drawing the icon", QT_QPA_PLATFORM="offscreen")
    made = out / NAME
    if again or not made.is_dir():
        made = bundle(python, out, work, log, icons)
    files = []
    day = time.strftime("%Y-%m-%d", time.gmtime(moment()))
    page = work / "desktop-al.1"
    if what != "bundle":
        with open(str(page), "wb") as file:
            subprocess.run(
                [str(python), str(HERE / "man_page.py"), day],
                stdout=file,
                check=True,
                env=clean_environment({"COLUMNS": "80"}),
            )
    for name, make in (("deb", linux_package.deb), ("tar", linux_package.tar)):
        if what in (name, "all"):
            began = time.monotonic()
            path = make(made, out, work, icons, page.read_text(encoding="utf-8"), version(), moment())
            say(f"{path.name}: {path.stat().st_size / 1e6:.0f} MB ({time.monotonic() - began:.0f} s)")
            files.append(path)
    checksums(out, sorted({*out.glob("*.deb"), *out.glob("*.tar.zst")}))
    shutil.rmtree(str(work))


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="build.py", description="Make the frozen program and packages of it.")
    parser.add_argument("what", choices=("bundle", "deb", "tar", "all"))
    parser.add_argument("--out", default=str(ROOT / "dist"), metavar="DIR", help="where they go; without: dist")
    parser.add_argument("--keep", action="store_true", help="package the bundle that lies in DIR already")
    options = parser.parse_args(argv)
    try:
        build(options.what, Path(options.out).resolve(), not options.keep)
    except Stop as stop:
        print(f"build.py: {stop}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
