"""What becomes of each field in each format: the table of the guide, and what the tests hold every export to."""

from typing import Literal

from desktop_al.media.export_rows import COLUMNS, SAMPLE_COLUMNS, TRAINING_COLUMNS, View

#: In a place that the format itself has; beside it, under ``exchange.OWN``, which other tools pass over; not at all.
Kept = Literal["kept", "beside", "lost"]

#: Formats of our own and tables that lie beside folders: every field has a place.
_WHOLE = ("csv", "jsonl", "folders")
_FOREIGN: dict[str, frozenset[str]] = {
    "labelstudio": frozenset(
        ("seq", "sample", "annotator", "label", "utc", "active_s", "suggestion", "probability", "round", "rule")
    ),
    "prodigy": frozenset(("sample", "annotator", "label", "rule")),
    "doccano": frozenset(("label", "comment")),
    "coco": frozenset(("sample", "label")),
    "imagefolder": frozenset(("label",)),
    "npz": frozenset(("sample", "label", "rule", "support", "weight")),
}
#: Arrays hold numbers and a few lists of texts, nothing beside.
_NOTHING_BESIDE = ("npz",)

FIELDS: dict[View, tuple[str, ...]] = {
    "annotations": COLUMNS,
    "samples": SAMPLE_COLUMNS,
    "training": TRAINING_COLUMNS,
}


def kept(format_name: str, field: str) -> Kept:
    """What becomes of a field of a row in a format."""
    if format_name in _WHOLE or field in _FOREIGN[format_name]:
        return "kept"
    return "lost" if format_name in _NOTHING_BESIDE else "beside"


#: What lies in the files of a format of the samples themselves.
CONTENTS: dict[str, str] = {
    "csv": "nothing",
    "jsonl": "nothing",
    "labelstudio": "the text; of an image its name",
    "prodigy": "the text; of an image its name",
    "doccano": "the text; of an image its name",
    "coco": "the size of the image",
    "folders": "the files",
    "imagefolder": "the image files, or the text",
    "npz": "features",
}
