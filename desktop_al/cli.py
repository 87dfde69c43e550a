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

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.program import program_version
from desktop_al.places import cache_home, default_annotator, demo_home, home


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of ``desktop-al``; returns the exit code."""
    freeze_support()
    for stream in (sys.stdout, sys.stderr):
        # Sample names may hold any character; a terminal or pipe of another encoding must not stop us.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser()
    commands = set(_COMMANDS)
    # A bare PROJECT or FOLDER opens the window: it is the one command without a name.
    first = next((a for a in arguments if not a.startswith("-")), None)
    if first not in commands and not {"-h", "--help", "--version"} & set(arguments):
        arguments = ["open", *arguments]
    options = parser.parse_args(arguments)
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


#: Audit share of a simulation that is to judge when to stop.
_STOP_AUDIT = 0.1


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
    if options.study:
        raise DesktopAlError("The demo of a study is not in this version.")
    if options.shots and options.autoplay is None:
        raise DesktopAlError("--shots needs --autoplay.")
    _need_display()
    from desktop_al.app import run_window
    from desktop_al.loop.demo import Demo, DemoKind, set_up_demo

    kind: DemoKind = "folder" if options.folder else "text" if options.text else "images"
    folder = Path(options.folder) if options.folder else None
    name = folder.resolve().name if folder else {"images": "digits", "text": "functions"}[kind]
    project = Path(options.project) if options.project else demo_home() / f"{name}.dal"
    quiet: Callable[[str], None] = lambda words: print(words, file=sys.stderr, flush=True)  # noqa: E731

    def set_up() -> Demo:
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
    print(f"{count} annotations", file=sys.stderr)
    return 0


def _merge(options: argparse.Namespace) -> int:
    from desktop_al.loop.merging import merge_projects

    merged = merge_projects(Path(options.project), [Path(other) for other in options.others], home())
    print(f"{merged.events} new events, {merged.samples} new samples", file=sys.stderr)
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


def _simulate(options: argparse.Namespace) -> int:
    # One thread: on two busy cores more threads take several times as long. Read when numpy loads.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
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
        audit_share=options.audit if options.audit is not None else _STOP_AUDIT if options.stop_report else 0.0,
        abstain=options.abstain,
        model=options.model,
        wanted=options.wanted,
        test=test,
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
    "merge": _merge,
    "verify": _verify,
    "pace": _pace,
    "simulate": _simulate,
    "features": _features,
    "import-features": _import_features,
}


# -- arguments -----------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="desktop-al",
        description="Label a folder of images or texts while a model learns what is worth asking next. Offline.",
        epilog="desktop-al PROJECT or desktop-al FOLDER opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"desktop-al {program_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, help_text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_text, description=help_text)
        sub.add_argument("--home", metavar="DIR", help="where settings are kept, instead of the user's own place")
        return sub

    opening = command("open", "Open the window, with a project or a folder to label.")
    opening.add_argument("path", nargs="?", metavar="PROJECT|FOLDER")

    demo = command("demo", "Open a ready project made from data that installed packages carry.")
    which = demo.add_mutually_exclusive_group()
    which.add_argument("--images", action="store_true", help="handwritten digits (the default)")
    which.add_argument("--text", action="store_true", help="descriptions of scientific functions")
    which.add_argument("--study", action="store_true", help=argparse.SUPPRESS)
    which.add_argument("--folder", metavar="DIR", help="a folder of your own, with answers drawn at random")
    demo.add_argument("--encrypt", action="store_true", help=argparse.SUPPRESS)
    demo.add_argument("--project", metavar="P.dal", help="where the demo lies; gone on with if it is there")
    demo.add_argument("--autoplay", type=_count, metavar="N", help="give N answers by key events, then close")
    demo.add_argument("--shots", metavar="DIR", help="with --autoplay: leave a picture of every page in DIR")
    demo.add_argument("--seed", type=_count, default=0, help="of answers drawn at random")

    new = command("new", "Make a project without the window.")
    new.add_argument("folder", metavar="FOLDER")
    new.add_argument("--project", required=True, metavar="P.dal")
    new.add_argument("--classes", required=True, metavar="a,b,c")
    new.add_argument("--protocol", metavar="FILE.md")
    new.add_argument("--annotator", metavar="NAME")
    new.add_argument("--encrypt", action="store_true", help=argparse.SUPPRESS)

    export = command("export", "Write the annotations in force to a file.")
    export.add_argument("project", metavar="P.dal")
    export.add_argument("--format", required=True, choices=("csv", "jsonl"))
    export.add_argument("--out", required=True, metavar="FILE")
    export.add_argument("--times", action="store_true", help="with the seconds spent on each answer")

    merge = command("merge", "Bring what other copies of a project hold into this one.")
    merge.add_argument("project", metavar="P.dal")
    merge.add_argument("others", nargs="+", metavar="OTHER.dal")

    verify = command("verify", "Check a project: chains, contents, structure.")
    verify.add_argument("project", metavar="P.dal")
    _json_option(verify)

    pace = command("pace", "Look for signs of tiring in a table of answers and their times.")
    pace.add_argument("file", metavar="FILE.csv", help="annotator,sample,shown,committed,active_s, times in seconds")
    _json_option(pace)

    simulate = command("simulate", "Replay the learning loop on data whose answers are known.")
    simulate.add_argument("folder", nargs="?", metavar="FOLDER")
    simulate.add_argument("--features", metavar="X.npy")
    simulate.add_argument(
        "--labels",
        required=True,
        metavar="LABELS.csv|Y.npy|folders",
        help="a CSV with the columns path and label; an array for --features; or the names of the subfolders",
    )
    simulate.add_argument("--test-features", metavar="XT.npy")
    simulate.add_argument("--test-labels", metavar="YT.npy")
    simulate.add_argument("--test-fraction", type=float, default=0.3)
    simulate.add_argument("--strategy", default="recommended", metavar="NAME[,NAME...]|all", help="names or mixes")
    simulate.add_argument("--batch", type=_count, default=10)
    simulate.add_argument("--budget", type=_count, default=300, help="labels in all, the initial ones counted")
    simulate.add_argument("--initial", type=_count, default=10, help="labels drawn at random first; 0: cold start")
    simulate.add_argument("--initial-indices", metavar="I.npy")
    simulate.add_argument("--seeds", type=_count, default=5)
    simulate.add_argument("--audit", type=float, metavar="SHARE", help="reserve a share as audit samples")
    simulate.add_argument("--stop-report", action="store_true", help=f"with an audit share of {_STOP_AUDIT}")
    simulate.add_argument("--noise", type=float, default=0.0, help="share of wrong answers")
    simulate.add_argument("--abstain", type=float, default=0.0, metavar="SHARE", help="share answered with unsure")
    simulate.add_argument("--model", default="logistic", metavar="NAME", help="what learns; the README lists them")
    simulate.add_argument(
        "--wanted", metavar="CLASS", help="the class that certainty looks for; without: the likeliest one"
    )
    simulate.add_argument("--features-of", choices=("cheap", "all"), default="all", help="all: with the network")
    simulate.add_argument("--cache", metavar="DIR|none", help="where the features of a folder are kept")
    simulate.add_argument("--jobs", type=_count, metavar="N", help="seeds at once; without: as many as there are cores")
    simulate.add_argument("--plot", metavar="FILE.svg|FILE.png", help="draw the learning curves")
    _json_option(simulate)

    features = command("features", "Compute the features of a folder, for a project on this or another computer.")
    features.add_argument("folder", metavar="FOLDER")
    features.add_argument("--out", required=True, metavar="X.npz")
    features.add_argument("--names", metavar="NAME[,NAME...]", help="without: all that the window computes")
    features.add_argument("--jobs", type=_count, metavar="N", help="processes; without: as many as there are cores")

    bring = command("import-features", "Bring features that were computed elsewhere into a project.")
    bring.add_argument("project", metavar="P.dal")
    bring.add_argument("file", metavar="X.npz")
    return parser


def _json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", nargs="?", const="-", metavar="FILE", help="to FILE, or to standard output")


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if number < 0:
        raise argparse.ArgumentTypeError(f"a whole number from 0 is needed, not {text}")
    return number


def _print_json(value: Any, where: str) -> None:
    if where == "-":
        json.dump(value, sys.stdout, ensure_ascii=False)
        print()
        return
    _write_whole(Path(where), json.dumps(value, ensure_ascii=False).encode())


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
