"""Folders of real images and texts, and projects of them."""

import functools
import itertools
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np

from desktop_al.core.resources import resource
from desktop_al.learn.demo_sources import digit_images
from desktop_al.loop.opening import NewProject, create_project
from desktop_al.media.images import write_png
from tests.pictures.stand import Stand, write

DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")
WARD = ("Medication", "Fall", "Device or equipment", "Delay in care", "Communication")
#: Class -> what went wrong in a report of it.
REPORTS = {
    "Medication": (
        "potassium infusion was running at 40 ml/h instead of the prescribed 10 ml/h",
        "evening dose of heparin was given twice because the chart had not been signed",
        "tablet of another patient was found in the dosing box and was not given",
    ),
    "Fall": (
        "patient was found sitting on the floor beside the bed and had slipped on the way to the bathroom",
        "patient fell from the chair while reaching for the walking frame, no injury was seen",
        "patient stumbled over the drip stand in the corridor and hit the left knee on the floor",
    ),
    "Device or equipment": (
        "infusion pump in bay 4 alarmed twice and switched itself off, the battery was found swollen",
        "monitor lost the signal of the oxygen sensor again, the cable had a visible break",
        "lift stopped half-way with a bed inside, the technician opened the door by hand",
    ),
    "Delay in care": (
        "blood sample was taken at eight and reached the laboratory only after noon, results came at four",
        "transport to the scan was ordered in the morning and came three hours late",
        "surgeon was called at two and arrived at five because another operation took longer",
    ),
    "Communication": (
        "handover sheet did not mention the allergy and the relatives had to say it again",
        "family was told another time for the talk than the doctor had written down",
        "two teams believed that the other one had informed the general practitioner by letter",
    ),
}
AROUND = (
    "This was noticed during the night shift.",
    "The doctor on duty was informed at once.",
    "The patient is well and has been told about it.",
    "It was written down and signed by both of us.",
    "The ward was full and one colleague was away.",
    "Nothing of this kind has happened here before.",
)
#: What is typed in plays and shown again.
TYPED = ("read the second sentence again", "not what the protocol says", "Infection control", "older")
GUIDELINE = """# Incident reports

One class for each report: what went wrong first, not what came of it.

## Medication

A drug, a dose, a rate or a patient was mixed up, also where nothing was given in the end.

### Decide like this

- Would another pump or device have done the same? Yes: Medication; No: Device or equipment
- Was the drug late, and else right? Yes: Delay in care
- Otherwise: Medication

### Agreed examples

- report-001: The wrong rate
- report-006: Nothing was given in the end
- F-0413: From the first round

### Not this class

- report-003: The pump failed by itself

## Device or equipment

Something made by people failed or was missing. A pump with the wrong rate is Medication.

## Medication or Device or equipment?

Would another pump have done the same? Then it is Medication. Did this pump do what nobody had set? Then it is
Device or equipment.

## Delay in care or Communication?

Something was late: Delay in care. Somebody did not know: Communication.
"""


@functools.cache
def _digits(count: int) -> tuple[tuple[np.ndarray, str], ...]:
    return tuple(itertools.islice(digit_images(), count))


def digits(folder: Path, count: int) -> Callable[[str], str]:
    """Handwritten digits; returns who knows what each is."""
    folder.mkdir(parents=True, exist_ok=True)
    truth = {}
    for number, (gray, label) in enumerate(_digits(count)):
        name = f"form-{number + 1:03d}.png"
        write_png(folder / name, np.repeat(gray[:, :, None], 3, axis=2))
        truth[name] = label
    return truth.__getitem__


def sorted_digits(folder: Path, count: int, names: dict[str, str]) -> Path:
    """Handwritten digits in folders; ``names`` gives a folder for each digit that is taken."""
    for number, (gray, label) in enumerate(_digits(count)):
        if label in names:
            place = folder / names[label]
            place.mkdir(parents=True, exist_ok=True)
            write_png(place / f"form-{number + 1:03d}.png", np.repeat(gray[:, :, None], 3, axis=2))
    return folder


def reports(folder: Path, count: int, seed: int = 1) -> Callable[[str], str]:
    """Texts of the five classes of ``WARD``; returns who knows which is which."""
    rng = random.Random(seed)
    truth = {}
    for number in range(count):
        kind = WARD[number % len(WARD)]
        parts = rng.sample(REPORTS[kind], 2)
        around = rng.sample(AROUND, 3)
        name = f"report-{number + 1:03d}.txt"
        text = f"Report {number + 1}. {around[0]} The {parts[0]}. {around[1]}\nLater the {parts[1]}. {around[2]}"
        write(folder, name, text)
        truth[name] = kind
    return truth.__getitem__


def image_project(
    stand: Stand, count: int, name: str = "Forms", classes: tuple[str, ...] = DIGITS, **more: object
) -> tuple[Path, Callable[[str], str]]:
    """A project of digits with a guideline, and who knows what each is; ``more`` of what makes a project."""
    truth = digits(stand.place / f"{name} images", count)
    path = stand.place / f"{name}.dal"
    guideline = _named_here(resource("demo/digits.md").read_text("utf-8"), truth, count)
    folder = stand.place / f"{name} images"
    new = NewProject(path, folder, classes, "Ines", protocol=guideline, kind="image", seed=5, **more)  # type: ignore[arg-type]
    create_project(new, stand.home)
    return path, truth


def _named_here(guideline: str, truth: Callable[[str], str], count: int) -> str:
    """The demo's guideline with examples of these digits; what is no example of its class is any other."""
    free = [f"form-{number + 1:03d}.png" for number in range(count)]
    made, digit, against = [], "", False
    for line in guideline.splitlines():
        if line.startswith("#"):
            digit = line[3:] if line[:3] == "## " else digit
            against = line == "### Not this class"
        if line.startswith("- sample-"):
            name = next((name for name in free if (truth(name) == digit) != against), "")
            free = [other for other in free if other != name]
            line = f"- {name.removesuffix('.png')}{line[13:]}"
        made.append(line)
    return "\n".join(made) + "\n"


def text_project(
    stand: Stand, count: int, name: str = "Incidents", protocol: str = GUIDELINE, **more: object
) -> tuple[Path, Callable[[str], str]]:
    """A project of incident reports, and who knows which is which; ``more`` of what makes a project."""
    truth = reports(stand.place / f"{name} texts", count)
    path, folder = stand.place / f"{name}.dal", stand.place / f"{name} texts"
    new = NewProject(path, folder, WARD, "Ines", protocol=protocol, kind="text", seed=5, **more)  # type: ignore[arg-type]
    create_project(new, stand.home)
    return path, truth
