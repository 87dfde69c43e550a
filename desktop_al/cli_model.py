"""The commands on the model of a project: writing it to a folder, and applying it to other samples."""

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_al.cli_output import check_out, one_thread, print_json, say, weights_place
from desktop_al.cli_passphrase import unlock_for
from desktop_al.core.errors import BadArgument
from desktop_al.core.plain_names import plain_lines
from desktop_al.places import home

if TYPE_CHECKING:
    from desktop_al.loop.export_log import Note
    from desktop_al.loop.model_files import TrainedModel

_BETWEEN = 0.25


def export_command(options: argparse.Namespace, note: "Note") -> int:
    one_thread()
    from desktop_al.loop.model_training import export_model

    trained = export_model(Path(options.project), Path(options.out), weights_place(), own_network(), note, say)
    _warn(trained)
    print(f"A model of {len(trained.classes):,} classes, from {trained.model.labels:,} labels", file=sys.stderr)
    return 0


def predict_command(options: argparse.Namespace) -> int:
    one_thread()
    from desktop_al.loop.model_files import read_model
    from desktop_al.loop.predicting import predict_folder

    model, folder = Path(options.model), Path(options.folder)
    out = Path(options.out)
    check_out(options.out)
    check_out(options.json)
    if not folder.is_dir():
        raise BadArgument(f"There is no folder {folder}.")
    if model.is_dir():
        if out.resolve().is_relative_to(model.resolve()):
            raise BadArgument("The predictions cannot lie in the folder of the model.")
        trained = read_model(model)
    else:
        from desktop_al.loop.model_training import train_model

        unlock_for(model)
        trained = train_model(model, weights_place(), own_network(), say, out)
    _warn(trained)
    last = 0.0

    def heard(count: int) -> None:
        nonlocal last
        if time.monotonic() - last > _BETWEEN:
            last = time.monotonic()
            say(f"{count:,} samples")

    done = predict_folder(trained, folder, out, weights_place(), own_network(), raw=options.raw, progress=heard)
    say("")
    words = [f"{done.samples:,} samples"]
    words += [f"{done.unread:,} of them could not be read"] if done.unread else []
    words += [f"{done.passed_over:,} samples of another kind were passed over"] if done.passed_over else []
    words += [f"{done.not_listed:,} files or folders could not be looked at"] if done.not_listed else []
    print(", ".join(words), file=sys.stderr)
    if options.json:
        print_json(
            {
                "samples": done.samples,
                "unreadable": done.unread,
                "passed_over": done.passed_over,
                "not_listed": done.not_listed,
                "classes": [name for _, name in trained.classes],
                "labels": trained.model.labels,
                "beats_base_rate": trained.beats_base_rate,
            },
            options.json,
        )
    return 0


def _warn(trained: "TrainedModel") -> None:
    from desktop_al.loop.predicting import model_warning

    if words := model_warning(trained):
        print(plain_lines(f"desktop-al: {words}"), file=sys.stderr)


def own_network() -> str:
    """The user's own image model, as it is chosen in the settings; "" for none."""
    try:
        from desktop_al.ui.preferences import load
    except ImportError:
        # Without the libraries of a desktop there is no window that could have kept one.
        return ""
    return str(load(home()).settings["own_network"])
