"""The command line. Exit code 0: done; 1: could not, one clear line on standard error; 2: wrong usage.

Everything heavy is imported by the command that needs it: ``--help`` and the window's start stay quick.
"""

import argparse
import contextlib
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from multiprocessing import freeze_support
from pathlib import Path
from typing import Any

from desktop_al.cli_arguments import STOP_AUDIT, parser
from desktop_al.core.errors import DesktopAlError
from desktop_al.places import cache_home, default_annotator, demo_home, home


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
        return int(_COMMANDS[options.command](options))
    except DesktopAlError as error:
        print(f"desktop-al: {error}", file=sys.stderr)
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
        print(f"desktop-al: {error.strerror or error}{where}.", file=sys.stderr)
        return 1


# -- commands ------------------------------------------------------------------------------------------


def _open(options: argparse.Namespace) -> int:
    if options.path:
        _check_path(Path(options.path))
    _need_display()
    from desktop_al.app import run_window

    return run_window(Path(options.path) if options.path else None, home())


def _demo(options: argparse.Namespace) -> int:
    if options.encrypt:
        raise DesktopAlError("Encrypted projects are not in this version.")
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

    def set_up() -> Demo:
        if options.study:
            from desktop_al.loop.demo_study import set_up_study

            return set_up_study(project, home(), quiet)
        return set_up_demo(kind, project, home(), folder=folder, seed=options.seed, progress=quiet)

    demo = set_up()
    if options.autoplay is None:
        return run_window(demo.project, home())
    from desktop_al.app import run_autoplay

    return run_autoplay(demo, home(), options.autoplay, Path(options.shots) if options.shots else None)


def _new(options: argparse.Namespace) -> int:
    if options.encrypt:
        raise DesktopAlError("Encrypted projects are not in this version.")
    from desktop_al.loop.guideline_file import read_guideline
    from desktop_al.loop.opening import NewProject, create_project

    protocol = read_guideline(Path(options.protocol)) if options.protocol else ""
    classes = tuple(options.classes.split(","))
    annotator = options.annotator or default_annotator()
    new = NewProject(Path(options.project), Path(options.folder), classes, annotator, protocol=protocol)
    create_project(new, home())
    return 0


def _export(options: argparse.Namespace) -> int:
    from desktop_al.loop.exporting import export_project

    count = export_project(Path(options.project), options.format, Path(options.out), times=options.times)
    print(f"{count} {'samples' if options.format == 'results' else 'annotations'}", file=sys.stderr)
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
        print(f"{name}: {cause}", file=sys.stderr)
    left_out = f", {len(known.left_out):,} left out" if known.left_out else ""
    print(f"{len(known.answers):,} known answers{left_out}", file=sys.stderr)
    return 0


def _merge(options: argparse.Namespace) -> int:
    from desktop_al.loop.merging import merge_projects, merged_words

    merged = merge_projects(Path(options.project), [Path(other) for other in options.others], home())
    print(merged_words(merged, len(options.others)), file=sys.stderr)
    return 0


def _verify(options: argparse.Namespace) -> int:
    from desktop_al.store.verify import verify

    result = verify(Path(options.project))
    if options.json:
        _print_json(asdict(result), options.json)
    elif result.ok or result.events:
        print(f"{result.events} events, {result.annotations} annotations, classes: {', '.join(result.classes)}")
    if not result.ok:
        for problem in result.problems:
            print(f"desktop-al: {problem}", file=sys.stderr)
        return 1
    return 0


def _pace(options: argparse.Namespace) -> int:
    from desktop_al.loop import pacing

    log = pacing.read_log(Path(options.file))
    for remark in log.remarks:
        print(remark, file=sys.stderr)
    result = pacing.pace(log)
    if options.json:
        _print_json(result, options.json)
    else:
        print(pacing.summary(result))
    return 0


def _stop(options: argparse.Namespace) -> int:
    _one_thread()
    from desktop_al.loop import stopping

    _check_out(options.json)
    result = stopping.stop(stopping.read_history(Path(options.file)))
    if options.json:
        _print_json(result, options.json)
    else:
        print(stopping.summary(result))
    return 0


def _one_thread() -> None:
    """On two busy cores more threads take several times as long. Read when numpy loads."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _agreement(options: argparse.Namespace) -> int:
    _one_thread()
    from desktop_al.loop.agreement_file import read_agreement
    from desktop_al.loop.agreement_output import figures, summary

    _check_out(options.json)
    levels = _names_in(options.levels, "--levels") if options.levels is not None else None
    file = read_agreement(Path(options.file), options.scale, levels)
    for remark in file.remarks:
        print(remark, file=sys.stderr)
    heard: Callable[[float], None] = lambda share: _say(f"{share:.0%} computed")  # noqa: E731
    result = figures(file, bootstrap=options.bootstrap, seed=options.seed, progress=heard)
    _say("")
    if options.json:
        _print_json(result, options.json)
    else:
        print(summary(result))
    return 0


def _simulate(options: argparse.Namespace) -> int:
    _one_thread()
    from desktop_al.loop import simulating as sim
    from desktop_al.loop.processes import cores

    if bool(options.folder) == bool(options.features):
        raise DesktopAlError("Give a folder or --features, one of them.")
    if bool(options.test_features) != bool(options.test_labels):
        raise DesktopAlError("--test-features and --test-labels go together.")
    _check_out(options.json)
    _check_out(options.plot)
    if options.plot:
        sim.check_plot(Path(options.plot))
    strategies = _names_in(options.strategy, "--strategy")
    if options.wanted is None and any("certainty" in name for name in strategies):
        print("Without --wanted, the strategy certainty asks for the likeliest class of each sample.", file=sys.stderr)
    jobs = options.jobs or cores()
    test = None
    if options.features:
        data = sim.load_arrays(Path(options.features), Path(options.labels))
        if options.test_features:
            held_out = sim.load_arrays(Path(options.test_features), Path(options.test_labels))
            test = (held_out.features, held_out.labels)
            remark = sim.check_test_classes(data.labels, held_out.labels)
            if remark:
                print(remark, file=sys.stderr)
        if options.cache and options.cache != "none":
            print("--cache has no effect with --features: there are no features to be computed.", file=sys.stderr)
    else:
        if options.test_features:
            raise DesktopAlError("--test-features goes with --features; a folder uses --test-fraction.")
        cache = None if options.cache == "none" else sim.own_cache(options.cache) if options.cache else cache_home()
        how = sim.FolderPlan(_weights() if options.features_of == "all" else "", cache, jobs)
        data = sim.load_folder(Path(options.folder), options.labels, how, _say)
        if data.remark:
            print(data.remark, file=sys.stderr)
        if data.left_out:
            print(f"{data.left_out} samples without a label or unreadable are left out", file=sys.stderr)
    initial: Any = sim.load_array(Path(options.initial_indices)) if options.initial_indices else options.initial
    plan = sim.Plan(
        strategies=strategies,
        batch=options.batch,
        budget=options.budget,
        initial=initial,
        seeds=options.seeds,
        noise=options.noise,
        test_fraction=options.test_fraction,
        audit_share=options.audit if options.audit is not None else STOP_AUDIT if options.stop_report else 0.0,
        abstain=options.abstain,
        model=options.model,
        wanted=options.wanted,
        test=test,
        stop_report=options.stop_report,
    )
    result = sim.run(data, plan, lambda share: _say(f"{share:.0%} simulated"), jobs)
    _say("")
    if options.json != "-":
        print(sim.summary(result))
    if options.json:
        _print_json(result, options.json)
    if options.plot:
        from desktop_al.loop.curve_plot import curves_svg

        _write_plot(Path(options.plot), curves_svg(result))
    return 0


def _names_in(text: str, option: str) -> tuple[str, ...]:
    """The names of a list with commas."""
    names = tuple(name.strip() for name in text.split(","))
    if not all(names):
        raise DesktopAlError(f'{option} "{text}" has an empty name: there is a comma too many, or a name is missing.')
    return names


def _write_plot(path: Path, svg: str) -> None:
    """By the ending of the name: the SVG itself, or its picture."""
    if path.suffix.lower() == ".svg":
        _write_whole(path, svg.encode())
        return
    # No window is opened, so no display is needed.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop_al.ui.svg_picture import svg_to_png

    _write_whole(path, svg_to_png(svg))


def _check_out(path: str | None) -> None:
    """Refuse a place that cannot be written to before the work rather than after it."""
    if not path or path == "-":
        return
    if Path(path).is_dir():
        raise DesktopAlError(f"{path} is a folder; a file is needed.")
    if not Path(path).resolve().parent.is_dir():
        raise DesktopAlError(f"There is no folder {Path(path).parent} to write {Path(path).name} in.")


def _features(options: argparse.Namespace) -> int:
    from desktop_al.loop import feature_files as files
    from desktop_al.loop.opening import folder_kind
    from desktop_al.loop.processes import cores

    folder, out = Path(options.folder), Path(options.out)
    kind, weights = folder_kind(folder), _weights()
    _check_out(options.out)
    if out.resolve().is_relative_to(folder.resolve()):
        raise DesktopAlError("The features cannot lie in the sample folder: nothing is ever written there.")
    names = _names_in(options.names, "--names") if options.names else files.usual_names(kind, weights)
    files.check_names(names, kind)
    chunks = files.sample_chunks(folder, kind)
    heard: Callable[[float], None] = lambda share: _say(f"{share:.0%} computed")  # noqa: E731
    features = files.compute_features(folder, chunks, names, weights, options.jobs or cores(), heard)
    _say("")
    files.write_features(out, features)
    unread = sum(map(len, chunks)) - len(features.samples)
    left_out = f", {unread} samples could not be read" if unread else ""
    print(f"{len(features.samples)} samples ({', '.join(r.name for r in features.rows)}){left_out}", file=sys.stderr)
    return 0


def _import_features(options: argparse.Namespace) -> int:
    from desktop_al.loop.feature_files import import_features

    done = import_features(Path(options.project), Path(options.file))
    words = [f"{done.samples} samples ({', '.join(done.names)})"]
    words += [f"{done.unknown} that the project does not have are left out"] if done.unknown else []
    words += [f"{done.changed} with another content are left out"] if done.changed else []
    print(", ".join(words), file=sys.stderr)
    return 0


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "open": _open,
    "demo": _demo,
    "new": _new,
    "export": _export,
    "handout": _handout,
    "gold": _gold,
    "merge": _merge,
    "verify": _verify,
    "pace": _pace,
    "agreement": _agreement,
    "stop": _stop,
    "simulate": _simulate,
    "features": _features,
    "import-features": _import_features,
}


def _print_json(value: Any, where: str) -> None:
    if where == "-":
        json.dump(value, sys.stdout, ensure_ascii=False)
        print()
        return
    _write_whole(Path(where), json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace"))


def _write_whole(path: Path, content: bytes) -> None:
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)


def _say(words: str) -> None:
    """One line that is written over by the next one, where somebody looks on."""
    if sys.stderr.isatty():
        print(f"\r{words:<60}", end="", file=sys.stderr, flush=True)


def _weights() -> str:
    from desktop_al.loop.opening import weights_folder

    return str(weights_folder(home()))


def _check_path(path: Path) -> None:
    """A mistyped name is said at once, not in a window."""
    if path.is_dir():
        return
    if not path.exists():
        raise DesktopAlError(f"There is no project, folder or command {path}.")
    with open(path, "rb") as file:
        if not file.read(16).startswith(b"SQLite format 3"):
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
