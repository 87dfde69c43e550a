"""The formats that labels are written in: each is one function and one row of ``EXPORTERS``."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop_al.core.errors import BadArgument
from desktop_al.core.words import mark
from desktop_al.media.arrays_file import write_npz
from desktop_al.media.class_folders import write_folders, write_imagefolder
from desktop_al.media.coco_file import write_coco
from desktop_al.media.export_rows import VIEWS, Export, View, Written
from desktop_al.media.export_tables import write_csv, write_jsonl
from desktop_al.media.labelling_tools import write_doccano, write_labelstudio, write_prodigy

#: What leaves with a format beside labels, names and comments: nothing, texts of samples, sizes of images, whole files.
Leaves = Literal["labels", "texts", "sizes", "files", "features"]
ONE_LABEL: tuple[View, ...] = ("samples", "training")


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format. ``write`` writes all or nothing; ``ending`` of its file, "" for a folder; ``views`` that it can hold:
    where "annotations" is not among them, one label for each sample is written instead. ``grouped``: it has the rows of
    a sample one after the other; ``about``: a sentence."""

    name: str
    title: str
    about: str
    ending: str
    write: Callable[[Export, Path], Written]
    views: tuple[View, ...] = VIEWS
    leaves: Leaves = "labels"
    grouped: bool = False
    can_link: bool = False
    only_images: bool = False


EXPORTERS: dict[str, Exporter] = {
    one.name: one
    for one in (
        Exporter("csv", mark("CSV table"), mark("A table for spreadsheets and scripts."), ".csv", write_csv),
        Exporter("jsonl", mark("JSON lines"), mark("Every field of every row, nothing lost."), ".jsonl", write_jsonl),
        Exporter(
            "labelstudio",
            mark("Label Studio"),
            mark("Tasks with annotations and predictions."),
            ".json",
            write_labelstudio,
            leaves="texts",
            grouped=True,
        ),
        Exporter(
            "prodigy",
            mark("Prodigy"),
            mark("One line for each answer."),
            ".jsonl",
            write_prodigy,
            leaves="texts",
            grouped=True,
        ),
        Exporter(
            "doccano",
            mark("doccano"),
            mark("Text or image classification."),
            ".jsonl",
            write_doccano,
            leaves="texts",
            grouped=True,
        ),
        Exporter(
            "coco",
            mark("COCO"),
            mark("Images with a class for the whole picture."),
            ".json",
            write_coco,
            leaves="sizes",
            grouped=True,
            only_images=True,
        ),
        Exporter(
            "folders",
            mark("A folder for each class"),
            mark("The files themselves, with a table beside them."),
            "",
            write_folders,
            ONE_LABEL,
            "files",
            can_link=True,
        ),
        Exporter(
            "imagefolder",
            mark("Hugging Face image folder"),
            mark("The files themselves, with a file that names their labels."),
            "",
            write_imagefolder,
            ONE_LABEL,
            "files",
            can_link=True,
        ),
        Exporter(
            "npz",
            mark("Arrays for scikit-learn"),
            mark("Features, labels and weights."),
            ".npz",
            write_npz,
            ONE_LABEL,
            "features",
        ),
    )
}
#: The format that has one row for each sample, as adjudication left it.
RESULTS = "results"


def exporter(name: str) -> Exporter:
    """The exporter of a format.

    Raises:
        BadArgument: no such format; names those that there are.
    """
    if name not in EXPORTERS:
        raise BadArgument(f"There is no export format {name!r}. The formats are {', '.join(EXPORTERS)}.")
    return EXPORTERS[name]
