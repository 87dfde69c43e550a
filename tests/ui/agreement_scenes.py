"""Agreement screens made by hand, of as many annotators and classes as wanted."""

from dataclasses import replace

import numpy as np

from desktop_al.core.shapes import LabelClass, Measured
from desktop_al.loop.agreement_screen import (
    AgainstTruth,
    AgreementScreen,
    ClassAgreement,
    HardSample,
    NamedFigure,
    Pair,
    Running,
    Stratum,
)

GRADES = ("No retinopathy", "Mild", "Moderate", "Severe", "Proliferative")


def _figure(value: float, n: int, width: float = 0.05) -> Measured:
    return Measured(value, max(-1.0, value - width), min(1.0, value + width), n)


def agreement(annotators: int = 4, classes: int = 5, samples: int = 160, **changes: object) -> AgreementScreen:
    """Annotators that differ by one class now and then; the same for the same numbers."""
    rng = np.random.default_rng(annotators * 100 + classes)
    truth = rng.choice(classes, samples, p=np.arange(classes, 0, -1) / np.arange(1, classes + 1).sum())
    answers = np.array(
        [
            np.clip(truth + (rng.random(samples) < 0.12 + 0.02 * a) * rng.choice([-1, 1], samples), 0, classes - 1)
            for a in range(annotators)
        ]
    )
    names = tuple(f"Annotator {n + 1}" for n in range(annotators))
    known = tuple(
        LabelClass(f"c{n}", GRADES[n] if classes <= len(GRADES) else f"Class number {n + 1}", n) for n in range(classes)
    )
    pairs = [Pair(a, a, _figure(0.96 - 0.02 * a / max(1, annotators), 40, 0.03)) for a in range(annotators)]
    for a in range(annotators):
        for b in range(a + 1, annotators):
            counts = np.zeros((classes, classes), int)
            np.add.at(counts, (answers[a], answers[b]), 1)
            same = float((answers[a] == answers[b]).mean())
            n = samples if (a + b) % 7 else 12
            figure = Measured(1.3 * same - 0.3, n=n, reason="") if n < 20 else _figure(1.3 * same - 0.3, n)
            pairs.append(Pair(a, b, figure, tuple(tuple(int(x) for x in row) for row in counts)))
    hard = [
        HardSample(
            number,
            f"F-{number:04d}",
            tuple(int(x) for x in answers[:, number]),
            "2 against 2" if number % 3 else "3 against 1",
            number % 3 != 0,
        )
        for number in range(samples)
        if len(set(answers[:, number])) > 1
    ]
    unanimous = samples - len(hard)
    screen = AgreementScreen(
        stratum=Stratum(),
        annotators=names,
        classes=known,
        headline_name="Krippendorff's alpha",
        headline=Measured(0.86, 0.81, 0.89, samples),
        verdict="reliable",
        verdict_words="Reliable: the whole range is above 0.80",
        rests_on=f"from the random overlap set, {samples} samples",
        percent=Measured(0.72, 0.68, 0.76, samples),
        unanimous=unanimous,
        shared=samples,
        undecided=18,
        chosen=Measured(0.61, 0.5, 0.7, 90),
        chosen_words="On 90 samples that the model chose it is 0.61: those are harder than the rest.",
        ceiling=Measured(0.94, 0.9, 0.97, 120),
        ceiling_words="Annotators with their own earlier answers: 0.94, 0.90 to 0.97, 120 samples.",
        pair_measure="kappa",
        pairs=tuple(pairs),
        by_class=tuple(ClassAgreement(n, _figure(0.74 - 0.03 * (n % 9), samples), 290 - 6 * n) for n in range(classes)),
        hardest=tuple(hard),
        hardest_total=len(hard),
        plain=(
            f"Annotators agree well. Most differences lie between {known[0].name} and {known[1].name}.",
            "Annotator 4 chose another class than Annotator 1 in 41 of 160 samples.",
            f"The guideline has a decision rule for “{known[0].name} or {known[1].name}?”. Look at it together.",
        ),
        measures=(
            NamedFigure("krippendorff_alpha", "Krippendorff's alpha", Measured(0.86, 0.81, 0.89, samples)),
            NamedFigure("percent_agreement", "Percent agreement", Measured(0.72, 0.68, 0.76, samples)),
            NamedFigure("icc", "ICC (A,1)", Measured(None, n=samples, reason="the classes have no scores")),
        ),
        truth_words="40 samples have a known answer, 12 a decision.",
        against=tuple(
            AgainstTruth(
                name, "gold", Measured(0.9, 0.77, 0.96, 40), tuple((_figure(0.9, 8), _figure(0.97, 32)) for _ in known)
            )
            for name in names
        ),
        running=tuple(
            Running(name, tuple((n, _figure(0.9 - 0.001 * n, 40, 0.08)) for n in range(40, samples + 1, 20)))
            for name in names
        ),
        unsure_words="2 % of the answers are Unsure: they are left out.",
        deviations=("Annotator 2 answered 160 of the 200 planned samples.",),
        versions=(("a1b2c3", "guideline of 12 May 2026"), ("d4e5f6", "guideline of 3 June 2026")),
        courtesy="In this project a role is a courtesy.",
    )
    return replace(screen, **changes)  # type: ignore[arg-type]
