"""Try what build.py made as a person would: install it, label with real keys, take it away again.

``python3 packaging/smoke.py bundle DIR | tar FILE | deb FILE --root DIR [--json OUT]``. ``deb`` works as root, in a
clean Debian below DIR (made by debootstrap where there is none). The window comes on a virtual screen, for which Xvfb
and xdotool are needed. Only the standard library, in the syntax of Python 3.8; nothing of desktop_al is imported.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import json
import math
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Callable, Iterator, Sequence

from frozen_parts import NAME, version
from smoke_samples import dicom_files, make_pictures, rows_of
from smoke_screen import Failed, Screen, Window, check, screen

LABELS = 20
#: As long as a person needs to see what a key did.
SEEN = 0.5
#: Where a notice in a warm colour lies over the stage.
NOTICE = (260, 52, 1040, 155)
PASSPHRASE = "a passphrase for trying"
#: A path that programs stumble over.
ODD = "pröbe mit Ω und 空"


class Place:
    """Where the program is, and how it is started with nothing in its environment but what is given."""

    #: Where pictures of the screen are left; None: nowhere.
    shots: Path | None = None

    def __init__(self, program: str, folder: Path, root: Path | None = None) -> None:
        self.program, self.folder, self.root = program, folder, root
        self.home = folder / "home"
        self.home.mkdir(exist_ok=True)

    def files(self) -> Path:
        """The folder of the program."""
        path = Path(self.program)
        if self.root is not None:
            path = self.root / "usr" / "bin" / os.readlink(str(self.root / self.program.lstrip("/")))
        return path.resolve().parent

    def inside(self, path: Path) -> str:
        """A path as the program sees it."""
        return str(path) if self.root is None else "/" + str(path.relative_to(self.root))

    def command(self, *arguments: str, **environment: str) -> list[str]:
        given = {"HOME": self.inside(self.home), **environment}
        start = [] if self.root is None else ["chroot", str(self.root)]
        # env is told all: what this process has is not inherited.
        bare = ["env", "-i", *(f"{name}={value}" for name, value in given.items() if value != "-")]
        return [*start, *bare, self.program, *arguments]

    def run(self, *arguments: str, code: int = 0, seconds: float = 240, **environment: str) -> str:
        done = subprocess.run(
            self.command(*arguments, **environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
        )
        said = done.stderr.decode("utf-8", "replace")
        check(done.returncode == code, f"{' '.join(arguments)}: code {done.returncode}, {said[-1500:]}")
        check("Traceback" not in said, f"{' '.join(arguments)}: {said[-1500:]}")
        return done.stdout.decode("utf-8", "replace") if code == 0 else said


# -- what is tried -------------------------------------------------------------------------------------


def forget(folder: Path) -> None:
    """Have the system read these files from the disk again, as after a start of the computer."""
    os.sync()
    for path in listing(folder):
        if os.path.isfile(path) and hasattr(os, "posix_fadvise"):
            handle = os.open(path, os.O_RDONLY)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)


def begins(place: Place) -> dict[str, object]:
    """Version, help, wrong usage, and an environment without anything."""
    said = place.run("--version", HOME="-")
    check(said.strip() == f"desktop-al {version()}", f"version: {said}")
    check("simulate" in place.run("--help"), "help")
    place.run("export", code=2)
    check("no display" in place.run("open", code=1), "without a display a sentence says so")
    return {}


def keys(place: Place) -> dict[str, object]:
    """A project is made; twenty samples get a label by one real key each, pressed once the sample is seen."""
    samples, project = place.folder / ODD, place.folder / f"{ODD}.dal"
    make_pictures(samples, 60)
    place.run("new", place.inside(samples), "--project", place.inside(project), "--classes", "left,up,slant")

    def opened(on: Screen, *arguments: str) -> Window:
        return Window(on, place.folder, lambda name: place.command(*arguments, DISPLAY=name), on.windows())

    with screen(place.shots) as on:
        forget(place.files())
        cold = opened(on)
        cold.quit()
        warm = opened(on)
        warm.quit()
        window = opened(on, place.inside(project))
        seen = window.sample()
        on.shot("first-sample")
        for number in range(LABELS):
            window.press(str(1 + number % 3))
            seen = window.sample(seen, f"key {number + 1} of {LABELS} was not taken")
        on.shot("labelled")
        end = time.monotonic() + 60
        while not window.children() and time.monotonic() < end:
            time.sleep(0.1)
        check(window.children(), "no process for the model was started")
        check(labelled(place, project) == LABELS, f"{LABELS} keys gave {labelled(place, project)} labels")
        # Aside, so that what is seen is not this window's.
        window.move(3000)
        may_look(opened(on, place.inside(project)), on)
        window.move(0)
        window.sample()
        check(labelled(place, project) == LABELS, "a second window changed the project")
        in_time = at_a_pace(window)
        window.quit()
    for log in (place.home / ".config/desktop_al/logs").glob("*.log"):
        check(" other code:" not in log.read_text("utf-8"), "the log does not know the program's own code")
    told = json.loads(place.run("verify", place.inside(project), "--json"))
    labels = int(told["annotations"])
    check(told["ok"] and LABELS < labels <= LABELS + in_time, f"verify: {told}")
    times = {"cold": cold, "warm": warm, "project": window}
    seconds = {f"{name}_window_s": round(one.seconds, 2) for name, one in times.items()}
    return {**seconds, "labels": LABELS, f"of_{in_time}_without_looking": labels - LABELS}


def may_look(second: Window, on: Screen) -> None:
    """A second window on the same project shows samples and takes no answers."""
    shown = second.sample()
    on.shot("second-window")
    colors = [(row[at], row[at + 2]) for row in on.look(NOTICE) for at in range(0, len(row), 4)]
    warm = sum(red - blue > 16 for blue, red in colors)
    check(warm > 0.6 * len(colors), "a second window says nothing of why it may only look")
    for key in ("1", "2", "x", "u", "z"):
        second.press(key)
        time.sleep(SEEN)
    check(second.stage() == shown, "a second window took an answer")
    on.shot("second-window-after-keys")
    second.quit()


def at_a_pace(window: Window) -> int:
    """Five keys a second whatever is on screen; how many. One that comes before its sample does not count."""
    began, count = time.monotonic(), 10
    for number in range(count):
        time.sleep(max(0.0, began + number / 5 - time.monotonic()))
        window.press(str(1 + number % 3))
    time.sleep(1)
    return count


def labelled(place: Place, project: Path) -> int:
    """How many annotations are on the disk."""
    return int(json.loads(place.run("verify", place.inside(project), "--json"))["annotations"])


def plays(place: Place) -> dict[str, object]:
    """The demos play offscreen: images with rounds of the model, texts, an encrypted project."""
    found: dict[str, object] = {}
    for name, options in (("images", ()), ("text", ("--text",)), ("encrypted", ("--encrypt",))):
        project = place.folder / f"{name}.dal"
        extra = {"DESKTOP_AL_PASSPHRASE": PASSPHRASE} if name == "encrypted" else {}
        out = place.run(
            *("demo", *options, "--autoplay", "40", "--project", place.inside(project)),
            QT_QPA_PLATFORM="offscreen",
            **extra,
        )
        check(out.strip().endswith("done\t40"), f"{name}: {out[-300:]}")
        told = json.loads(place.run("verify", place.inside(project), "--json", **extra))
        check(told["ok"] and told["annotations"] >= 40, f"{name}: {told}")
        trail = place.folder / f"{name}.csv"
        place.run("audit", place.inside(project), "--out", place.inside(trail), **extra)
        with open(str(trail), encoding="utf-8", newline="") as file:
            found[f"{name}_rounds"] = sum(row["kind"] == "round" for row in csv.DictReader(file))
    check(found["images_rounds"], "the model was never trained")
    data = (place.folder / "encrypted.dal").read_bytes()
    check(b"SQLite format 3" not in data[:4096], "the encrypted project is plain")
    check(
        "passphrase"
        in place.run(
            "export",
            place.inside(place.folder / "encrypted.dal"),
            "--format",
            "csv",
            "--out",
            place.inside(place.folder / "x.csv"),
            code=1,
        ).lower(),
        "no passphrase, no sentence",
    )
    return found


def computes(place: Place) -> dict[str, object]:
    """Several processes at once: features and a simulation. DICOM files of three methods give one picture."""
    samples = place.folder / ODD
    out = place.folder / "f.npz"
    place.run("features", place.inside(samples), "--out", place.inside(out), "--jobs", "2")
    check(len(rows_of(out)) == 60, "features of 60 pictures")
    labels = place.folder / "labels.csv"
    lines = [f"{path.name},{number % 3}" for number, path in enumerate(sorted(samples.iterdir()))]
    labels.write_text("path,label\n" + "\n".join(lines) + "\n", encoding="utf-8")
    told = place.folder / "simulated.json"
    options = ("--seeds", "2", "--budget", "30", "--initial", "6", "--jobs", "2", "--json", place.inside(told))
    place.run("simulate", place.inside(samples), "--labels", place.inside(labels), *options)
    runs = json.loads(told.read_text(encoding="utf-8"))["runs"]
    check({run["seed"] for run in runs} == {0, 1} and runs[0]["curve"], f"a simulation of two seeds: {runs}")
    scans = place.folder / "scans"
    scans.mkdir()
    for name, data in dicom_files().items():
        (scans / f"{name}.dcm").write_bytes(data)
    place.run("features", place.inside(scans), "--out", place.inside(out), "--jobs", "2")
    rows = rows_of(out)
    check(len(rows) == 3 and rows[0] == rows[1] == rows[2], "three methods of compression, one picture")
    check(any(rows[0]) and not any(map(math.isnan, rows[0])), "compressed DICOM is decoded")
    play = ("demo", "--folder", place.inside(scans), "--project", place.inside(place.folder / "scans.dal"))
    done = place.run(*play, "--autoplay", "3", QT_QPA_PLATFORM="offscreen")
    check(done.strip().endswith("done\t3"), "compressed DICOM in the window")
    return {"accuracy": runs[0]["curve"][-1]["accuracy"]}


def tells(place: Place) -> dict[str, object]:
    """Reports, an export, the model on a folder, and agreement, from the demo of images."""
    project, out = place.folder / "images.dal", {}
    lines = {
        "report.pdf": ("report", place.inside(project), "--out"),
        "report.html": ("report", place.inside(project), "--out"),
        "labels.csv": ("export", place.inside(project), "--format", "csv", "--out"),
        "told.csv": ("predict", place.inside(project), place.inside(place.folder / "images-samples"), "--out"),
    }
    for name, line in lines.items():
        place.run(*line, place.inside(place.folder / name), QT_QPA_PLATFORM="offscreen")
        out[name] = (place.folder / name).read_bytes()
    check(out["report.pdf"].startswith(b"%PDF-") and len(out["report.pdf"]) > 20_000, "a report as PDF")
    check(b"<html" in out["report.html"] and b"<script" not in out["report.html"], "a report as HTML")
    check(len(out["labels.csv"].splitlines()) > 40 and len(out["told.csv"].splitlines()) > 100, "tables")
    votes = place.folder / "votes.csv"
    rows = [f"{who},{n},{'xy'[(n + (who == 'b' and n == 7)) % 2]}" for who in "ab" for n in range(10)]
    votes.write_text("annotator,sample,label\n" + "\n".join(rows) + "\n", encoding="utf-8")
    told = json.loads(place.run("agreement", place.inside(votes), "--json"))
    check(told["measures"]["percent_agreement"]["value"] == 0.9, f"agreement: {told['measures']['percent_agreement']}")
    return {"pdf_kb": len(out["report.pdf"]) // 1000}


def without_home(place: Place) -> dict[str, object]:
    """A home that is missing or cannot be written leaves the commands at work; the window says what is wrong."""
    project = place.folder / f"{ODD}.dal"
    place.run("verify", place.inside(project), HOME="-")
    place.run("verify", place.inside(project), HOME="/proc/none")
    done = subprocess.run(
        place.command(
            "demo",
            "--autoplay",
            "2",
            "--project",
            place.inside(place.folder / "nohome.dal"),
            HOME="/proc/none",
            QT_QPA_PLATFORM="offscreen",
        ),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
    )
    said = done.stdout.decode("utf-8", "replace").strip()
    check("Traceback" not in said, f"a home that cannot be written: {said[-1500:]}")
    return {"unwritable_home": said.splitlines()[-1] if said else ""}


TRIED: tuple[Callable[[Place], dict[str, object]], ...] = (begins, keys, plays, computes, tells, without_home)


def all_of(place: Place) -> dict[str, object]:
    found: dict[str, object] = {}
    for step in TRIED:
        began = time.monotonic()
        given = step(place)
        found.update(given)
        shown = ", ".join(f"{name} {value}" for name, value in given.items())
        print(f"ok    {step.__name__:<14}{time.monotonic() - began:6.1f} s  {shown}", flush=True)
    return found


# -- the three forms -----------------------------------------------------------------------------------


def size_mb(folder: Path) -> float:
    files = (os.path.join(place, name) for place, _, names in os.walk(str(folder)) for name in names)
    return round(sum(os.lstat(path).st_size for path in files) / 1e6, 1)


def try_bundle(bundle: Path, work: Path) -> dict[str, object]:
    check((bundle / NAME).is_file(), f"{bundle} holds no {NAME}")
    # Somewhere else, with an odd name, and nothing may be written into it.
    moved = work / f"programs {ODD}" / NAME
    moved.parent.mkdir()
    shutil.copytree(str(bundle), str(moved), symlinks=True)
    before = listing(moved)
    found = all_of(Place(str(moved / NAME), work))
    check(listing(moved) == before, "the program wrote into its own folder")
    return {"bundle_mb": size_mb(bundle), **found}


def listing(folder: Path) -> set[str]:
    return {os.path.join(place, name) for place, dirs, names in os.walk(str(folder)) for name in [*dirs, *names]}


def try_tar(archive: Path, work: Path) -> dict[str, object]:
    home = work / "home"
    home.mkdir()
    unpacked = work / f"{ODD} unpacked"
    unpacked.mkdir()
    subprocess.run(["tar", "--zstd", "-xf", str(archive), "-C", str(unpacked)], check=True)
    (folder,) = unpacked.iterdir()
    plain = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    subprocess.run([str(folder / "install.sh")], check=True, env=plain, stdout=subprocess.DEVNULL)
    entry = home / ".local/share/applications/desktop-al.desktop"
    check(f'Exec="{home}/.local/lib/desktop-al/desktop-al" open %f' in entry.read_text("utf-8"), "the desktop entry")
    # What was unpacked may be thrown away.
    shutil.rmtree(str(unpacked))
    found = all_of(Place(str(home / ".local/bin/desktop-al"), work))
    # Once more over itself, from a fresh copy, and away.
    unpacked.mkdir()
    subprocess.run(["tar", "--zstd", "-xf", str(archive), "-C", str(unpacked)], check=True)
    subprocess.run([str(folder / "install.sh")], check=True, env=plain, stdout=subprocess.DEVNULL)
    subprocess.run([str(folder / "install.sh"), "--remove"], check=True, env=plain, stdout=subprocess.DEVNULL)
    left = [path for path in listing(home / ".local") if "desktop-al" in path and "desktop_al" not in path]
    check(not left, f"left behind: {left}")
    return {"tar_mb": round(archive.stat().st_size / 1e6, 1), **found}


def in_root(root: Path, *command: str) -> str:
    done = subprocess.run(
        [
            "chroot",
            str(root),
            "env",
            "-i",
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            "DEBIAN_FRONTEND=noninteractive",
            *command,
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said = done.stdout.decode("utf-8", "replace")
    check(done.returncode == 0, f"{' '.join(command)}: {said[-2000:]}")
    return said


@contextlib.contextmanager
def mounted(root: Path) -> Iterator[None]:
    """What processes expect of a running system."""
    wanted = (("proc", "proc", ["-t", "proc"]), ("/dev", "dev", ["--bind"]), ("tmpfs", "dev/shm", ["-t", "tmpfs"]))
    done: list[Path] = []
    try:
        for source, name, how in wanted:
            target = root / name
            if os.path.ismount(str(target)) or (name == "dev/shm" and target.is_dir()):
                continue
            subprocess.run(["mount", *how, source, str(target)], check=True)
            done.append(target)
        yield
    finally:
        for target in reversed(done):
            subprocess.run(["umount", "-l", str(target)])


def try_deb(package: Path, root: Path, suite: str, mirror: str) -> dict[str, object]:
    check(hasattr(os, "geteuid") and os.geteuid() == 0, "a package is installed as root")
    if not (root / "usr").is_dir():
        check(shutil.which("debootstrap"), "debootstrap is not installed")
        print(f"Making a clean {suite} in {root} ...", flush=True)
        mirrors = [mirror] if mirror else []
        subprocess.run(
            ["debootstrap", "--variant=minbase", suite, str(root), *mirrors], check=True, stdout=subprocess.DEVNULL
        )
    with mounted(root):
        if (root / "usr/bin" / NAME).is_symlink():
            # Left by a run that failed.
            in_root(root, "apt-get", "-q", "purge", "-y", NAME)
        for other in ("python3", "python", "desktop-al"):
            check(not (root / "usr/bin" / other).exists(), f"the root is not clean: it has {other}")
        in_root(root, "apt-get", "-q", "update")
        before = listing(root / "usr") | listing(root / "etc")
        packages = set(in_root(root, "dpkg-query", "-W", "-f", "${Package}\n").split())
        shutil.copyfile(str(package), str(root / "x.deb"))
        began = time.monotonic()
        in_root(root, "apt-get", "-q", "install", "-y", "--no-install-recommends", "/x.deb")
        seconds = time.monotonic() - began
        (root / "x.deb").unlink()
        new = set(in_root(root, "dpkg-query", "-W", "-f", "${Package}\n").split()) - packages
        check(not (root / "usr/bin/python3").exists(), "the package brought a Python of the system")
        (root / "tmp/smoke").mkdir(exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=str(root / "tmp/smoke")))
        found = all_of(Place(f"/usr/bin/{NAME}", work, root))
        shutil.rmtree(str(root / "tmp/smoke"))
        said = in_root(root, "dpkg", "--verify", NAME)
        check(not said.strip(), f"files of the package were changed: {said}")
        in_root(root, "apt-get", "-q", "purge", "-y", NAME)
        in_root(root, "apt-get", "-q", "autoremove", "--purge", "-y")
        left = sorted((listing(root / "usr") | listing(root / "etc")) - before)
        ours = [path for path in left if "desktop-al" in path or "desktop_al" in path]
        check(not ours, f"left behind: {ours}")
    sizes = {"deb_mb": round(package.stat().st_size / 1e6, 1), "install_s": round(seconds, 1)}
    return {**sizes, "packages_brought": len(new) - 1, "other_files_left": len(left), **found}


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="smoke.py", description="Try what build.py made.")
    parser.add_argument("form", choices=("bundle", "tar", "deb"))
    parser.add_argument("path", type=Path)
    parser.add_argument("--root", type=Path, metavar="DIR", help="of deb: a clean Debian; made where there is none")
    parser.add_argument("--suite", default="bookworm", help="of deb: which Debian (%(default)s)")
    parser.add_argument("--mirror", default="", help="of deb: where debootstrap fetches it; without: its own choice")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the figures")
    parser.add_argument("--shots", type=Path, metavar="DIR", help="pictures of the screen")
    options = parser.parse_args(argv)
    Place.shots = options.shots.resolve() if options.shots else None
    if options.form == "deb" and options.root is None:
        parser.error("deb needs --root")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        if options.form == "deb":
            found = try_deb(options.path.resolve(), options.root.resolve(), options.suite, options.mirror)
        else:
            with tempfile.TemporaryDirectory(prefix="smoke ") as work:
                run = try_bundle if options.form == "bundle" else try_tar
                found = run(options.path.resolve(), Path(work))
    except Failed as failed:
        print(f"FAILED {failed}", file=sys.stderr)
        return 1
    print(json.dumps(found, ensure_ascii=False))
    if options.json:
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
