"""The command line. Exit code 0: done; 1: could not, one clear line on standard error; 2: wrong usage.

Everything heavy is imported by the command that needs it: ``--help`` and the window's start stay quick.
"""

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from multiprocessing import freeze_support
from pathlib import Path
from typing import Any

from desktop_al import cli_figures, cli_model, cli_passphrase, cli_report
from desktop_al.cli_arguments import parser
from desktop_al.cli_import import import_command
from desktop_al.cli_output import check_no_input, check_out, one_thread, print_json, say, weights_place
from desktop_al.cli_passphrase import (
    VARIABLE,
    new_passphrase,
    unlock_all,
    unlock_copy,
    unlock_for,
    unlock_to_restore,
)
from desktop_al.core.errors import CannotOpen, DesktopAlError
from desktop_al.core.plain_names import plain_lines
from desktop_al.places import default_annotator, demo_home, home


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of ``desktop-al``; returns the exit code."""
    freeze_support()
    for stream in (sys.stdout, sys.stderr):
        # Sample names may hold any character; a terminal or pipe of another encoding must not stop us.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    arguments_parser = parser()
    commands = set(_COMMANDS)
    # A bare PROJECT or FOLDER opens the window: it is the one command without a name.
    first = next((a for a in arguments if not a.startswith("-")), None)
    if first not in commands and not {"-h", "--help", "--version"} & set(arguments):
        arguments = ["open", *arguments]
    options = arguments_parser.parse_args(arguments)
    if options.home:
        os.environ["DESKTOP_AL_HOME"] = options.home
    try:
        if hasattr(options, "file"):
            check_no_input(getattr(options, "json", None), (*_projects(options), options.file))
        _check_told(options)
        if options.command not in _WITHOUT_PROJECT:
            unlock_all(_projects(options))
        return int(_COMMANDS[options.command](options))
    except DesktopAlError as error:
        print(f"desktop-al: {plain_lines(str(error))}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("desktop-al: stopped.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output went away; nothing is left to say to it.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        print(plain_lines(f"desktop-al: {error.strerror or error}{where}."), file=sys.stderr)
        return 1


#: These have no project, make one, or ask for themselves.
_WITHOUT_PROJECT = frozenset(("open", "demo", "new", "encrypt", "passphrase", "verify", "restore"))


def _projects(options: argparse.Namespace) -> list[Path]:
    """The project files that a command is given."""
    named = [getattr(options, "project", None), *getattr(options, "others", ())]
    return [Path(name) for name in named if name]


def _check_told(options: argparse.Namespace) -> None:
    """Refuse figures that would be written over a project they are of, or over what else the command writes."""
    told = [Path(name) for one in ("json", "save_head") if (name := getattr(options, one, None)) and name != "-"]
    if not told:
        return
    from desktop_al.loop.exporting import not_itself

    projects = _projects(options) + ([Path(options.model)] if options.command == "predict" else [])
    for place in told:
        for project in projects:
            not_itself(project, place)
    places = [*told, *(Path(name) for name in (getattr(options, "out", None),) if name)]
    if len({place.resolve() for place in places}) < len(places):
        raise DesktopAlError(f"{places[0].name} is to be written twice. Name another file.")


# -- commands ------------------------------------------------------------------------------------------


def _open(options: argparse.Namespace) -> int:
    if options.path:
        _check_path(Path(options.path))
    _need_display()
    from desktop_al.app import run_window

    return run_window(Path(options.path) if options.path else None, home())


def _demo(options: argparse.Namespace) -> int:
    if options.shots and options.autoplay is None:
        raise DesktopAlError("--shots needs --autoplay.")
    _need_display()
    from desktop_al.app import run_window
    from desktop_al.loop.demo import Demo, DemoKind, set_up_demo

    kind: DemoKind = "folder" if options.folder else "text" if options.text else "images"
    folder = Path(options.folder) if options.folder else None
    name = (
        folder.resolve().name
        if folder
        else "study"
        if options.study
        else {"images": "digits", "text": "functions"}[kind]
    )
    project = Path(options.project) if options.project else demo_home() / f"{name}.dal"
    quiet: Callable[[str], None] = lambda words: print(words, file=sys.stderr, flush=True)  # noqa: E731

    passphrase = ""
    if project.exists():
        unlock_for(project)
    elif options.encrypt:
        passphrase = new_passphrase(VARIABLE)

    def set_up() -> Demo:
        if options.study:
            from desktop_al.loop.demo_study import set_up_study

            return set_up_study(project, home(), quiet, passphrase=passphrase)
        return set_up_demo(
            kind, project, home(), folder=folder, seed=options.seed, progress=quiet, passphrase=passphrase
        )

    demo = set_up()
    if passphrase and not options.study:
        unlock_for(project, passphrase)
    if options.autoplay is None:
        return run_window(demo.project, home())
    from desktop_al.app import run_autoplay

    return run_autoplay(demo, home(), options.autoplay, Path(options.shots) if options.shots else None)


def _new(options: argparse.Namespace) -> int:
    if options.copy_samples and not options.encrypt:
        parser().error("--copy-samples goes with --encrypt")
    if options.classes is None and not options.protocol:
        parser().error("--classes is needed, or --protocol with a file that names them")
    from desktop_al.core.protocol_file import Protocol
    from desktop_al.loop.guideline_file import class_settings, read_protocol_file
    from desktop_al.loop.inside import copy_in
    from desktop_al.loop.opening import NewProject, create_project

    protocol, remarks = read_protocol_file(Path(options.protocol)) if options.protocol else (Protocol(), ())
    if options.classes is None and not protocol.classes:
        raise DesktopAlError(f"{options.protocol} names no classes in front matter. Give them with --classes.")
    given = tuple(options.classes.split(",")) if options.classes is not None else ()
    classes, definitions, marks = class_settings(protocol, given)
    new = NewProject(
        Path(options.project),
        Path(options.folder),
        classes,
        options.annotator or default_annotator(),
        protocol=protocol.text,
        # A file without front matter is a guideline alone.
        source=protocol if protocol != Protocol(text=protocol.text) else None,
        definitions=definitions,
        marks=marks,
        passphrase=new_passphrase(VARIABLE) if options.encrypt else "",
    )
    create_project(new, home())
    many = f"{len(classes):,} class{'es' * (len(classes) != 1)}"
    print(plain_lines(f"{new.path.name} is made for {new.annotator}, with {many}"), file=sys.stderr)
    if options.copy_samples:
        unlock_for(new.path, new.passphrase)
        _say_count(copy_in(new.path, home()))
    for remark in remarks if protocol.classes else ():
        print(plain_lines(f"{Path(options.protocol).name}: {remark}"), file=sys.stderr)
    return 0


def _samples(options: argparse.Namespace) -> int:
    from desktop_al.loop import inside

    project = Path(options.project)
    _say_count(
        inside.take_out(project, Path(options.take_out), home())
        if options.take_out
        else inside.copy_in(project, home(), lambda share: say(f"{share:.0%} copied"))
    )
    return 0


def _say_count(count: int) -> None:
    say("")
    print(f"{count:,} files", file=sys.stderr)


def _export(options: argparse.Namespace) -> int:
    from desktop_al.loop.export_wish import Wish, settled
    from desktop_al.loop.exporting import export_labels, export_protocol

    path, out = Path(options.project), Path(options.out)
    wish = Wish(options.format, options.view, options.rule or "", options.times, options.raw, options.link)
    if options.format == "model":
        settled(wish, None)
        return cli_model.export_command(options, _note())
    if options.format == "protocol":
        settled(wish, None)
        export_protocol(path, out, _note())
        return 0
    one_thread()
    done = export_labels(
        path, wish, out, note=_note(), progress=lambda share: say(f"{share:.0%} written"), weights=weights_place()
    )
    say("")
    for sentence in done.said:
        print(plain_lines(sentence), file=sys.stderr)
    print(f"{done.count} {done.unit}", file=sys.stderr)
    return 0


def _note() -> Any:
    """Has an export kept in the log of the project."""
    from desktop_al.loop.export_log import Note

    return Note(default_annotator(), home(), lambda words: print(words, file=sys.stderr))


def _audit(options: argparse.Namespace) -> int:
    from desktop_al.loop.audit_file import export_trail

    count = export_trail(Path(options.project), Path(options.out), _note())
    print(f"{count} events", file=sys.stderr)
    return 0


def _handout(options: argparse.Namespace) -> int:
    from desktop_al.loop.handing_out import hand_out
    from desktop_al.loop.scripted import ensure_listed

    ensure_listed(Path(options.project), home())
    made = hand_out(Path(options.project), options.annotator, Path(options.out), home())
    shared = f", {made.overlap:,} of them shared with others" if made.overlap else ""
    print(f"A copy for {made.annotator} with {made.samples:,} samples{shared}", file=sys.stderr)
    return 0


def _gold(options: argparse.Namespace) -> int:
    from desktop_al.loop.gold import add_known
    from desktop_al.loop.scripted import ensure_listed

    ensure_listed(Path(options.project), home())
    known = add_known(Path(options.project), Path(options.file), options.annotator or "", home())
    for name, cause in known.left_out:
        print(plain_lines(f"{name}: {cause}"), file=sys.stderr)
    left_out = f", {len(known.left_out):,} left out" if known.left_out else ""
    print(f"{len(known.answers):,} known answers{left_out}", file=sys.stderr)
    return 0


def _merge(options: argparse.Namespace) -> int:
    from desktop_al.loop.merging import merge_projects, merged_words

    merged = merge_projects(Path(options.project), [Path(other) for other in options.others], home())
    print(plain_lines(merged_words(merged, len(options.others))), file=sys.stderr)
    return 0


def _backup(options: argparse.Namespace) -> int:
    from desktop_al.loop import backups, restoring

    project, chosen = Path(options.project), _backup_folder()
    if options.json and not options.list:
        parser().error("--json goes with --list")
    check_out(options.json)
    check_out(options.out)
    if options.list:
        if not project.is_file():
            # Nothing but its backups is left; they have one key as a rule.
            for backup in backups.find_backups(project, chosen)[:1]:
                unlock_copy(backup.path)
        found = restoring.listing(project, chosen)
        if options.json:
            print_json(found, options.json)
        else:
            print(restoring.listing_text(found))
        return 0
    if options.out:
        made = backups.back_up_to(project, Path(options.out))
    else:
        made = backups.make_backup(project, chosen, settle=True)
    print(backups.made_words(made), file=sys.stderr)
    return 0


def _restore(options: argparse.Namespace) -> int:
    from desktop_al.loop.restoring import restore_backup

    unlock_to_restore(Path(options.project), Path(options.backup))
    print(restore_backup(Path(options.project), Path(options.backup)).words, file=sys.stderr)
    return 0


def _backup_folder() -> str:
    """The folder for backups that was chosen in the settings, "" for none."""
    try:
        from desktop_al.ui.preferences import load
    except ImportError:
        # Without the libraries of a desktop there is no window that could have kept one.
        return ""
    return str(load(home()).settings["backup_folder"])


def _verify(options: argparse.Namespace) -> int:
    from desktop_al.core.head import fingerprint
    from desktop_al.loop.heads import kept_head, save_head
    from desktop_al.store.verify import Verification, report, verify

    head = kept_head(options.head) if options.head else None
    try:
        unlock_for(Path(options.project))
        result = verify(Path(options.project), head)
    except CannotOpen as error:
        result = Verification(False, 0, 0, (), (str(error),))
    if options.json:
        print_json(report(result), options.json)
    elif result.ok or result.events:
        print(f"{result.events} events, {result.annotations} annotations, classes: {', '.join(result.classes)}")
        if result.head is not None:
            print(f"Fingerprint of the head: {fingerprint(result.head)}")
        if head is not None and result.ok:
            print("The log still holds the head that was kept.")
        for signed in result.signatures:
            state = "valid" if signed.valid else f"void, {signed.changed} changed after signing"
            print(f"Signed by {signed.name} ({signed.who}): {signed.samples} samples, {signed.meaning}; {state}")
    if not result.ok:
        for problem in result.problems:
            print(f"desktop-al: {plain_lines(problem)}", file=sys.stderr)
    if options.save_head:
        save_head(result, Path(options.project), Path(options.save_head))
    return 0 if result.ok else 1


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "open": _open,
    "demo": _demo,
    "new": _new,
    "samples": _samples,
    "import": import_command,
    "export": _export,
    "audit": _audit,
    "handout": _handout,
    "gold": _gold,
    "merge": _merge,
    "backup": _backup,
    "restore": _restore,
    "verify": _verify,
    "predict": cli_model.predict_command,
    "pace": cli_figures.pace_command,
    "agreement": cli_figures.agreement_command,
    "stop": cli_figures.stop_command,
    "simulate": cli_figures.simulate_command,
    "report": cli_report.report_command,
    "features": cli_figures.features_command,
    "import-features": cli_figures.import_features_command,
    "encrypt": lambda options: cli_passphrase.encrypt(options, say, _backup_folder()),
    "decrypt": lambda options: cli_passphrase.decrypt(options, say),
    "passphrase": lambda options: cli_passphrase.passphrase(options, say),
}


def _check_path(path: Path) -> None:
    """A mistyped name is said at once, not in a window."""
    if path.is_dir():
        return
    if not path.exists():
        raise DesktopAlError(f"There is no project, folder or command {path}.")
    from desktop_al.store.key_file import is_encrypted

    with open(path, "rb") as file:
        if not file.read(16).startswith(b"SQLite format 3") and not is_encrypted(path):
            raise DesktopAlError(f"{path} is not a project. Open the folder with the images or texts instead.")


def _need_display() -> None:
    """Qt ends the process without a word of help where there is no display."""
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in known):
        raise DesktopAlError(
            "There is no display to open a window on. Set QT_QPA_PLATFORM=offscreen to run without one."
        )


if __name__ == "__main__":
    sys.exit(main())
