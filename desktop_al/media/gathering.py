"""What a reader takes from a file of another tool, piece by piece, cleaned and within limits."""

import datetime
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from desktop_al.core.class_names import can_be_shown, fit_name
from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.words import joined, mark, tr
from desktop_al.media.exchange import OWN, Brought, Foreign
from desktop_al.media.label_tables import MAX_ROWS, NAMED, STATES, TOO_LONG, BrokenRowError
from desktop_al.media.texts import clean

#: More classes than this are no classes but texts or numbers in the wrong place.
MAX_CLASSES = 10_000
#: So many broken ones before the first good one are not the right format.
HOPELESS = 50_000
#: Of one annotation.
MAX_LABELS = 1000
#: Characters of all texts by which samples are to be found.
MAX_TEXTS = 128 * 1024 * 1024
_LONGEST_SAMPLE, _LONGEST_NAME, _LONGEST_COMMENT = 4096, 200, 10_000
#: A name before it is cleaned: a longer one is not looked at.
_LONGEST_RAW = 10 * _LONGEST_NAME
_SURROGATE = re.compile("[\ud800-\udfff]")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_LATEST = 253_402_300_799
_YEAR_S = 366 * 86400.0
#: What was on screen beside an annotation: of another project, and not to be taken for what was on screen here.
_BESIDE = ("suggestion", "suggestion_shown", "probability", "protocol", "round", "chosen_for")

#: How the one label of a sample came out of several annotations; the rule is no annotator.
_CAME = ("rule", "support", "weight")
_LOST: dict[str, str] = {
    **dict.fromkeys(_BESIDE, mark("what was on screen beside annotations")),
    **dict.fromkeys(_CAME, mark("how labels came out of several annotations")),
    "change_reason": mark("reasons of changes"),
}
_HOPELESS = {
    "line": mark("{name} has {n:,} lines that cannot be read, and none before. {first}"),
    "record": mark("{name} has {n:,} records that cannot be read, and none before. {first}"),
}
_FIRST_BROKEN = {
    "line": mark("The first line that is broken is {place:,}: {cause}"),
    "record": mark("The first record that is broken is {place:,}: {cause}"),
}
_UNSHOWN = {
    "annotator": mark("The annotator has a name that cannot be shown."),
    "reason": mark("The reason has a name that cannot be shown."),
}


class Gathering:
    """Rows, what is broken and what is lost; ``foreign`` gives them."""

    def __init__(self, path: Path, unit: Literal["line", "record"] = "record") -> None:
        self.name, self.unit = path.name, unit
        self.rows: list[Brought] = []
        self.classes: dict[str, None] = {}
        self.lost: Counter[str] = Counter()
        self._broken: list[tuple[int, str]] = []
        self._broken_count = 0
        self._class_names: dict[str, str] = {}
        self._interned: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._texts = 0

    def broke(self, place: int, cause: str) -> None:
        self._broken_count += 1
        if self._broken_count >= HOPELESS and not self.rows:
            first = self._broken[0][1]
            raise CannotRead(tr(_HOPELESS[self.unit], name=self.name, n=HOPELESS, first=first))
        if len(self._broken) < NAMED:
            self._broken.append((place, cause))

    def nothing(self, said: str) -> CannotRead:
        """``said``: that the file holds nothing of its format. With the first cause."""
        if not self._broken:
            return CannotRead(said)
        place, cause = self._broken[0]
        return CannotRead(joined((said, tr(_FIRST_BROKEN[self.unit], place=place, cause=cause))))

    def lose(self, what: str, count: int = 1) -> None:
        if count:
            self.lost[what] += count

    def declare(self, raw: object) -> None:
        """A class that the file names by itself; one that cannot be a class is left out."""
        try:
            self.classes[self.class_name(raw)] = None
        except BrokenRowError:
            self.lose(mark("classes that cannot be named so"))

    def class_name(self, raw: object) -> str:
        """As a project names classes.

        Raises:
            BrokenRowError: no class can be named so. CannotRead: too many different ones.
        """
        text = written(raw)
        known = self._class_names.get(text)
        if known is None:
            if len(text) > _LONGEST_RAW:
                raise BrokenRowError(tr(TOO_LONG["label"], n=len(text), most=_LONGEST_NAME))
            try:
                known = fit_name(clean(text))
            except BadArgument as error:
                raise BrokenRowError(_why_no_class(text)) from error
            if len(self._class_names) >= MAX_CLASSES:
                raise CannotRead(
                    tr(
                        "{name} has more than {most:,} different labels, so they are no classes.",
                        name=self.name,
                        most=MAX_CLASSES,
                    )
                )
            self._class_names[text] = known
        return known

    def add(
        self,
        place: int,
        *,
        sample: str = "",
        text: str = "",
        labels: Iterable[object] = (),
        annotator: object = "",
        state: str = "labelled",
        reason: object = "",
        comment: object = "",
        utc: int | None = None,
        active_s: float | None = None,
        probability: float | None = None,
        predicted: bool = False,
        own: object = None,
    ) -> None:
        """One annotation, or one pre-annotation; what ``own`` says (see exchange.OWN) is preferred.

        Raises:
            BrokenRowError: it cannot be one. CannotRead: too much of everything.
        """
        sample = sample.strip()
        if isinstance(own, Mapping):
            # As it is: a name may begin or end with blanks.
            sample = one_text(own.get("sample")) or sample
            annotator = own.get("annotator") or annotator
            state = one_text(own.get("state")) or state
            reason, comment = own.get("reason") or reason, own.get("comment") or comment
            utc = moment(own.get("utc")) if own.get("utc") is not None else utc
            active_s = seconds(own.get("active_s")) if own.get("active_s") is not None else active_s
            if own.get("rule"):
                annotator = ""
            for what in {_LOST[name] for name in own if name in _LOST and own[name] not in (None, "")}:
                self.lose(what)
        known = STATES.get(state)
        if known is None:
            raise BrokenRowError(tr("The state is none of labelled, unsure and not_worth_labelling."))
        named = self._labels(labels) if known == "labelled" else ()
        if known == "labelled" and not named:
            raise BrokenRowError(tr("There is no label."))
        row = Brought(
            sample=self._sample(sample),
            labels=named,
            place=place,
            annotator=self._shown_name(annotator, "annotator"),
            state=known,
            reason=self._shown_name(reason, "reason") if known == "not_worth_labelling" else "",
            comment=self._comment(comment),
            utc=utc,
            active_s=active_s,
            probability=probability,
            predicted=predicted,
            text="" if sample.strip() else self._text(text),
        )
        if not row.sample and not row.text:
            raise BrokenRowError(tr("It names no sample, and has no text by which one could be found."))
        if len(self.rows) >= MAX_ROWS:
            raise CannotRead(tr("{name} has more than {most:,} annotations.", name=self.name, most=MAX_ROWS))
        self.rows.append(row)

    def foreign(self) -> Foreign:
        classes = dict(self.classes)
        for row in self.rows:
            for name in row.labels:
                classes.setdefault(name)
        return Foreign(
            rows=tuple(self.rows),
            classes=tuple(classes),
            broken=tuple(self._broken),
            broken_count=self._broken_count,
            lost=tuple(sorted(self.lost.items())),
            unit=self.unit,
        )

    def _labels(self, raw: Iterable[object]) -> tuple[str, ...]:
        names: dict[str, None] = {}
        for one in raw:
            names[self.class_name(one)] = None
            if len(names) > MAX_LABELS:
                raise BrokenRowError(tr("It has more than {most:,} labels.", most=MAX_LABELS))
        return tuple(names)

    def _sample(self, sample: str) -> str:
        if len(sample) > _LONGEST_SAMPLE:
            raise BrokenRowError(
                tr(
                    "The name of the sample has {n:,} characters, more than {most}.",
                    n=len(sample),
                    most=_LONGEST_SAMPLE,
                )
            )
        return self._one(sample if sample.isascii() else _SURROGATE.sub("\ufffd", sample))

    def _text(self, text: str) -> str:
        kept = clean(text)
        if not kept.strip():
            return ""
        if kept not in self._interned:
            self._texts += len(kept)
            if self._texts > MAX_TEXTS:
                raise CannotRead(
                    tr(
                        "{name} has more than {most} million characters of text.",
                        name=self.name,
                        most=MAX_TEXTS // 2**20,
                    )
                )
        return self._one(kept)

    def _shown_name(self, raw: object, what: str) -> str:
        text = written(raw)
        if not text or text in self._names:
            return self._names.get(text, "")
        if len(text) > _LONGEST_RAW:
            raise BrokenRowError(tr(TOO_LONG[what], n=len(text), most=_LONGEST_NAME))
        name = " ".join(clean(text).split())
        if len(name) > _LONGEST_NAME:
            raise BrokenRowError(tr(TOO_LONG[what], n=len(name), most=_LONGEST_NAME))
        if not can_be_shown(name):
            raise BrokenRowError(tr(_UNSHOWN[what]))
        self._names[text] = name
        return name

    def _comment(self, raw: object) -> str:
        text = one_text(raw)
        if not text:
            return ""
        if len(text) > _LONGEST_COMMENT:
            self.lose(mark("ends of long comments"))
        return clean(text[:_LONGEST_COMMENT]).strip()

    def _one(self, text: str) -> str:
        """Names and texts come again and again: one object for each."""
        return self._interned.setdefault(text, text)


def _why_no_class(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        return tr("The label is empty.")
    if len(words) > _LONGEST_NAME:
        return tr(TOO_LONG["label"], n=len(words), most=_LONGEST_NAME)
    return tr("The label holds characters that cannot be shown.")


def written(value: object) -> str:
    """A text as it is, a number or a truth as it is written in JSON, nothing as nothing.

    Raises:
        BrokenRowError: a list or an object.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        if isinstance(value, float) and not math.isfinite(value):
            raise BrokenRowError(tr("A number is none."))
        if isinstance(value, int) and not -(2**63) <= value < 2**64:
            raise BrokenRowError(tr("A number is too large."))
        return json.dumps(value)
    raise BrokenRowError(tr("A label or a name is not one text."))


def one_text(value: object) -> str:
    """A text as it is; anything else is none."""
    return value if isinstance(value, str) else ""


def several(value: object) -> tuple[object, ...]:
    """The items of a list, one value as itself, nothing as none."""
    if isinstance(value, list):
        return tuple(value)
    return () if value is None or value == "" else (value,)


def own_of(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """What this program wrote beside the fields of a format; empty where another did."""
    own = record.get(OWN)
    return own if isinstance(own, dict) else {}


def number(value: object) -> float | None:
    """A finite number; anything else is none. A text counts where it is one, as in tables."""
    if isinstance(value, str):
        try:
            value = float(value) if len(value) < 40 else None
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, int) and abs(value) > 2**63:
        return None
    return float(value) if math.isfinite(value) else None


def seconds(value: object) -> float | None:
    """A duration of at most a year."""
    found = number(value)
    return found if found is not None and 0 <= found <= _YEAR_S else None


def share(value: object) -> float | None:
    """A probability, 0 to 1."""
    found = number(value)
    return found if found is not None and 0 <= found <= 1 else None


def moment(value: object) -> int | None:
    """Microseconds since 1970 of an ISO 8601 time (UTC where it names no zone) or of seconds since 1970; None where
    it is neither, or earlier."""
    if isinstance(value, str) and len(value) <= 40:
        try:
            told = datetime.datetime.fromisoformat(value.strip())
            if told.tzinfo is None:
                told = told.replace(tzinfo=datetime.UTC)
            micros = (told - _EPOCH) // datetime.timedelta(microseconds=1)
        except (ValueError, OverflowError):
            return None
        return micros if micros >= 0 else None
    if isinstance(value, str):
        return None
    found = number(value)
    return round(found * 1e6) if found is not None and 0 <= found <= _LATEST else None
