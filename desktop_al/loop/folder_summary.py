"""What a folder holds, in one line, for the new-project form."""

from pathlib import Path

from desktop_al.core.errors import CannotRead
from desktop_al.media.scan import scan

#: Counting stops here: the form needs an impression, not the last file.
_ENOUGH = 100_000


def folder_summary(folder: Path) -> str:
    """For example "1,240 images found. 3 files of other kinds are left out." """
    images = texts = 0
    scanning = scan(folder)
    try:
        for chunk in scanning:
            images += sum(found.kind == "image" for found in chunk)
            texts += sum(found.kind == "text" for found in chunk)
            if images + texts >= _ENOUGH:
                break
    except CannotRead as error:
        return str(error)
    other = sum(scanning.report.other.values())
    if not images and not texts:
        held = f"{folder.name} holds {other} files, none of a kind that can be labelled."
        return f"No images or texts in this folder. {held}"
    more = "At least " if images + texts >= _ENOUGH else ""
    parts = [f"{count:,} {word}" for count, word in ((images, "images"), (texts, "texts")) if count]
    left = f" {other:,} files of other kinds are left out." if other else ""
    return f"{more}{' and '.join(parts)} found.{left}"
