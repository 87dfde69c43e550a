"""What "not worth labelling" answers teach: how likely a candidate is of that kind."""

import numpy as np

from desktop_al.learn.calibration import measure_skill, out_of_fold
from desktop_al.learn.linear import fit_logistic
from desktop_al.learn.probabilities import softmax
from desktop_al.learn.steps import finish
from desktop_al.learn.view import Floats, Utility, View

#: Fewer answers of the kind teach nothing.
MIN_JUNK = 3
#: Labelled rows set against them at most: more would not change the border.
MAX_LABELLED = 400
FOLDS = 3


def junk_share(view: View) -> Floats:
    """The probability (m,) that each candidate is not worth labelling; all 0 while nothing reliable is known.

    Logistic regression of the junk answers against the labelled ones, used only when it beats their base rate
    out of fold.
    """
    nothing = np.zeros(len(view.candidates), np.float32)
    if len(view.junk) < MIN_JUNK or not len(view.labelled):
        return nothing
    rng = np.random.default_rng([view.seed, 6])
    labelled = view.labelled
    if len(labelled) > MAX_LABELLED:
        labelled = rng.choice(labelled, MAX_LABELLED, replace=False)
    rows = view.features[np.concatenate((labelled, view.junk))]
    is_junk = np.repeat([0, 1], [len(labelled), len(view.junk)])
    model = finish(fit_logistic(rows, is_junk))
    held_out = np.arange(len(rows))
    logits = finish(out_of_fold(rows, is_junk, held_out, model.classes, fit_logistic, view.seed, FOLDS))
    if not measure_skill(softmax(logits), is_junk, is_junk).beats_base_rate:
        return nothing
    result: Floats = softmax(model.logits(view.candidate_features))[:, 1]
    return result


def avoid_junk(view: View) -> Utility:
    """1 - the probability of being not worth labelling: alone it asks at random among what looks worth it."""
    return np.asarray(1 - junk_share(view))
