"""Whether there is enough for a model of a project that can be written to a folder."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from desktop_al.core.shapes import LabelClass
from desktop_al.core.words import tr
from desktop_al.learn.calibration import MIN_HELD_OUT
from desktop_al.loop.answers import Answers

if TYPE_CHECKING:
    from desktop_al.loop.project import Project


def lacking(answers: Answers, classes: Sequence[LabelClass]) -> str:
    """What is missing for a model that knows these ``classes``, in a sentence or two; "" where nothing is."""
    names = Counter(one.name for one in classes)
    if twice := [name for name, count in names.items() if count > 1]:
        # As after a merge of copies that both had it added. A table of predictions could not tell them apart.
        return tr("Two classes are called “{name}”. Merge them, or rename one of them, first.", name=twice[0])
    _, labels, _ = answers.training_set(tuple(one.id for one in classes))
    count, found = len(labels), len(np.unique(labels))
    if count >= MIN_HELD_OUT and found >= 2:
        return ""
    return tr(
        "There are too few labels for a model: {least} labels of two classes are the least, and there are {count:,} of "
        "{classes:,}. Label more samples first.",
        least=MIN_HELD_OUT,
        count=count,
        classes=found,
    )


def why_no_model(project: "Project") -> str:
    """Why whoever works on the open project cannot have its model as a file; "" where nothing stands against it."""
    if project.blind:
        return tr("In this study everybody works blind, and nothing of a model is told.")
    return lacking(project.answers, project.classes)
