"""OpenCV without the libraries that the frozen program leaves out: what the program uses of it gives the same."""

import ast
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.scripts import PACKAGING, ROOT, load

elf_cut = load("elf_cut")
parts = load("frozen_parts")

TRY = """
import hashlib, sys
import cv2, numpy as np
if len(sys.argv) > 1:
    # As the frozen program would end.
    cv2.gemm(np.eye(200), np.eye(200), 1.0, None, 0.0)
y, x = np.mgrid[:211, :173].astype(np.float32)
color = np.stack([x, y, x + y], axis=2).astype(np.uint8)
gray, deep = color[:, :, 2].copy(), (color.astype(np.uint16) * 200)
said = hashlib.sha256()
def tell(name, array):
    said.update(np.ascontiguousarray(array).tobytes())
for name in (".png", ".jpg", ".tiff", ".bmp", ".webp", ".gif"):
    for picture in (color, deep) if name in (".png", ".tiff") else (color,):
        done, data = cv2.imencode(name, picture)
        assert done, name
        for flag in (cv2.IMREAD_UNCHANGED, cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION, cv2.IMREAD_REDUCED_COLOR_2,
                     cv2.IMREAD_REDUCED_COLOR_4, cv2.IMREAD_REDUCED_COLOR_8):
            tell(name, cv2.imdecode(data, flag))
        cut = cv2.imdecode(data[: len(data) // 2], cv2.IMREAD_UNCHANGED)
        tell(name, np.zeros(1) if cut is None else cut)
for junk in (b"", b"\\0" * 64, b"\\0\\0\\0\\x20ftypavif" + b"\\0" * 99, b"RIFF1234AVI LIST", b"\\x1aE\\xdf\\xa3" * 20):
    try:
        assert cv2.imdecode(np.frombuffer(junk, np.uint8), cv2.IMREAD_UNCHANGED) is None
    except cv2.error:
        assert not junk
for size in ((64, 64), (300, 400), (57, 31)):
    for how in (cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_CUBIC):
        for picture in (color, gray, deep, color.astype(np.float32)):
            tell("resize", cv2.resize(picture, size, interpolation=how))
for name in ("RGB2BGR", "BGR2RGB", "RGB2GRAY", "RGB2HSV", "RGB2Lab", "RGB2YCrCb"):
    code = getattr(cv2, "COLOR_" + name)
    tell("cvtColor", cv2.cvtColor(color, code))
    tell("cvtColor", cv2.cvtColor(color.astype(np.float32) / 255, code))
for picture in (gray, gray.astype(np.float32)):
    tell("GaussianBlur", cv2.GaussianBlur(picture, (0, 0), 2.0))
    tell("GaussianBlur", cv2.GaussianBlur(picture, (31, 31), 9.0, borderType=cv2.BORDER_REPLICATE))
    tell("blur", cv2.blur(picture, (7, 7), borderType=cv2.BORDER_REPLICATE))
    tell("dilate", cv2.dilate(picture, np.ones((5, 5), np.uint8)))
    tell("erode", cv2.erode(picture, np.ones((5, 5), np.uint8)))
for side in (8, 32, 128, 600):
    tell("dct", cv2.dct(np.resize(x, (side, side)).astype(np.float32)))
for outline in cv2.findContours((gray > 90).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)[0]:
    tell("findContours", outline)
cv2.setNumThreads(1)
(cv2.setLogLevel if hasattr(cv2, "setLogLevel") else cv2.utils.logging.setLogLevel)(2)
loaded = open("/proc/self/maps").read()
gone = ("libavcodec", "libavformat", "libswscale", "headless.libs/libopenblas")
print(said.hexdigest(), sum(name in loaded for name in gone))
"""


def uses_of_opencv(source: str) -> set[str]:
    """Dotted names of ``cv2`` in a module, constants left out."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        while isinstance(node, ast.Attribute):
            names.insert(0, node.attr)
            node = node.value
        if names and isinstance(node, ast.Name) and node.id == "cv2":
            found.add(".".join(names))
    return {name for name in found if not name.isupper() and not name.startswith(("COLOR_", "INTER_", "IMREAD_"))}


def test_the_program_uses_no_more_of_opencv_than_what_was_tried_without_its_libraries() -> None:
    found: set[str] = set()
    for path in (ROOT / "desktop_al").rglob("*.py"):
        source = path.read_text("utf-8")
        if "cv2" not in source:
            continue
        found |= uses_of_opencv(source)
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom) and node.module == "cv2":
                raise AssertionError(f"{path.name} imports names of cv2")
    assert found == parts.OPENCV
    tried = {name for name in uses_of_opencv(TRY) if name != "gemm"}
    assert found == tried | {"utils", "utils.logging"}


def wheel() -> tuple[Path, Path]:
    found = importlib.util.find_spec("cv2")
    assert found is not None
    assert found.origin is not None
    package = Path(found.origin).parent
    return package, package.parent / "opencv_python_headless.libs"


@pytest.fixture(scope="module")
def cut_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed OpenCV as links, its module cut as in the frozen program."""
    package, libraries = wheel()
    if not (sys.platform == "linux" and libraries.is_dir() and (package / "cv2.abi3.so").is_file()):
        pytest.skip("needs the wheel of opencv-python-headless for Linux")
    folder = tmp_path_factory.mktemp("cut")
    for source in (package, libraries):
        (folder / source.name).mkdir()
        for path in source.iterdir():
            target = folder / source.name / path.name
            # Its own loader asks where it really lies.
            if path.suffix == ".py":
                shutil.copyfile(path, target)
            elif path.name != "__pycache__":
                os.symlink(path, target)
    freed = elf_cut.cut_out(folder, parts.CUT[:1])
    assert freed > 60_000_000
    return folder


def tried(*arguments: str, first: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(first or "")}
    return subprocess.run(
        [sys.executable, "-c", TRY, *arguments], capture_output=True, text=True, env=environment, timeout=100
    )


def test_what_is_used_of_opencv_gives_the_same_without_them(cut_wheel: Path) -> None:
    whole, cut = tried(), tried(first=cut_wheel)
    assert whole.returncode == cut.returncode == 0, whole.stderr + cut.stderr
    (digest, loaded), (again, left) = whole.stdout.split(), cut.stdout.split()
    assert (digest, int(loaded)) == (again, 4)
    assert int(left) == 0


def test_what_is_not_used_is_really_gone(cut_wheel: Path) -> None:
    assert tried("gemm").returncode == 0
    assert tried("gemm", first=cut_wheel).returncode < 0


def test_tables_are_whole_after_the_cut(cut_wheel: Path) -> None:
    package, libraries = wheel()
    before, after = elf_cut.Library(package / "cv2.abi3.so"), elf_cut.Library(cut_wheel / "cv2" / "cv2.abi3.so")
    names = {path.name for path in (cut_wheel / libraries.name).iterdir()}
    assert {name.split("-")[0] for name in names} == {"libavif", "libaom", "libpng16"}
    gone = set(before.needed()) - set(after.needed())
    assert {name.split("-")[0] for name in gone} == {
        *("libavcodec", "libavformat", "libavutil", "libswscale", "libopenblasp")
    }
    old, new = before.symbols(), after.symbols()
    assert [(s.name, s.at, s.defined) for s in old] == [(s.name, s.at, s.defined) for s in new]
    weak = {s.name for s, n in zip(old, new, strict=True) if s.strong and not n.strong}
    assert {name for name in weak if not name.startswith(("av_", "avcodec_", "avformat_", "avio_", "sws"))} == {
        *(
            "cblas_cgemm",
            "cblas_dgemm",
            "cblas_sgemm",
            "cblas_zgemm",
            "dgeev_",
            "dgels_",
            "dgeqrf_",
            "dgesdd_",
            "dgesv_",
        ),
        *("dgetrf_", "dposv_", "dpotrf_", "sgels_", "sgeqrf_", "sgesdd_", "sgesv_", "sgetrf_", "spotrf_", "sposv_"),
    }
    # Nothing was moved.
    assert after.path.stat().st_size == before.path.stat().st_size


DECODE = """
import hashlib, sys
from io import BytesIO
sys.path.insert(0, sys.argv[1])
import smoke_samples
import pydicom
for name, data in sorted(smoke_samples.dicom_files().items()):
    read = pydicom.dcmread(BytesIO(data))
    read.pixel_array_options(decoding_plugin="gdcm")
    print(name, hashlib.sha256(read.pixel_array.tobytes()).hexdigest())
import gdcm
print(gdcm.__file__, "libcrypto-" in open("/proc/self/maps").read())
"""


def test_gdcm_decodes_without_openssl(tmp_path: Path) -> None:
    found = importlib.util.find_spec("_gdcm")
    assert found is not None
    assert found.submodule_search_locations is not None
    package = Path(next(iter(found.submodule_search_locations)))
    module, patterns = parts.CUT[1]
    if not (sys.platform == "linux" and (package.parent / "python_gdcm.libs").is_dir()):
        pytest.skip("needs the wheel of python-gdcm for Linux")
    for name in ("_gdcm", "python_gdcm.libs", "gdcm.py"):
        source = package.parent / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("XML", "__pycache__"))
        else:
            shutil.copyfile(source, tmp_path / name)
    assert elf_cut.cut_out(tmp_path, [(module, patterns)]) > 3_000_000
    # Copies of the library under other names, which the bundle leaves out.
    for path in (tmp_path / "_gdcm").glob("libgdcm*.so"):
        path.unlink()
    said = []
    for first in ("", str(tmp_path)):
        done = subprocess.run(
            [sys.executable, "-c", DECODE, str(PACKAGING)],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": first},
            timeout=100,
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout.splitlines())
    (*whole, _), (*cut, last) = said
    assert len(cut) == 3
    assert cut == whole
    assert last == f"{tmp_path / 'gdcm.py'} False"


def test_what_is_not_as_expected_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "x.so").write_bytes(b"\x7fELF\x01" + b"\0" * 90)
    for plan in ([("x.so", ["liba*"])], [("none.so", ["liba*"])]):
        with pytest.raises(elf_cut.Broken):
            elf_cut.cut_out(tmp_path, plan)
    if sys.platform == "linux":
        own = Path(os.path.realpath(sys.executable))
        data = own.read_bytes()
        (tmp_path / "own").write_bytes(data)
        with pytest.raises(elf_cut.Broken, match="does not need"):
            elf_cut.cut(tmp_path / "own", [tmp_path / "libnone.so"])
        assert hashlib.sha256((tmp_path / "own").read_bytes()).digest() == hashlib.sha256(data).digest()
