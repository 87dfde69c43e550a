"""Whether the names of subfolders are names of classes, or only how somebody filed the samples."""

import re
from collections.abc import Sequence

MAX_CLASSES = 1000
#: Whole numbers from 0 or 1 on are grades or digits up to here; more of them are somebody's numbering.
_GRADES = 10
#: One name in so many may be a filing word, and one folder in so many may hold a single sample.
_EXCEPTIONS = 10

_MONTHS = (
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|"
    "aug(ust)?|sep(t(ember)?)?|oct(ober)?|nov(ember)?|dec(ember)?"
)
_FILING_WORDS = (
    "part|batch|set|subset|split|fold|chunk|group|series|session|lot|box|roll|disc|disk|page|vol|volume|run|"
    "day|week|month|year|date|patient|subject|case|study|visit|site|center|centre|person|user|camera|cam|sensor|slide|"
    "img|imgs|image|images|photo|photos|picture|pictures|pic|pics|scan|scans|frame|frames|video|clip|"
    "data|dataset|sample|samples|file|files|text|texts|doc|docs|document|documents|page|pages|"
    "folder|dir|new folder|untitled folder|untitled|train|training|test|testing|val|valid|validation|dev|eval|holdout|"
    "labelled|labeled|unlabelled|unlabeled|annotated|raw|processed|original|originals|resized|cropped|crops|"
    "tmp|temp|backup|old|new|export|exports|import|input|inputs|output|outputs|download|downloads|archive|misc|dcim"
)
_FILING = re.compile(rf"(?:{_FILING_WORDS})[\s_.-]*(?:\(?\d+\)?|[a-z])?", re.IGNORECASE)
_DATE = re.compile(
    rf"(?:(?:19|20)\d\d(?:[-_. ]?(?:0?[1-9]|1[0-2])(?:[-_. ]?[0-3]?\d)?)?|[0-3]?\d[-_.][0-3]?\d[-_.](?:\d\d)?\d\d)"
    rf"(?:[-_. T].*)?|(?:{_MONTHS})[\s_.-]*(?:\d\d|\d{{4}})",
    re.IGNORECASE,
)
#: DCF (camera folders): 100CANON, 101_PANA.
_CAMERA = re.compile(r"[1-9]\d\d[_A-Z][0-9A-Z_]{4}", re.IGNORECASE)
_HASH = re.compile(r"(?=.*\d)[0-9a-f]{8,}(?:-[0-9a-f]{4,})*", re.IGNORECASE)
_NUMBERED = re.compile(r"(\D*?)[\s_.-]*(\d+)")
_GRADE_WORDS = re.compile(
    r"(?:grade|class|klasse|stage|type|level|score|category|label|rating|severity|bi-?rads|pi-?rads|isup|gleason)?",
    re.IGNORECASE,
)


def are_classes(folders: Sequence[tuple[str, int]]) -> bool:
    """Whether all (name, samples) together look like classes: 2 to 1,000, hardly any with a single sample.

    Dates, batches, parts of a data set, camera folders, hashes and long numberings are filing; 0 to 9, or grade 1
    to grade 4, are classes.
    """
    if not 2 <= len(folders) <= MAX_CLASSES:
        return False
    allowed = len(folders) // _EXCEPTIONS
    if sum(count < 2 for _, count in folders) > allowed:
        return False
    names = [" ".join(name.split()) for name, _ in folders]
    if len({name.casefold() for name in names}) < len(names):
        return False
    if sum(_is_filing(name) for name in names) > allowed:
        return False
    return not _is_numbering(names)


def _is_filing(name: str) -> bool:
    return any(pattern.fullmatch(name) for pattern in (_FILING, _DATE, _CAMERA, _HASH))


def _is_numbering(names: list[str]) -> bool:
    """Names that differ only by a number, unless they are few and count a grade from 0 or 1 on."""
    matches = [_NUMBERED.fullmatch(name) for name in names]
    parts = [(m.group(1).casefold(), m.group(2)) for m in matches if m is not None]
    if len(parts) < len(names) or len({prefix for prefix, _ in parts}) > 1:
        return False
    numbers = sorted(int(digits) for _, digits in parts)
    padded = any(len(digits) > 1 and digits.startswith("0") for _, digits in parts)
    counted = numbers[0] in (0, 1) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    grade = _GRADE_WORDS.fullmatch(parts[0][0]) is not None
    return padded or not grade or not counted or len(numbers) > _GRADES + 1
