"""Images, texts, tables and tables of labels: seeds, and how they are read."""

import contextlib
import dataclasses
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from desktop_al.core.column_roles import ROLES, ColumnRoles
from desktop_al.core.errors import BadArgument, CannotRead, DesktopAlError
from desktop_al.media.images import check, decode, decode_for_learning
from desktop_al.media.importers import read_foreign
from desktop_al.media.label_tables import read_label_table
from desktop_al.media.samples import load
from desktop_al.media.scan import scan
from desktop_al.media.table_look import table_look
from desktop_al.media.texts import read_text
from tests.media import made_files as made


@cache
def image_seeds() -> list[bytes]:
    picture = made.photo(40, 50)
    grey = picture[:, :, 0]
    rng = np.random.default_rng(1)
    palette = rng.integers(0, 256, (256, 3), dtype=np.uint8)
    indices = rng.integers(0, 256, (20, 30), dtype=np.uint8)
    alpha = np.dstack([picture, grey])
    turned = [
        made.jpeg_with_exif(made.encoded(".jpg", picture), number, order) for number, order in ((5, "<"), (3, ">"))
    ]
    webp = made.encoded(".webp", alpha, cv2.IMWRITE_WEBP_QUALITY, 101)
    return [
        made.png_with_exif(made.encoded(".png", picture), 6),
        made.encoded(".png", alpha),
        made.encoded(".png", grey.astype(np.uint16) * 200),
        made.encoded(".png", grey),
        made.png_claiming(30_000, 30_000),
        made.png_bomb(12_000, 12_000),
        *turned,
        made.encoded(".jpg", picture, cv2.IMWRITE_JPEG_PROGRESSIVE, 1),
        made.encoded(".jpg", grey),
        made.encoded(".jpg", picture)[:-2],
        made.encoded(".bmp", picture),
        made.encoded(".bmp", grey),
        _old_bmp(),
        made.encoded(".webp", picture),
        webp,
        _extended_webp(made.encoded(".webp", picture)),
        made.encoded(".tif", picture),
        made.encoded(".tif", alpha),
        made.encoded(".tif", rng.normal(size=(20, 20, 3)).astype(np.float32)),
        _big_tiff(),
        made.tiff(picture, 3, ">"),
        made.tiff(grey.astype(np.uint16) * 200),
        made.tiff_claiming(50_000, 50_000),
        made.gif([indices, indices], palette, interlaced=True, clear=3),
        b"%PDF-1.7\n" + bytes(100),
        b"not an image, but words\n" * 3,
        bytes(64),
        b"\x89PN",
        b"",
    ]


def _old_bmp() -> bytes:
    pixels = bytes(12 * 4)
    header = b"BM" + (26 + len(pixels)).to_bytes(4, "little") + bytes(4) + (26).to_bytes(4, "little")
    return header + (12).to_bytes(4, "little") + b"".join(n.to_bytes(2, "little") for n in (4, 4, 1, 24)) + pixels


def _extended_webp(plain: bytes) -> bytes:
    """With the header of the extended format and an Exif block."""
    block = made.exif(6).removeprefix(b"Exif\x00\x00")
    block += b"\x00" * (len(block) % 2)
    flags = (
        b"VP8X"
        + (10).to_bytes(4, "little")
        + b"\x08\x00\x00\x00"
        + (49).to_bytes(3, "little")
        + (39).to_bytes(3, "little")
    )
    body = b"WEBP" + flags + plain[12:] + b"EXIF" + len(block).to_bytes(4, "little") + block
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _big_tiff() -> bytes:
    def entry(tag: int, kind: int, value: int) -> bytes:
        return (
            tag.to_bytes(2, "little")
            + kind.to_bytes(2, "little")
            + (1).to_bytes(8, "little")
            + value.to_bytes(8, "little")
        )

    tags = [(256, 4, 8), (257, 4, 8), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 16, 300), (277, 3, 1), (278, 4, 8)]
    entries = b"".join(entry(*tag) for tag in [*tags, (279, 16, 64)])
    head = b"II+\x00\x08\x00\x00\x00" + (16).to_bytes(8, "little") + (9).to_bytes(8, "little") + entries + bytes(8)
    return head.ljust(300, b"\x00") + bytes(range(64))


def read_image(data: bytes, _place: Path, _rng: np.random.Generator) -> None:
    with contextlib.suppress(DesktopAlError):
        check(data)
    picture = decode(data, max_edge=64)
    assert picture.pixels.dtype == np.uint8
    assert picture.pixels.ndim == 3
    assert max(picture.pixels.shape[:2]) <= 64
    decode_for_learning(data, 32)
    if len(data) < 100_000 and picture.width * picture.height < 10**6:
        decode(data)


_WORDS = "Größe und Wörter, “quoted”, 日本 and more words.\nA second line\r\nand\x0ba third\x85one. " * 3
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "koi8-r", "shift_jis")


def text_seeds() -> list[bytes]:
    russian = "Съешь же ещё этих мягких французских булок, да выпей чаю. " * 4
    made_of = [_WORDS.encode(encoding, "replace") for encoding in _ENCODINGS if encoding != "koi8-r"]
    odd = [
        b"\x00" * 9,
        b"BM is how it begins",
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        b"\x01\x02\x03" * 30,
        b"GIF89a" + bytes(20),
    ]
    return [
        *made_of,
        russian.encode("koi8-r"),
        b"plain",
        b"caf\xe9 " * 30,
        _WORDS.encode() + b"\xff",
        "äöü".encode() * 9,
        *odd,
    ]


def read_a_text(data: bytes, _place: Path, _rng: np.random.Generator) -> None:
    text = read_text(data)
    text.text.encode("utf-8")
    assert not any(c < " " and c not in "\t\n" for c in text.text)


def table_seeds() -> list[bytes]:
    rows = 'id,text\n1,"Größe, ""x""\nzwei"\n2,b\n\n3,😀\n'
    wide = "\n".join(f"name {n};{n};" + "many words in a row " * 4 for n in range(8))
    return [
        rows.encode(),
        rows.encode("utf-16"),
        rows.encode("cp1252", "replace"),
        rows.replace(",", "\t").encode(),
        wide.encode(),
        b"a|b|c\n1|2|three words here\n4|5|6\n",
        b'{"text": "a"}\n{"text": "b\\u00e9"}\n{"other": 1}\n["x"]\n"just words"\n5\n',
        b'{"body": {"deep": [1, 2]}, "n": 1}\n{"body": "words"}\n' * 3,
        b"seq,sample,annotator,label,state,utc\n1,a,b,c,labelled,d\n",
        b'{"seq":1,"sample":"a","annotator":"b","label":"c","state":"labelled","utc":"d"}\n',
        b"one line of prose, with a comma.\nand another line.\n",
        b'text\n"never closed\nrow\nrow\n',
        b"",
    ]


def read_table(data: bytes, place: Path, rng: np.random.Generator) -> None:
    folder = place / "table"
    folder.mkdir(exist_ok=True)
    path = folder / f"t{rng.choice(['.csv', '.tsv', '.jsonl'])}"
    path.write_bytes(data)
    try:
        listed = [found for part in scan(folder) for found in part]
        for number, found in enumerate(listed[:200]):
            with contextlib.suppress(DesktopAlError):
                load(folder, found)
            if number == 3:
                path.write_bytes(data + b"\nlater")
                path.write_bytes(data)
    finally:
        path.unlink()


def label_seeds() -> list[bytes]:
    own = "seq,sample,annotator,label,state,utc,reason\n"
    return [
        b'path,label\na.png,A\nb.png,\'=B\n"c\n.png",C\n',
        b"label\tfilename\nA\ta.png\nB\tb.png\n",
        b"a.png,A\nb.png,B\n",
        (
            own
            + "1,a.png,ann,A,labelled,2024,\n2,b,ann,,unsure,,\n3,'=c,ann,,not_worth_labelling,,focus\n4,d,,,odd,,\n"
        ).encode(),
        b"sample,label,provenance,answers,agreeing,decided_by\n'=a,'-B,single,1,1,\n",
        b'{"path": "a", "label": 5}\n{"path": "b", "label": null}\n'
        b'{"path": ["x"], "label": "A"}\n{"label": "x"}\nno\n[]\n',
        b'{"path": "a", "label": "A", "rater": "x"}\n' * 3,
        "Image ID;Class name\nü.png;Größe\n".encode("utf-16"),
        b"path,label\n" + b"a," + b"x" * 70_000 + b"\nb,B\nc\n,D\n" + b"e," + b"y" * 300 + b"\n",
        b"only one column\nx\n",
        b"a,b,c\n1,2,3\n",
        b"",
    ]


def read_labels(data: bytes, place: Path, rng: np.random.Generator) -> None:
    path = place / f"labels{rng.choice(['.csv', '.tsv', '.jsonl', '.txt'])}"
    path.write_bytes(data)
    try:
        for row in read_label_table(path).rows:
            f"{row.label}{row.sample}".encode()
    finally:
        path.unlink()


def column_seeds() -> list[bytes]:
    return [
        *label_seeds(),
        b"Datei;Befund;Leser;Zeit;Anmerkung\na.png;krank;Bo;2024-05-01;x\nb.png;gesund;Cy;1714557600;\n",
        b'{"Datei": "a", "Befund": "x", "t": 1}\n{"Datei": "b", "Befund": {"y": 1}, "": 3}\n',
        b"datei,befund\nanna,x\nbert,y\n",
        b"text,id,Befund\nsome words,7,A\n",
        b"sample;label;provenance;agreeing;decidedby\n'=a;B;single;1;\n",
    ]


def choose_columns(data: bytes, place: Path, rng: np.random.Generator) -> None:
    path = place / f"labels{rng.choice(['.csv', '.tsv', '.jsonl', '.txt'])}"
    path.write_bytes(data)
    try:
        look = table_look(path, rng.choice(["", "csv", "jsonl"]))
        if look is None:
            return
        names = [name for name, _ in look.columns(header=bool(rng.integers(2)))] + ["", "no such column"]
        chosen = {role: str(rng.choice(names)) for role in ROLES if rng.integers(3)}
        roles = ColumnRoles(**{**dataclasses.asdict(look.guess), **chosen})
        look.turned(roles, header=not roles.header)
        for one in (look.guess, roles):
            for row in read_foreign(path, roles=one)[1].rows:
                f"{row.labels}{row.sample}{row.text}".encode()
    except BadArgument as error:
        # A choice that cannot be.
        raise CannotRead(str(error)) from error
    finally:
        path.unlink()
