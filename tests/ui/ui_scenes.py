"""Realistic screens for the tests: a picture with structure, long class names, two languages."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from desktop_al.core.shapes import LabelClass
from desktop_al.loop.clock_screen import Day, SessionsScreen, Watched
from desktop_al.loop.screen import (
    Answer,
    Evidence,
    HistoryRow,
    ImageContent,
    LabelScreen,
    Offer,
    Reason,
    Rule,
    SampleScreen,
    Status,
    TextContent,
)

FIVE = ("Keine Retinopathie", "Milde Form", "Mäßige Form", "Schwere Form", "Proliferative diabetische Retinopathie")
SEVEN = (
    "Medication",
    "Fall",
    "Device or equipment",
    "Delay in care",
    "Communication",
    "Infection control",
    "Not an incident",
)
TEXT = (
    "Infusion pump in bay 4 alarmed twice during the night shift and was silenced both times. When the line was "
    "checked at 05:40, the potassium infusion was running at 40 ml/h instead of the prescribed 10 ml/h. Rate "
    "corrected, doctor informed, ECG taken, no arrhythmia seen.\n"
    "The pump had been set from the previous patient’s profile, and the handover sheet did not mention the change of "
    "rate. Blood sample sent. Pump removed from use and tagged for the engineers."
)


@lru_cache(maxsize=64)
def picture(seed: int = 0, height: int = 1100, width: int = 1400) -> npt.NDArray[np.uint8]:
    """Hills at dusk: smooth ridges, a sky with a sun, fine grain."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    sky = np.stack([250 - 90 * y / height, 205 - 60 * y / height, 165 + 30 * y / height], axis=-1)
    sun_x, sun_y = rng.uniform(0.25, 0.75) * width, rng.uniform(0.2, 0.35) * height
    glow = np.exp(-((x - sun_x) ** 2 + (y - sun_y) ** 2) / (2 * (0.09 * width) ** 2))
    image = sky + glow[..., None] * np.array([40, 40, 10], dtype=np.float32)
    for layer in range(4):
        phase, waves = rng.uniform(0, 6.28, 4), np.array([1.5, 3.1, 7.3, 17.0])
        heights = np.array([0.06, 0.035, 0.015, 0.005])
        ridge = (0.45 + 0.13 * layer) * height + height * (
            heights[:, None] * np.sin(waves[:, None] * x[0] * 6.28 / width + phase[:, None])
        ).sum(axis=0)
        shade = np.array([120 - 27 * layer, 118 - 20 * layer, 128 - 22 * layer], dtype=np.float32)
        image = np.where((y > ridge[None, :])[..., None], shade, image)
    image += rng.normal(0, 3, image.shape).astype(np.float32)
    return np.ascontiguousarray(np.clip(image, 0, 255).astype(np.uint8))


def classes(names: tuple[str, ...]) -> tuple[LabelClass, ...]:
    return tuple(LabelClass(f"c{n}", name, n % 9, f"Definition of {name}.") for n, name in enumerate(names))


def many(count: int) -> tuple[str, ...]:
    stems = ("Acker", "Wiese", "Nadelwald", "Laubwald", "Siedlung", "Gewässer", "Moor", "Straße", "Fels und Geröll")
    return tuple(f"{stems[n % 9]} {n + 1}" for n in range(count))


def offer(count: int, suggested: int = 0) -> Offer:
    weights = np.exp(-0.9 * np.abs(np.arange(count) - suggested))
    return Offer(tuple(float(w) for w in weights / weights.sum()), suggested)


def status(**changes: object) -> Status:
    made = Status(
        "Learning in the background",
        "Model 27, from 405 labels. Next update at 420.",
        "saved",
        "Saved",
        412,
        1240,
        False,
        True,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def image_screen(names: tuple[str, ...] = FIVE, key: int = 1, seed: int = 0, **changes: object) -> LabelScreen:
    kinds, pixels = classes(names), picture(seed)
    sample = SampleScreen(
        key,
        key,
        f"IMG_{key:04d}.jpg",
        "image",
        ImageContent(pixels, 2800, 2200),
        Reason(
            "uncertain",
            "Uncertain",
            f"The model is torn between {names[0]} and {names[1]}. Your answer teaches it the most here.",
        ),
        offer(len(names)),
        rule=Rule(
            kinds[0],
            kinds[1],
            (
                "Ein einziges Mikroaneurysma genügt für die milde Form, solange sonst nichts zu sehen ist.",
                "A dot on a vessel crossing is not a microaneurysm. If the picture is too poor to decide, press X.",
            ),
        ),
    )
    screen = LabelScreen(
        "Fundus grading",
        "Annotator 1",
        "image",
        kinds,
        sample,
        status(),
        undo_words="Milde Form",
        next_thumbnails=(picture(8, 120, 160), picture(9, 120, 160)),
        next_words="They stay when the queue is reordered.",
    )
    return replace(screen, **changes)  # type: ignore[arg-type]


def text_screen(names: tuple[str, ...] = SEVEN, key: int = 1, text: str = TEXT, **changes: object) -> LabelScreen:
    kinds = classes(names)
    sample = SampleScreen(
        key,
        key,
        f"report_{key:04d}.txt",
        "text",
        TextContent(text, len(text.split())),
        Reason("disagreement", "Disagreement", f"Two models disagree: one says {names[0]}, the other {names[-1]}."),
        offer(len(names)),
        rule=Rule(
            kinds[0],
            kinds[2] if len(kinds) > 2 else kinds[1],
            ("Choose by what reached the patient. A wrong dose is Medication, even when a device contributed to it.",),
        ),
    )
    screen = LabelScreen(
        "Incident triage",
        "Annotator 1",
        "text",
        kinds,
        sample,
        status(labelled=1086, pool=3900),
        undo_words=names[0],
        next_words="Queue reordered 1 min ago. These two did not move.",
    )
    return replace(screen, **changes)  # type: ignore[arg-type]


def evidence() -> Evidence:
    marks = (("potassium", 0.5), ("40 ml/h instead of the prescribed 10 ml/h", 0.9), ("Rate corrected", 0.45))
    marks += (("change of rate", 0.2), ("pump", -0.3), ("alarmed", -0.4), ("handover", -0.2), ("engineers", -0.6))
    spans = [(TEXT.index(word), TEXT.index(word) + len(word), strength) for word, strength in marks]
    return Evidence("Medication", tuple(spans))


def history(count: int = 7, kind: str = "image", names: tuple[str, ...] = FIVE) -> list[HistoryRow]:
    rows = []
    for n in range(count):
        place = n % len(names)
        answer = Answer("label", f"c{place}", names[place], place)
        if n % 7 == 4:
            answer = Answer("not_worth", "focus", "Out of focus")
        if n % 7 == 5:
            answer = Answer("unsure", "", "Unsure")
        rows.append(
            HistoryRow(
                n,
                f"IMG_{n:04d}.jpg" if kind == "image" else f"report_{n:04d}.txt",
                answer,
                f"14:{n % 60:02d}",
                excerpt="" if kind == "image" else "Second dose of anticoagulant given before the round",
                thumbnail=picture(20 + n, 60, 80) if kind == "image" and n < 20 else None,
                changed_suggestion=n % 4 == 1,
                comment=n % 5 == 3,
            )
        )
    return rows


def sessions(count: int = 7, **changes: object) -> SessionsScreen:
    """My sessions, with ``count`` days."""
    days = tuple(
        Day(
            date=f"2026-05-{20 - n:02d}",
            active=(118, 64, 7, 240, 61, 0, 90)[n % 7],
            answers=(412, 230, 12, 1040, 198, 1, 333)[n % 7],
            per_hour=None if n % 7 in (2, 5) else 190 + 7 * n,
            breaks=n % 4,
            repeats=(16, 9, 0, 41, 8, 0, 12)[n % 7],
            same=(15, 8, 0, 37, 8, 0, 11)[n % 7],
            away=3 * n,
            idle=(4, 0, 1, 75, 3, 0, 12)[n % 7],
        )
        for n in range(count)
    )
    pace = tuple(
        (1.1 * n, 8.2 + 0.05 * n + 1.3 * float(np.sin(n / 4)) + 0.6 * float(np.sin(n * 1.7))) for n in range(1, 46)
    )
    watched = (
        Watched("Pace", "Slower than usual for you since 10:42.", True, True),
        Watched("Long answers", "Nothing noticed in this session.", True),
        Watched("Very fast or uniform answers", "Nothing noticed in this session.", True),
        Watched("Repeats", "8 repeats are needed before anything can be told; there are 3.", False),
        Watched("Corrections", "Nothing noticed in this session.", True),
        Watched("Suggestions taken over", "Too few samples were answered without a suggestion.", False),
    )
    cost = "8.4 s for each image (half take longer; 8.1 to 8.9 with 95 % confidence); "
    cost += "7.9 s with a suggestion; 9.6 s without."
    screen = SessionsScreen("Reader 1", "image", days, pace, 8.4, cost, watched)
    return replace(screen, **changes)  # type: ignore[arg-type]
