"""Set up, start, test and measure a source checkout with one command; needs nothing but Python.

``python3 packaging/dev.py --help`` lists the commands. The environment is ``.venv`` at the root of the
repository; it is made at the first call, kept up to date afterwards and made anew when it is broken.
Only the standard library is used, in the syntax of Python 3.8, so that an older Python can still say
what is missing.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Iterator, Mapping, Sequence

import language_texts
from qt_libraries import check_qt, has_display, offer_display_tools
from venv_setup import ROOT, VENV, WINDOWS, Stop, clean_environment, say, set_up

WEIGHTS = ROOT / "packaging" / "weights.py"
NO_WEIGHTS = "--no-weights"

HELP = {
    "run": (
        "run [ARGS...]",
        "Open the demo window. ARGS go to `desktop-al demo`, for example\n"
        "    run --images\n"
        "    run --autoplay 60 --shots shots      (with QT_QPA_PLATFORM=offscreen no display is needed)\n"
        "    run -- --help                        (the options of the demo)\n"
        "Meanwhile the weights of the networks are fetched, if they are not there yet: see `weights --help`. The demo\n"
        "does not wait for them; .venv/weights.log says how it went. `run --no-weights` leaves it out.",
    ),
    "weights": (
        "weights [--into DIR]",
        "Fetch two pretrained networks and convert them, once: 100 MB to download, 37 MB to keep.\n"
        "With them the model needs fewer labels. DIR is the folder they go to, otherwise the one that the variable\n"
        "DESKTOP_AL_WEIGHTS names, otherwise `weights` in the user's data folder; the program looks in the last two.",
    ),
    "test": (
        "test [ARGS...]",
        "Check style, types and behaviour: ruff check, ruff format --check, mypy, pytest. ARGS go to pytest.\n"
        "The tests run on three processes (`test -n 0`: on one), except those that measure time. One that fails\n"
        "runs a second time, and the summary counts it (`test --reruns 0`: never).\n"
        "Needs no display and no network. The last line is pytest's summary; exit code 0 only if all passed.",
    ),
    "lint": ("lint", "Check style and types only: ruff check, ruff format --check, mypy."),
    "bench": (
        "bench [ARGS...]",
        "Measure against the budgets and print a table. ARGS go to `python -m tests.benchmarks`.",
    ),
    "texts": (
        "texts [--missing]",
        "Bring resources/languages/*.ts in step with the source: what is new is added as unfinished, what is\n"
        "gone is taken out. Qt Linguist edits the files. --missing only prints what has no translation.",
    ),
    "shots": (
        "shots DIR",
        "Write a PNG of every page and state of the window into DIR; offscreen when there is no display.\n"
        "DIR/images and DIR/text are of the demo, DIR/states of every state, each of them really brought about, in\n"
        "all themes, a small window and large letters. Words that are missing or cut off on them are printed.",
    ),
}


def hand_over(command: Sequence[str], environment: Mapping[str, str], folder: Path | None = None) -> int:
    """Run the command in place of this process where the system can, so that signals and exit code are its own."""
    sys.stdout.flush()
    if folder is not None:
        os.chdir(str(folder))
    if WINDOWS:
        return subprocess.call(list(command), env=dict(environment))
    return os.execve(command[0], list(command), dict(environment))


def lint(python: Path) -> bool:
    """Style and types; one line per check, the whole output of a failed one. False if one failed."""
    passed = True
    for name in ("ruff check .", "ruff format --check .", "mypy"):
        began = time.monotonic()
        out = subprocess.run(
            [str(python), "-m", *name.split()],
            cwd=str(ROOT),
            env=clean_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if out.returncode:
            passed = False
            say(out.stdout.decode("utf-8", "replace").rstrip())
        say(f"{'ok    ' if out.returncode == 0 else 'FAILED'}  {name:<22} {time.monotonic() - began:6.1f} s")
    return passed


def fetch_in_background(python: Path, environment: Mapping[str, str], log: Path) -> None:
    """Start fetching the weights and go on at once; nothing is said but in ``log``."""
    command = [str(python), str(WEIGHTS), "--background"]
    try:
        with open(str(log), "wb") as file:
            if WINDOWS:
                quiet = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS  # type: ignore[attr-defined,unused-ignore]
                subprocess.Popen(
                    command, env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=file, creationflags=quiet
                )
                return
            # By a child that ends at once: the demo takes this process over and must not find a child in it.
            child = os.fork()
            if child:
                os.waitpid(child, 0)
                return
            try:
                subprocess.Popen(
                    command, env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True
                )
            finally:
                os._exit(0)
    except OSError:
        return


def run(args: list[str]) -> int:
    if not has_display(os.environ):
        raise Stop(
            "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set. Run this on a desktop, under "
            "`xvfb-run`, or with QT_QPA_PLATFORM=offscreen and --autoplay."
        )
    python = set_up(dev=False)
    env = clean_environment()
    check_qt(python, env)
    if NO_WEIGHTS in args:
        args = [arg for arg in args if arg != NO_WEIGHTS]
    elif "--help" not in args:
        fetch_in_background(python, env, VENV / "weights.log")
    return hand_over([str(python), "-m", "desktop_al.cli", "demo", *args], env)


def weights(args: list[str]) -> int:
    return hand_over([str(set_up(dev=False)), str(WEIGHTS), *args], clean_environment())


def test(args: list[str]) -> int:
    python = set_up(dev=True)
    offer_display_tools()
    env = clean_environment()
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    check_qt(python, env)
    # The tests start hundreds of processes; none shall compile our modules again.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    with compiling_tests(python, env, wanted=not args):
        passed = lint(python)
    say("        pytest ...")
    # As the program does: several threads for small matrices only wait for each other on a busy machine.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        env.setdefault(name, "1")
    # As many workers as PYTEST_XDIST_AUTO_NUM_WORKERS says; none with --pdb, or where ARGS say -n 0.
    # One more than the least there is: many tests wait for other processes.
    env.setdefault("PYTEST_XDIST_AUTO_NUM_WORKERS", "3")
    spread = ["-n", "auto", "--dist", "worksteal"]
    # Which ones needed it is listed, with what they said, and counted in the summary.
    again = ["--reruns", "1", "--reruns-delay", "2", "-r", "fER"]
    code = subprocess.call([str(python), "-m", "pytest", *spread, *again, *args], cwd=str(ROOT), env=env)
    return (code if code > 0 else 128 - code) if code else int(not passed)


@contextlib.contextmanager
def compiling_tests(python: Path, env: Mapping[str, str], wanted: bool) -> Iterator[None]:
    """In a clean checkout, let one process find and compile all tests beside the block: mypy uses one processor only,
    and otherwise every process of pytest would compile all of them at once."""
    if not wanted or (ROOT / "tests" / "__pycache__").exists():
        yield
        return
    command = [str(python), "-m", "pytest", "--collect-only", "-q"]
    process = subprocess.Popen(
        command, cwd=str(ROOT), env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
        # What is wrong with a test is said by the run itself.
        process.wait()
    finally:
        process.kill()
        process.wait()


def shots(args: list[str]) -> int:
    python = set_up(dev=False)
    env = clean_environment({} if has_display(os.environ) else {"QT_QPA_PLATFORM": "offscreen"})
    check_qt(python, env)
    target = Path(args[0]).absolute()
    with tempfile.TemporaryDirectory() as place:
        for kind in ("images", "text"):
            say(f"Playing the demo of {kind} and taking its pictures")
            command = [str(python), "-m", "desktop_al.cli", "demo", f"--{kind}", "--home", place]
            command += [
                "--project",
                str(Path(place) / f"{kind}.dal"),
                "--autoplay",
                "90",
                "--shots",
                str(target / kind),
            ]
            done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL)
            if done.returncode:
                return done.returncode
    say("Bringing about every state and taking its pictures")
    command = [str(python), "-m", "tests.pictures", str(target / "states")]
    return subprocess.run(command, env=env, cwd=str(ROOT)).returncode


def bench(args: list[str]) -> int:
    python = set_up(dev=True)
    env = clean_environment()
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    check_qt(python, env)
    return hand_over([str(python), "-m", "tests.benchmarks", *args], env, folder=ROOT)


def usage() -> str:
    lines = ["usage: python3 packaging/dev.py COMMAND [ARGS...]", ""]
    lines += [f"  {synopsis:<20} {text.splitlines()[0]}" for synopsis, text in HELP.values()]
    return "\n".join([*lines, "", "COMMAND --help tells more. The first call makes the environment .venv."])


def parse(argv: Sequence[str]) -> tuple[str, list[str], str]:
    """(command, its arguments, text to print instead); the text is a complaint if the command is empty."""
    if not argv:
        return "", [], usage()
    command, rest = argv[0], list(argv[1:])
    if command in ("-h", "--help", "help"):
        return "help", [], usage()
    if command not in HELP:
        return "", [], f"{usage()}\n\nThere is no command {command!r}."
    if rest and rest[0] in ("-h", "--help"):
        return "help", [], f"usage: python3 packaging/dev.py {HELP[command][0]}\n\n{HELP[command][1]}"
    if rest and rest[0] == "--":
        rest = rest[1:]
    if (command == "lint" and rest) or (command == "shots" and len(rest) != 1):
        return "", [], f"usage: python3 packaging/dev.py {HELP[command][0]}"
    return command, rest, ""


def main(argv: Sequence[str]) -> int:
    if sys.version_info < (3, 8):  # noqa: UP036
        print("This script needs Python 3.8 or newer to start, and desktop_al needs 3.11 to 3.13.")
        return 1
    command, rest, text = parse(argv)
    if text:
        print(text, file=sys.stdout if command else sys.stderr)
        return 0 if command else 2
    # As an exception, so that a killed set-up ends its pip too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    commands = {"run": run, "test": test, "weights": weights, "shots": shots, "bench": bench}
    try:
        if command == "texts":
            return language_texts.main(rest)
        if command == "lint":
            return int(not lint(set_up(dev=True)))
        return commands[command](rest)
    except Stop as stop:
        sys.stdout.flush()
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
