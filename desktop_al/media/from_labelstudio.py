"""Label Studio: its JSON of tasks, the flat "JSON-MIN" and the CSV of the same, and older files with completions."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop_al.core.words import mark, tr
from desktop_al.media.exchange import Foreign
from desktop_al.media.foreign_names import is_content, sample_name
from desktop_al.media.from_tables import header_of, named_rows
from desktop_al.media.gathering import Gathering, moment, number, one_text, own_of, seconds, several, share
from desktop_al.media.json_pieces import begins_as_json, json_records, unit_of
from desktop_al.media.label_tables import BrokenRowError
from desktop_al.media.samples import READERS, extension
from desktop_al.media.tables import TEXT_COLUMNS

#: What the results of other kinds are, and what may stand in a region.
_LOST = {
    "rectanglelabels": mark("boxes"),
    "rectangle": mark("boxes"),
    "ellipselabels": mark("ellipses"),
    "ellipse": mark("ellipses"),
    "polygonlabels": mark("polygons"),
    "polygon": mark("polygons"),
    "vectorlabels": mark("polygons"),
    "brushlabels": mark("masks"),
    "brush": mark("masks"),
    "bitmasklabels": mark("masks"),
    "keypointlabels": mark("key points"),
    "keypoint": mark("key points"),
    "labels": mark("spans"),
    "hypertextlabels": mark("spans"),
    "paragraphlabels": mark("spans"),
    "timeserieslabels": mark("spans"),
    "timelinelabels": mark("spans"),
    "videorectangle": mark("boxes"),
    "relation": mark("relations"),
    "rating": mark("ratings"),
    "number": mark("numbers"),
    "datetime": mark("dates"),
    "textarea": mark("written texts"),
    "taxonomy": mark("taxonomies"),
    "pairwise": mark("comparisons"),
    "ranker": mark("rankings"),
}
_OTHER = mark("results of other kinds")
_REGIONS = mark("labels of regions")
_FURTHER = mark("answers to further questions")
_FLAT = ("annotation_id", "lead_time")
#: Names in flat records that are not questions.
_ABOUT = frozenset({"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement", "sample"})
_IMAGES = ("image", "img", "image_url", "picture", "photo", "file", "path", "url", "filename")


def fits(_path: Path, head: bytes) -> bool:
    start = head.lstrip()[:1]
    if start in (b"[", b"{"):
        task = b'"data"' in head and any(
            name in head for name in (b'"annotations"', b'"completions"', b'"predictions"')
        )
        return (task and b'"result"' in head) or all(f'"{name}"'.encode() in head for name in _FLAT)
    return set(header_of(head)) >= set(_FLAT)


def read(path: Path, stop: Callable[[], bool]) -> Foreign:
    """Choices of whole samples. Where there are several questions, the one with the most answers is kept.

    Raises:
        CannotRead: missing, empty, too large, or not such a file.
    """
    questions = _Questions()
    if not begins_as_json(path):
        gathering = Gathering(path, "line")
        for line, row in named_rows(path, stop, "Label Studio", frozenset(_FLAT)):
            if isinstance(row, str):
                gathering.broke(line, row)
            else:
                # The order of the columns says nothing.
                _flat(gathering, questions, line, {name: value for name, value in row.items() if name != "id"})
    else:
        gathering = Gathering(path, unit_of(path))
        known = False
        for place, record in json_records(path, stop):
            if isinstance(record, str):
                gathering.broke(place, record)
            elif any(name in record for name in ("annotations", "completions", "predictions", "data")):
                known = True
                _task(gathering, questions, place, record)
            elif "annotation_id" in record or "annotator" in record:
                known = True
                _flat(gathering, questions, place, record)
            else:
                gathering.broke(place, tr("The record is no task of Label Studio."))
        if not known and not stop():
            raise gathering.nothing(tr("{name} holds no task of Label Studio.", name=path.name))
    return questions.settled(gathering)


class _Questions:
    """Which question each row answers; "" where it answers none, as when a sample was skipped."""

    def __init__(self) -> None:
        self._of_row: list[str] = []

    def note(self, name: str) -> None:
        self._of_row.append(name)

    def settled(self, gathering: Gathering) -> Foreign:
        """With the rows of the one question that has the most."""
        counts = Counter(name for name in self._of_row if name)
        if len(counts) > 1:
            main = counts.most_common(1)[0][0]
            kept = [row for row, name in zip(gathering.rows, self._of_row, strict=True) if name in ("", main)]
            gathering.lose(_FURTHER, len(gathering.rows) - len(kept))
            gathering.rows = kept
        return gathering.foreign()


def _task(gathering: Gathering, questions: _Questions, place: int, task: Mapping[str, Any]) -> None:
    data = task.get("data")
    sample, text = _sample(gathering, data if isinstance(data, dict) else {"text": data})
    sample = one_text(own_of(task).get("sample")) or sample
    for annotation in several(task.get("annotations") or task.get("completions")):
        if isinstance(annotation, dict):
            _annotation(gathering, questions, place, sample, text, annotation)
        elif isinstance(annotation, int):
            gathering.lose(mark("annotations that the file only counts"))
        else:
            gathering.broke(place, tr("An annotation is not a JSON object."))
    for prediction in several(task.get("predictions")):
        if isinstance(prediction, dict):
            _prediction(gathering, questions, place, sample, text, prediction)
        elif not isinstance(prediction, int):
            gathering.broke(place, tr("A prediction is not a JSON object."))
    gathering.lose(mark("drafts"), len(several(task.get("drafts"))))


def _annotation(
    gathering: Gathering, questions: _Questions, place: int, sample: str, text: str, annotation: Mapping[str, Any]
) -> None:
    own = own_of(annotation)
    answers = _choices(gathering, annotation)
    skipped = annotation.get("was_cancelled") is True or annotation.get("skipped") is True
    state = one_text(own.get("state")) or ("not_worth_labelling" if skipped else "labelled")
    if state != "labelled":
        answers = {"": ()}
    elif not answers:
        gathering.lose(mark("annotations without a choice"))
        return
    for question, labels in answers.items():
        try:
            gathering.add(
                place,
                sample=sample,
                text=text,
                labels=labels,
                annotator=_annotator(annotation.get("completed_by", annotation.get("created_username"))),
                state=state,
                utc=moment(annotation.get("created_at")),
                active_s=seconds(annotation.get("lead_time")),
                own=own,
            )
            questions.note(question)
        except BrokenRowError as error:
            gathering.broke(place, str(error))


def _prediction(
    gathering: Gathering, questions: _Questions, place: int, sample: str, text: str, prediction: Mapping[str, Any]
) -> None:
    for question, labels in _choices(gathering, prediction).items():
        try:
            probability = share(prediction.get("score"))
            gathering.add(place, sample=sample, text=text, labels=labels, probability=probability, predicted=True)
            questions.note(question)
        except BrokenRowError as error:
            gathering.broke(place, str(error))


def _choices(gathering: Gathering, annotation: Mapping[str, Any]) -> dict[str, tuple[object, ...]]:
    """The choices for the whole sample by question, what else there is as lost."""
    found: dict[str, tuple[object, ...]] = {}
    for result in several(annotation.get("result")):
        if not isinstance(result, dict):
            gathering.lose(_OTHER)
            continue
        kind, value = one_text(result.get("type")).casefold(), result.get("value")
        if kind != "choices" or not isinstance(value, dict):
            gathering.lose(_LOST.get(kind, _OTHER))
        elif any(name in value for name in ("start", "x", "points", "rle")):
            gathering.lose(_REGIONS)
        else:
            question = one_text(result.get("from_name")) or "choices"
            found[question] = found.get(question, ()) + several(value.get("choices"))
    return {question: labels for question, labels in found.items() if labels}


def _annotator(said: object) -> object:
    """A name of what Label Studio has for a person: a number, a name, or an object."""
    if isinstance(said, dict):
        whole = " ".join(one_text(said.get(part)).strip() for part in ("first_name", "last_name")).strip()
        return one_text(said.get("email")) or whole or one_text(said.get("username")) or _annotator(said.get("id"))
    if isinstance(said, str) and not said.strip().isdecimal():
        return said
    if isinstance(said, bool) or number(said) is None:
        return ""
    return f"annotator {str(said).strip()}"


def _sample(gathering: Gathering, data: Mapping[str, Any]) -> tuple[str, str]:
    """The name of the sample and its text, one of which may be empty."""
    if sample := one_text(data.get("sample")):
        return sample, one_text(data.get("text"))
    texts = {name: value for name, value in data.items() if isinstance(value, str) and value.strip()}
    for name, value in texts.items():
        if is_content(value):
            gathering.lose(mark("pictures within the file"))
            continue
        if name.casefold() in _IMAGES or _is_address(value):
            return sample_name(value), ""
    for name in TEXT_COLUMNS:
        if name in texts:
            return "", texts[name]
    return "", max((value for value in texts.values() if not is_content(value)), key=len, default="")


def _is_address(value: str) -> bool:
    if len(value) > 2000 or "\n" in value:
        return False
    return "://" in value[:20] or value.startswith("/data/") or extension(value.rpartition("/")[2]) in READERS


# -- flat records ---------------------------------------------------------------------------------------------


def _flat(gathering: Gathering, questions: _Questions, place: int, record: Mapping[str, Any]) -> None:
    """A record of JSON-MIN: what the task holds, its number, the questions by name, then about the annotation."""
    names = list(record)
    if "id" in names and "annotator" in names and names.index("id") < names.index("annotator"):
        first = names.index("id")
        asked = names[first + 1 : names.index("annotator")]
        data = {name: record[name] for name in names[:first]}
    else:
        data, asked = _told_apart(record)
    sample, text = _sample(gathering, data)
    answered = False
    for question in asked:
        labels = _flat_labels(record[question])
        if labels is None:
            gathering.lose(_OTHER)
            continue
        answered = True
        try:
            gathering.add(
                place,
                sample=sample,
                text=text,
                labels=labels,
                annotator=_annotator(record.get("annotator")),
                utc=moment(record.get("created_at")),
                active_s=seconds(record.get("lead_time")),
            )
            questions.note(question)
        except BrokenRowError as error:
            gathering.broke(place, str(error))
    if not answered:
        gathering.lose(mark("annotations without a choice"))


def _told_apart(record: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The task's own fields and the questions of a record whose fields are in another order, as in the CSV."""
    rest = {name: value for name, value in record.items() if name not in _ABOUT}
    data = {
        name: value
        for name, value in rest.items()
        if name.casefold() in (*_IMAGES, *TEXT_COLUMNS) or (isinstance(value, str) and _is_address(value))
    }
    if not data and rest:
        longest = max(rest, key=lambda name: len(str(rest[name])[:10_000]))
        data = {longest: rest[longest]}
    return data, [name for name in rest if name not in data]


def _flat_labels(value: object) -> tuple[object, ...] | None:
    if isinstance(value, dict):
        return several(value.get("choices")) or None
    if isinstance(value, list):
        return None if any(isinstance(one, dict | list) for one in value) else tuple(value) or None
    if isinstance(value, str) and value.startswith('{"choices"'):
        try:
            return _flat_labels(json.loads(value)) if len(value) < 100_000 else None
        except (ValueError, RecursionError):
            return None
    return (value,) if isinstance(value, str) and value.strip() else None
