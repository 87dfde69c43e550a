"""COCO: one object with images, categories and annotations, of which the categories of whole images are taken."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop_al.core.errors import CannotRead
from desktop_al.core.words import mark, tr
from desktop_al.media.exchange import OWN, Foreign
from desktop_al.media.foreign_names import sample_name
from desktop_al.media.gathering import Gathering, number, one_text, own_of, several, share
from desktop_al.media.json_pieces import head_of, pieces
from desktop_al.media.label_tables import ASKED, BrokenRowError

_MEMBERS = ("images", "categories", "annotations")
#: Pixels by which a box may miss the edge of an image and still be all of it.
_SLACK = 1.0


def fits(_path: Path, head: bytes) -> bool:
    if head.lstrip()[:1] != b"{":
        return False
    if b'"images"' in head and b'"file_name"' in head:
        return True
    return b'"annotations"' in head and b'"image_id"' in head


def read(path: Path, stop: Callable[[], bool]) -> Foreign:
    """Each distinct category of an image, several as a set of classes. Boxes and outlines are lost where they are not
    those of the whole image. ``place`` is the record in "annotations".

    Raises:
        CannotRead: missing, empty, too large, or not such a file.
    """
    if not head_of(path).lstrip().startswith(b"{"):
        raise CannotRead(tr("{name} is no file of COCO: it is not a JSON object.", name=path.name))
    gathering = Gathering(path, "record")
    # The members come in any order: images and categories first, which are few, then the annotations.
    images: dict[object, Mapping[str, Any]] = {}
    categories: dict[object, str] = {}
    members = set()
    # Of this program's files: annotations that name no class lie with their image.
    without: list[tuple[int, Mapping[str, Any], Mapping[str, Any]]] = []
    for piece in pieces(path, stop, frozenset(("images", "categories"))):
        members.add(piece.key)
        if not piece.key:
            # The end of the file is missing: that is said below.
            continue
        try:
            value = piece.value()
            if not isinstance(value, dict) or _key(value.get("id")) is None:
                raise BrokenRowError(tr("It is not an object with an id."))
            if piece.key == "categories":
                categories[_key(value["id"])] = gathering.class_name(value.get("name"))
            else:
                images[_key(value["id"])] = _kept(value)
                without += [(piece.number, value, one) for one in several(value.get(OWN)) if isinstance(one, dict)]
        except BrokenRowError as error:
            shown = (
                tr("In {member}: {error}", member=piece.key, error=error)
                if piece.key
                else tr("In the file: {error}", error=error)
            )
            gathering.broke(piece.number, shown)
    for name in categories.values():
        gathering.declare(name)
    sets: dict[tuple[object, ...], tuple[int, dict[str, None], Mapping[str, Any], Mapping[str, Any]]] = {}
    for piece in pieces(path, stop, frozenset(("annotations",))):
        members.add(piece.key)
        try:
            _annotation(gathering, piece.number, piece.value(), images, categories, sets)
        except BrokenRowError as error:
            gathering.broke(piece.number, str(error))
    if not members & set(_MEMBERS) and not stop():
        raise CannotRead(tr("{name} is no file of COCO: it has neither images nor annotations.", name=path.name))
    for place, image, own in without:
        _add(gathering, place, {}, image, {OWN: own})
    for count, (place, names, image, annotation) in enumerate(sets.values()):
        if count % ASKED == 0 and stop():
            break
        _add(gathering, place, names, image, annotation)
    return gathering.foreign()


def _kept(image: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is needed of an image."""
    wanted = ("file_name", "width", "height", "coco_url", "path")
    return {name: image[name] for name in wanted if name in image}


def _key(value: object) -> object:
    """An id that can be looked up, or None."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return value


def _annotation(
    gathering: Gathering,
    place: int,
    annotation: object,
    images: Mapping[object, Mapping[str, Any]],
    categories: Mapping[object, str],
    sets: dict[tuple[object, ...], tuple[int, dict[str, None], Mapping[str, Any], Mapping[str, Any]]],
) -> None:
    if not isinstance(annotation, dict):
        raise BrokenRowError(tr("It is not a JSON object."))
    own = own_of(annotation)
    image_id = _key(annotation.get("image_id"))
    image = images.get(image_id) if image_id is not None else None
    if image is None:
        raise BrokenRowError(tr("It names no image of the file."))
    category_id = _key(annotation.get("category_id"))
    name = categories.get(category_id) if category_id is not None else None
    if name is None and own.get("state", "labelled") == "labelled":
        raise BrokenRowError(tr("It names no category of the file."))
    _count_lost(gathering, annotation, image)
    # One set of classes for each image and, where this program says so, annotation.
    key = (image_id, one_text(own.get("annotator")), own.get("seq") if isinstance(own.get("seq"), int) else None)
    wanted = {part: annotation[part] for part in ("score", OWN) if part in annotation}
    kept = sets.setdefault(key, (place, {}, image, wanted))
    if name is not None:
        kept[1][name] = None


def _count_lost(gathering: Gathering, annotation: Mapping[str, Any], image: Mapping[str, Any]) -> None:
    whole = _is_whole(annotation.get("bbox"), image)
    if several(annotation.get("bbox")) and not whole:
        gathering.lose(mark("boxes"))
    if annotation.get("segmentation") not in (None, [], {}) and not whole:
        gathering.lose(mark("polygons and masks"))
    if several(annotation.get("keypoints")):
        gathering.lose(mark("key points"))
    if one_text(annotation.get("caption")):
        gathering.lose(mark("captions"))


def _is_whole(box: object, image: Mapping[str, Any]) -> bool:
    sides = [number(one) for one in box] if isinstance(box, list) and len(box) == 4 else []
    width, height = number(image.get("width")), number(image.get("height"))
    if len(sides) != 4 or any(side is None for side in sides) or width is None or height is None:
        return False
    left, top, wide, high = (side or 0.0 for side in sides)
    return left <= _SLACK and top <= _SLACK and left + wide >= width - _SLACK and top + high >= height - _SLACK


def _add(
    gathering: Gathering,
    place: int,
    names: Mapping[str, None],
    image: Mapping[str, Any],
    annotation: Mapping[str, Any],
) -> None:
    own = own_of(annotation)
    sample = next(
        (one_text(image[name]) for name in ("file_name", "path", "coco_url") if one_text(image.get(name))), ""
    )
    try:
        gathering.add(
            place,
            sample=sample_name(sample),
            labels=names,
            probability=share(annotation.get("score")),
            # Results of a model have a score.
            predicted="score" in annotation and not own,
            own=own,
        )
    except BrokenRowError as error:
        gathering.broke(place, str(error))
