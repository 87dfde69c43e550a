"""What is said of files goes through ``tr``: under the pseudo-language no English is left in it."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pydicom.uid import HTJ2K, JPEGBaseline8Bit, JPEGExtended12Bit

from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.languages import catalogue
from desktop_al.core.words import english, tr
from desktop_al.media import gathering
from desktop_al.media.dicom import open_file
from desktop_al.media.dicom_header import BURNED_IN
from desktop_al.media.dicom_streams import _COMPRESSIONS, _HOLDINGS, compression_words, holding_words
from desktop_al.media.dicom_tags import check_tags
from desktop_al.media.exports import EXPORTERS
from desktop_al.media.image_looks import IMAGE_COLUMNS
from desktop_al.media.importers import IMPORTERS, read_foreign
from desktop_al.media.junk import JUNK_KINDS, judge
from desktop_al.media.label_tables import read_label_table
from desktop_al.media.picture import View
from desktop_al.media.signatures import _FOREIGN, begins_like
from tests.media.foreign_examples import COCO, EXAMPLES, annotation, choice, lines, task
from tests.media.made_dicom import dicom, ramp
from tests.media.made_files import encoded, photo
from tests.pseudo import pseudo, untranslated


@pytest.fixture(autouse=True)
def in_pseudo() -> Iterator[None]:
    with pseudo():
        yield


LONG, DEEP = "x" * 5000, "[" * 100 + "]" * 100
#: Format, name of the file, content: each is refused, or has rows that are.
BROKEN: list[tuple[str, str, str | bytes]] = [
    ("labelstudio", "x.json", "[]"),
    ("labelstudio", "x.json", '[{"what": 1}]'),
    ("labelstudio", "x.json", '["no", 5]'),
    ("labelstudio", "x.json", '[{"data": {"image": "a.png"}, "predictions": ["no"], "annotations": ["no"]}]'),
    ("labelstudio", "x.json", json.dumps([task(1, {"image": "a.png"}, annotation(choice("", LONG)))])),
    ("labelstudio", "x.json", json.dumps([task(1, {"image": LONG}, annotation(choice("cat")))])),
    ("labelstudio", "x.csv", "annotation_id,choice\n1,2\n"),
    ("labelstudio", "x.csv", "annotation_id,lead_time,choice\n1,2\n"),
    ("coco", "x.json", "[1]"),
    ("coco", "x.json", "{}"),
    ("coco", "x.json", json.dumps({**COCO, "images": [1], "annotations": [1, {}]})),
    ("coco", "x.json", json.dumps(COCO)),
    ("coco", "x.json", json.dumps(COCO)[:-4]),
    ("labelme", "x.json", "{}"),
    ("labelme", "x.json", '{"shapes": [], "flags": [1]}'),
    ("labelme", "x.json", '{"a": 1, "a": 2}'),
    ("labelme", "x.json", '{"shapes":\n [}'),
    ("labelme", "x.json", DEEP),
    ("labelme", "x.json", "[1]"),
    ("prodigy", "x.jsonl", lines({"a": 1})),
    ("prodigy", "x.jsonl", lines({"answer": "maybe"}, {"answer": "accept", "label": "b"}, [1])),
    ("prodigy", "x.jsonl", lines({"answer": "accept", "label": "b", "image": "data:image/png;base64,AA"}) + "{\n"),
    ("doccano", "x.jsonl", lines({"id": 1}) + '{"a": 1, "a": 2}\n' + f'{{"a": {DEEP}}}\n'),
    ("doccano", "x.jsonl", lines({"text": "a", "label": [3.5e300, 10**30]}, {"text": "", "label": ["a"]})),
    ("doccano", "x.csv", 'id,data,label\n1,"a\n'),
    ("labelsleuth", "x.csv", "a,b\n1,2\n"),
    ("labelsleuth", "x.csv", "text,label,doc_id\n,b,c\na,,d\na\n"),
    ("labelsleuth", "x.csv", '{"text": 1}'),
    ("imagefolder", "metadata.csv", "file_name,label\na.png,\n"),
    ("folders", "x.txt", "a"),
    ("jsonl", "x.jsonl", '{"path": "a"}\n'),
    (
        "jsonl",
        "x.jsonl",
        '{"path": "a", "label": "b"}\n{"path": "a"}\n{"label": "a"}\n[1]\n{\n{"path": [1], "label": "a"}\n',
    ),
    ("csv", "x.csv", "one,two,three\n1,2,3\n"),
    ("csv", "x.csv", "path,two,three\n1,2,3\n"),
    ("csv", "x.csv", f"path,label,annotator\na,b\n,b,c\na,,c\na,b,{LONG}\na,b,\x07\u200b\n"),
    ("csv", "x.csv", ",,\n"),
    (
        "csv",
        "x.csv",
        "seq,sample,annotator,label,state,utc,reason\n1,a,b,c,maybe,,\n1,a,b,,not_worth_labelling,," + LONG,
    ),
    ("csv", "x.csv", b"\x89PNG\r\n\x1a\n" + bytes(300)),
    ("csv", "x.csv", ""),
    ("", "x.md", "# Words\n"),
]
#: Names and codes that stand in sentences as they are: of files, of columns, of tools.
GIVEN = (
    *("metadata.csv", "Label Studio", "Label Sleuth", "annotation_id", "lead_time", "doc_id", "labelstudio", "images"),
    *("one, two, three", "path, two, three", "path", "label", "text", "(PNG)", "annotations", "categories"),
)


@pytest.mark.parametrize(("name", "file", "content"), BROKEN)
def test_what_importers_refuse(tmp_path: Path, name: str, file: str, content: str | bytes) -> None:
    path = tmp_path / file
    path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    try:
        foreign = read_foreign(path, name or None)[1]
        said = [cause for _, cause in foreign.broken]
        # Kept in English, and shown through tr.
        assert all(what.isascii() for what, _ in foreign.lost)
        assert not any(untranslated(tr(what)) for what, _ in foreign.lost)
    except CannotRead as error:
        said = [str(error)]
    assert said
    for words in said:
        assert untranslated(words, file, *GIVEN) == [], words
        assert english(words).isascii()
        assert english(words)[0].isupper() or english(words).startswith(file)


def test_there_is_a_refusal_of_every_importer() -> None:
    assert {name for name, _, _ in BROKEN if name} == set(IMPORTERS)


def test_what_is_lost_of_files_of_other_tools(tmp_path: Path) -> None:
    lost = set()
    for name, files in EXAMPLES.items():
        for file, content in files:
            (tmp_path / file).write_bytes(content)
            lost |= {what for what, _ in read_foreign(tmp_path / file, name)[1].lost}
    assert len(lost) > 8
    # What is marked in tables is in the files of translations.
    known = {text for text, _ in catalogue("pt_PT").texts}
    assert lost <= known
    assert {row.title for row in (*IMPORTERS.values(), *EXPORTERS.values())} <= known
    assert [untranslated(tr(what)) for what in lost if untranslated(tr(what))] == []


def test_folders_that_cannot_be_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    for name in ("", "labelme"):
        with pytest.raises(CannotRead) as caught:
            read_foreign(tmp_path, name or None)
        said.append(str(caught.value))
    (tmp_path / "link.json").symlink_to(tmp_path / "gone.json")
    (tmp_path / "bad.json").write_text("[1]")
    said += [cause for _, cause in read_foreign(tmp_path, "labelme")[1].broken]
    for part in ("one", "two"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "metadata.csv").write_text("file_name,label\na.png,\n")
    said += [cause for _, cause in read_foreign(tmp_path, "imagefolder")[1].broken]
    with pytest.raises(CannotRead) as gone:
        read_foreign(tmp_path / "gone.csv", "csv")
    said.append(str(gone.value))
    monkeypatch.setattr(gathering, "HOPELESS", 2)
    (tmp_path / "many.jsonl").write_text("{\n{\n")
    with pytest.raises(CannotRead) as many:
        read_foreign(tmp_path / "many.jsonl", "prodigy")
    said.append(str(many.value))
    assert len(said) == 7
    given = (tmp_path.name, "bad.json", "link.json", "gone.csv", "many.jsonl", "one/metadata.csv", "two/metadata.csv")
    assert [untranslated(words, *given) for words in said] == [[]] * len(said), said


def test_tables_of_labels_for_a_new_project(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text(f"path,label,annotator\na\n,b,c\na,,c\na,{LONG[:300]},c\na,b,{LONG[:300]}\n")
    broken = read_label_table(path).broken
    assert len(broken) == 5
    assert [untranslated(cause) for _, cause in broken] == [[]] * 5


# -- DICOM ----------------------------------------------------------------------------------------------------

JPEG = encoded(".jpg", photo(16, 16))
REFUSED = {
    "report": dicom(None, SOPClassUID="1.2.840.10008.5.1.4.1.1.88.33"),
    "no pixels": dicom(ramp(), without=("PixelData",)),
    "neither": dicom(None, SOPClassUID="1.2.3"),
    "no size": dicom(ramp(), Columns=0),
    "no decoder": dicom(ramp(least=0, dtype=np.uint16), syntax=HTJ2K, encoded=[b"\xff\xd8\xff\xd9"]),
    "twelve": dicom(
        ramp(least=0, dtype=np.uint16), syntax=JPEGExtended12Bit, encoded=[JPEG], BitsStored=12, HighBit=11
    ),
    "too short": dicom(ramp(), Rows=120),
    "frames": dicom(ramp(), NumberOfFrames="3"),
    "bits": dicom(ramp(), BitsAllocated=12),
    "many frames": dicom(ramp(), NumberOfFrames="-4"),
    "large": dicom(ramp(), Rows=65535, Columns=65535),
    "memory": dicom(ramp(dtype=np.uint32, least=0), Rows=14_000, Columns=14_000),
    "other size": dicom(photo(20, 20), syntax=JPEGBaseline8Bit, encoded=[JPEG]),
    "other colours": dicom(ramp(16, 16, np.uint8, 0, 255), syntax=JPEGBaseline8Bit, encoded=[JPEG]),
    "broken stream": dicom(photo(16, 16), syntax=JPEGBaseline8Bit, encoded=[JPEG[:40]]),
    "no palette": dicom(ramp(10, 12, np.uint8, 0, 255), PhotometricInterpretation="PALETTE COLOR"),
    "cut": dicom(ramp())[:-200],
    "empty": b"",
    "a PDF": b"%PDF-1.7" + b"x" * 200,
    "an image": encoded(".png", photo()),
    "words": b"words " * 100,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_of_dicom_files(name: str) -> None:
    with pytest.raises(CannotRead) as caught:
        open_file(REFUSED[name]).picture(View(64))
    words = str(caught.value)
    # Units and terms are the same in every language.
    assert untranslated(words, "MB", "KB", "DICOM", "JPEG") == [], words
    assert english(words).isascii()
    assert not untranslated(tr(BURNED_IN))


def test_kinds_of_files_and_compressions() -> None:
    said = [begins_like(b"\0" * at + start + b"\0" * 20) for at, start, _ in _FOREIGN]
    said += [compression_words(start) for start, _ in _COMPRESSIONS] + [compression_words("1.2")]
    said += [holding_words(start) for start, _ in _HOLDINGS]
    assert [words for words in said if untranslated(str(words))] == []


def test_tags_that_cannot_be_shown() -> None:
    for text in ("Nonsense", "PixelData", "Modality " * 30):
        with pytest.raises(BadArgument) as caught:
            check_tags(text)
        assert untranslated(str(caught.value), text) == []


def test_kinds_of_junk() -> None:
    known = {text for text, _ in catalogue("pt_PT").texts}
    for kind in JUNK_KINDS:
        for words in (kind.title, kind.sentence, kind.figure):
            assert not untranslated(tr(words))
            assert words in known
    black = np.zeros((30, len(IMAGE_COLUMNS)), np.float32)
    off = judge(black, "image").off
    assert off
    assert [untranslated(why) for why in off.values()] == [[]] * len(off)
