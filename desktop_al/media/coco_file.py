"""Annotations as COCO, with classes for whole images: a box over all of the picture for each class."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.words import mark, tr
from desktop_al.media.exchange import OWN
from desktop_al.media.export_rows import Entry, Export, Written, own_fields
from desktop_al.media.export_tables import json_bytes
from desktop_al.media.replace import replace_file

NOT_OF_TEXTS = mark("COCO holds images, and this project holds texts. Choose another format.")


def write_coco(export: Export, path: Path) -> Written:
    """One JSON object in the shape of COCO 2014 ("Data format"), as pycocotools loads it.

    What names no class ("unsure", "not worth labelling") has no place among the annotations: it lies with its image,
    under ``exchange.OWN``. The size of an image that cannot be read is 0.

    Raises:
        BadArgument: the project holds texts. DesktopAlError: the file cannot be written; what was there before stays.
    """
    if export.kind == "text":
        raise BadArgument(tr(NOT_OF_TEXTS))
    categories = {name: number for number, name in enumerate(export.classes, 1)}
    count = unread = 0

    def write(file: BinaryIO) -> None:
        nonlocal count, unread
        file.write(b'{"info": ' + json_bytes({"description": export.project, "contributor": "desktop_al"}))
        file.write(b', "licenses": [], "categories": ')
        file.write(json_bytes([{"id": at, "name": name, "supercategory": ""} for name, at in categories.items()]))
        file.write(b', "annotations": [')
        made = 0
        # Images come after the annotations; until then they wait on disk.
        with tempfile.TemporaryFile(dir=path.parent) as images:
            for number, (sample, entries) in enumerate(_by_sample(export), 1):
                try:
                    width, height = export.contents.size(sample)
                except CannotRead:
                    unread += 1
                    width = height = 0
                image: dict[str, Any] = {"id": number, "file_name": sample, "width": width, "height": height}
                if without := [own_fields(entry, export.view) for entry in entries if not entry.labels]:
                    image[OWN] = without
                images.write((b"\n" if number == 1 else b",\n") + json_bytes(image))
                for entry in entries:
                    own = own_fields(entry, export.view)
                    for label in entry.labels:
                        made += 1
                        box = {"bbox": [0, 0, width, height], "area": width * height, "iscrowd": 0, "segmentation": []}
                        ids = {"id": made, "image_id": number, "category_id": categories[label]}
                        file.write((b"\n" if made == 1 else b",\n") + json_bytes({**ids, **box, OWN: own}))
                count += len(entries)
            file.write(b'], "images": [')
            images.seek(0)
            shutil.copyfileobj(images, file)
        file.write(b"]}\n")

    replace_file(path, write)
    return Written(count, (("no sizes", unread),) if unread else ())


def _by_sample(export: Export) -> Iterator[tuple[str, list[Entry]]]:
    for sample, group in itertools.groupby(export.entries(), key=lambda entry: entry.row.sample):
        yield sample, list(group)
