"""Word evidence is exact: what the words hold and the rest add up to the model's own logits."""

import numpy as np
import pytest

from desktop_al.core.errors import BadArgument
from desktop_al.learn.explain import word_evidence, word_shares
from desktop_al.learn.features import EXTRACTORS, hashed
from desktop_al.learn.models import train
from desktop_al.learn.space import fit_space
from desktop_al.learn.steps import finish

ANIMALS = [
    "the cat sleeps on the mat",
    "a dog barks at the cat",
    "the horse eats hay",
    "a cow gives milk",
    "dog and cat play",
]
METALS = [
    "iron rusts in the rain",
    "copper wire is soft",
    "the gold ring shines",
    "a steel bridge rusts",
    "iron and copper melt",
]
TEXTS = [*ANIMALS, *METALS, *(f"{text} today" for text in [*ANIMALS, *METALS])]
LABELS = np.array(([0] * 5 + [1] * 5) * 2)


def learnt(labels=LABELS, classes=3):
    raw = hashed(TEXTS)
    space = fit_space(raw, 0, [EXTRACTORS["hashed"].blocks])
    return space, finish(train(space.transform(raw), labels, classes, np.empty(0, np.intp), 0)).model


@pytest.mark.parametrize("text", [TEXTS[1], "Cat cat CAT, iron!", "unknown words only", "", "cat", "the  cat\n\trusts"])
def test_shares_and_rest_add_up_to_the_logit_difference(text):
    labels = np.array(([0] * 5 + [1] * 3 + [2] * 2) * 2)
    space, model = learnt(labels)
    logits = model.linear.logits(space.transform(hashed([text])))[0].astype(np.float64)
    for index in range(3):
        words = word_shares(text, space, model, index)
        expected = logits[index] - np.delete(logits, index).mean()
        assert words.shares.sum() + words.rest == pytest.approx(expected, abs=1e-4)
        assert len(words.spans) == len(words.shares)


def test_the_words_that_matter_are_found_where_they_stand():
    space, model = learnt()
    text = "Yesterday the CAT saw iron"
    evidence = word_evidence(text, space, model, 0)
    by_word = {text[start:end]: strength for start, end, strength in evidence}
    assert by_word["CAT"] > 0.3
    assert by_word["iron"] < -0.3
    strengths = [abs(strength) for _, _, strength in evidence]
    assert strengths[0] == 1
    assert strengths == sorted(strengths, reverse=True)
    mirrored = {text[start:end]: strength for start, end, strength in word_evidence(text, space, model, 1)}
    assert mirrored["CAT"] == pytest.approx(-by_word["CAT"], abs=1e-6)
    assert len(word_evidence(" ".join(TEXTS), space, model, 0)) == 12


def test_no_evidence_where_there_is_none():
    space, model = learnt()
    assert word_evidence("", space, model, 0) == []
    assert word_evidence("cat", space, model, 2) == []
    _, one = learnt(np.zeros(20, np.intp))
    assert word_evidence("cat", space, one, 0) == []
    with pytest.raises(BadArgument, match="not yet seen"):
        word_shares("cat", space, one, 0)
    pictures = fit_space(np.eye(5, dtype=np.float32), 0)
    with pytest.raises(BadArgument, match="words"):
        word_evidence("cat", pictures, model, 0)
