"""Names of samples in a file from elsewhere, matched with the samples of a project."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from desktop_al.core.words import tr
from desktop_al.media.samples import READERS, extension


class Match(NamedTuple):
    """The sample that a name means, and how sure that is (0 surest); or the cause why none."""

    sample: str = ""
    tier: int = 0
    cause: str = ""


#: A path of some computer: what it has in front of the samples' folder says nothing here.
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:[/\\]")


def match_names(texts: Iterable[str], names: Sequence[str]) -> dict[str, Match]:
    """What each name of a table means; two names that lead to one sample only count if one is the surer."""
    exact = set(names)
    tiers: list[_Tier] = []
    found: dict[str, Match] = {}
    for text in texts:
        if text in found:
            continue
        plain = as_path(text)
        if text in exact or plain in exact:
            found[text] = Match(text if text in exact else plain)
            continue
        # Most tables name all samples exactly; then these are never needed.
        tiers = tiers or [_Tier(names, _same), _Tier(names, str.casefold), _Tier(names, _bare)]
        found[text] = _nearest(plain, tiers, anywhere=_ABSOLUTE.match(text) is not None)
    _refuse_shared(found)
    return found


def as_path(text: str) -> str:
    """As the scan names samples: composed characters, forward slashes, nothing in front."""
    path = unicodedata.normalize("NFC", text).replace("\\", "/")
    return "/".join(part for part in path.split("/") if part not in ("", "."))


def _same(name: str) -> str:
    return name


def _bare(name: str) -> str:
    """Without the extension that the files of samples have, and without case."""
    folded = name.casefold()
    end = extension(folded.rpartition("/")[2])
    return folded[: -len(end)] if end in READERS else folded


class _Tier:
    """Samples by the last part of their names, seen through ``view``."""

    def __init__(self, names: Sequence[str], view: Callable[[str], str]) -> None:
        self.view = view
        self._by_last: dict[str, list[str]] = defaultdict(list)
        for name in names:
            self._by_last[view(name.rpartition("/")[2])].append(name)

    def candidates(self, path: str, *, anywhere: bool) -> list[str]:
        """Those that have the most last parts in common with ``path``; ``anywhere``: also from another folder."""
        # A name with an extension means that very file, not one of another kind beside it.
        view = str.casefold if self.view is _bare else self.view
        viewed = view(path)
        there = self._by_last.get(viewed.rpartition("/")[2], [])
        parts = viewed.split("/")
        shared = [_shared(parts, self.view(name).split("/")) for name in there]
        most = max((score[:2] for score in shared), default=None)
        # train/001.png is not test/001.png, however alone that one is.
        return [n for n, score in zip(there, shared, strict=True) if score[:2] == most and (anywhere or score[2])]


def _shared(one: list[str], other: list[str]) -> tuple[int, bool, bool]:
    """How many last parts are the same, whether that is all of both, and whether it is all of one."""
    count = 0
    for a, b in zip(reversed(one), reversed(other)):
        if a != b:
            break
        count += 1
    return count, count == len(one) == len(other), count == min(len(one), len(other))


def _nearest(path: str, tiers: Sequence[_Tier], *, anywhere: bool) -> Match:
    several = 0
    for number, tier in enumerate(tiers, start=1):
        there = tier.candidates(path, anywhere=anywhere)
        if len(there) == 1:
            return Match(there[0], number)
        several = max(several, len(there))
    if several:
        return Match(cause=tr("{several:,} samples could be meant.", several=several))
    return Match(cause=tr("No sample has this name."))


def _refuse_shared(found: dict[str, Match]) -> None:
    """Names of a table that lead to a sample which another name means more surely, or as surely."""
    leading: dict[str, list[str]] = defaultdict(list)
    for text, match in found.items():
        if match.sample:
            leading[match.sample].append(text)
    for sample, texts in leading.items():
        surest = min(found[text].tier for text in texts)
        alone = surest == 0 or sum(found[text].tier == surest for text in texts) == 1
        for text in texts:
            if found[text].tier > surest:
                found[text] = Match(cause=tr("Another row names the sample {sample} more exactly.", sample=sample))
            elif not alone:
                found[text] = Match(cause=tr("Several names could mean the sample {sample}.", sample=sample))
