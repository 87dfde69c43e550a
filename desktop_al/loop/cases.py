"""Which samples wait for an adjudicator, in an order that tells nothing of who answered what and when."""

import hashlib
import random
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from typing import Literal

from desktop_al.core import events as ev
from desktop_al.core.state import State
from desktop_al.core.words import joined, mark, tr
from desktop_al.loop.pool import Pool
from desktop_al.loop.votes import CONFLICT, is_tie, tally, vote

Why = Literal["conflict", "tie", "unsure", "chosen"]
_NUMBERS = (
    *(mark("One"), mark("Two"), mark("Three"), mark("Four"), mark("Five"), mark("Six"), mark("Seven")),
    *(mark("Eight"), mark("Nine")),
)


def cases(state: State, pool: Pool, extra: frozenset[int] = frozenset()) -> list[int]:
    """Places of the samples to decide about, those with a decision too, in an order drawn by sample id: two or more
    annotators without a majority, one annotator with two answers that had not seen each other, a sample that somebody
    marked Unsure and another answered; and the places in ``extra``."""
    found = disputed(state, pool.by_id)
    found |= {sample for sample, made in state.decisions.items() if made and sample in pool.by_id}
    found |= {pool.rows[place].id for place in extra if 0 <= place < len(pool)}
    return [pool.by_id[sample] for sample in sorted(found, key=lambda sample: (_drawn(b"cases", sample), sample))]


def disputed(state: State, known: Container[bytes]) -> set[bytes]:
    """Of the ``known`` samples those whose answers alone need a decision, decided or not."""
    given: dict[bytes, dict[str, str]] = defaultdict(dict)
    for (annotator, sample), cell in state.cells.items():
        if cell and sample in known:
            said = vote(state, state.undisputed(cell))
            if said:
                given[sample][annotator] = said
    return {sample for sample, said in given.items() if why(said) != "chosen"}


def why(given: Mapping[str, str]) -> Why:
    """Why the votes of a sample need a decision; "chosen" where they do not by themselves."""
    if CONFLICT in given.values():
        return "conflict"
    if is_tie(tally(given)):
        return "tie"
    return "unsure" if len(given) > 1 and ev.UNSURE in given.values() else "chosen"


def by_letter(annotators: Sequence[str], sample: bytes, seed: int) -> dict[str, str]:
    """Letter -> annotator, for one sample: drawn by the project's seed and the sample, so that a letter means somebody
    else with every sample, and the same person whenever this one is looked at."""
    drawn = sorted(annotators)
    random.Random(_drawn(str(seed).encode(), sample)).shuffle(drawn)
    return {_letter(place): name for place, name in enumerate(drawn)}


def headline(given: Mapping[str, str]) -> str:
    """The votes as a side against a side: "Two against two"."""
    counts = [count for _, count in tally(given)]
    unsure = sum(said == ev.UNSURE for said in given.values())
    if CONFLICT in given.values():
        return tr("One annotator, two answers")
    if not counts:
        return tr("Nobody was sure")
    if is_tie(tally(given)):
        if len(counts) > 2 and counts[0] == 1:
            return tr("{many} different answers", many=number_word(len(counts)))
        return _against(counts)
    if unsure:
        return tr("{unsure} unsure, {sure} not", unsure=number_word(unsure), sure=number_word(sum(counts)).lower())
    return _against(counts) if len(counts) > 1 else tr("All agree")


def _against(counts: Sequence[int]) -> str:
    first, *rest = (number_word(count) for count in counts)
    return joined((first, *(word.lower() for word in rest)), tr(" against "))


def number_word(count: int) -> str:
    """A small number as a word, with a capital."""
    if not count:
        return tr("No", about="none of the answers")
    return tr(_NUMBERS[count - 1]) if count <= len(_NUMBERS) else str(count)


def _letter(place: int) -> str:
    """A to Z, then AA, AB ..."""
    high, low = divmod(place, 26)
    return (_letter(high - 1) if high else "") + chr(ord("A") + low)


def _drawn(key: bytes, sample: bytes) -> int:
    """A number drawn for a sample: the same for ever for one key."""
    return int.from_bytes(hashlib.blake2b(sample, key=hashlib.sha256(key).digest(), digest_size=8).digest())
