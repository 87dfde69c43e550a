"""The commands that work on tables and folders, not on a project: measuring, simulating, computing features."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_al.cli_arguments import STOP_AUDIT
from desktop_al.cli_output import check_out, names_in, one_thread, print_json, say, weights_place, write_whole
from desktop_al.core.errors import DesktopAlError
from desktop_al.core.plain_names import plain_lines
from desktop_al.places import cache_home


def pace_command(options: argparse.Namespace) -> int:
    from desktop_al.loop import pacing

    log = pacing.read_log(Path(options.file))
    for remark in log.remarks:
        print(plain_lines(remark), file=sys.stderr)
    result = pacing.pace(log)
    if options.json:
        print_json(result, options.json)
    else:
        print(pacing.summary(result))
    return 0


def stop_command(options: argparse.Namespace) -> int:
    one_thread()
    from desktop_al.loop import stopping

    check_out(options.json)
    result = stopping.stop(stopping.read_history(Path(options.file)))
    if options.json:
        print_json(result, options.json)
    else:
        print(stopping.summary(result))
    return 0


def agreement_command(options: argparse.Namespace) -> int:
    one_thread()
    from desktop_al.loop.agreement_file import read_agreement
    from desktop_al.loop.agreement_output import figures, summary

    check_out(options.json)
    levels = names_in(options.levels, "--levels") if options.levels is not None else None
    file = read_agreement(Path(options.file), options.scale, levels)
    for remark in file.remarks:
        print(plain_lines(remark), file=sys.stderr)
    heard: Callable[[float], None] = lambda share: say(f"{share:.0%} computed")  # noqa: E731
    result = figures(file, bootstrap=options.bootstrap, seed=options.seed, progress=heard)
    say("")
    if options.json:
        print_json(result, options.json)
    else:
        print(summary(result))
    return 0


def simulate_command(options: argparse.Namespace) -> int:
    one_thread()
    from desktop_al.loop import simulating as sim
    from desktop_al.loop.processes import cores

    if bool(options.folder) == bool(options.features):
        raise DesktopAlError("Give a folder or --features, one of them.")
    if bool(options.test_features) != bool(options.test_labels):
        raise DesktopAlError("--test-features and --test-labels go together.")
    check_out(options.json)
    check_out(options.plot)
    if options.plot:
        sim.check_plot(Path(options.plot))
    strategies = names_in(options.strategy, "--strategy")
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
                print(plain_lines(remark), file=sys.stderr)
        if options.cache and options.cache != "none":
            print("--cache has no effect with --features: there are no features to be computed.", file=sys.stderr)
    else:
        if options.test_features:
            raise DesktopAlError("--test-features goes with --features; a folder uses --test-fraction.")
        cache = None if options.cache == "none" else sim.own_cache(options.cache) if options.cache else cache_home()
        how = sim.FolderPlan(weights_place() if options.features_of == "all" else "", cache, jobs)
        data = sim.load_folder(Path(options.folder), options.labels, how, say)
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
    result = sim.run(data, plan, lambda share: say(f"{share:.0%} simulated"), jobs)
    say("")
    if options.json != "-":
        print(sim.summary(result))
    if options.json:
        print_json(result, options.json)
    if options.plot:
        from desktop_al.loop.curve_plot import curves_svg

        _write_plot(Path(options.plot), curves_svg(result))
    return 0


def _write_plot(path: Path, svg: str) -> None:
    """By the ending of the name: the SVG itself, or its picture."""
    if path.suffix.lower() == ".svg":
        write_whole(path, svg.encode())
        return
    # No window is opened, so no display is needed.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop_al.ui.svg_picture import svg_to_png

    write_whole(path, svg_to_png(svg))


def features_command(options: argparse.Namespace) -> int:
    from desktop_al.loop import feature_files as files
    from desktop_al.loop.opening import folder_kind
    from desktop_al.loop.processes import cores

    folder, out = Path(options.folder), Path(options.out)
    kind, weights = folder_kind(folder), weights_place()
    check_out(options.out)
    if out.resolve().is_relative_to(folder.resolve()):
        raise DesktopAlError("The features cannot lie in the sample folder: nothing is ever written there.")
    names = names_in(options.names, "--names") if options.names else files.usual_names(kind, weights)
    files.check_names(names, kind)
    chunks = files.sample_chunks(folder, kind)
    heard: Callable[[float], None] = lambda share: say(f"{share:.0%} computed")  # noqa: E731
    features = files.compute_features(folder, chunks, names, weights, options.jobs or cores(), heard)
    say("")
    files.write_features(out, features)
    unread = sum(map(len, chunks)) - len(features.samples)
    left_out = f", {unread} samples could not be read" if unread else ""
    print(f"{len(features.samples)} samples ({', '.join(r.name for r in features.rows)}){left_out}", file=sys.stderr)
    return 0


def import_features_command(options: argparse.Namespace) -> int:
    from desktop_al.loop.feature_files import import_features

    done = import_features(Path(options.project), Path(options.file))
    words = [f"{done.samples} samples ({', '.join(done.names)})"]
    words += [f"{done.unknown} that the project does not have are left out"] if done.unknown else []
    words += [f"{done.changed} with another content are left out"] if done.changed else []
    print(", ".join(words), file=sys.stderr)
    return 0
