"""What goes into the frozen program: its lists against the sources and what is installed. Nothing is frozen here."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from desktop_al.core.program import licence_folder
from desktop_al.learn.demo_sources import FIELDS
from desktop_al.loop import logbook
from tests.packaging.scripts import PACKAGING, ROOT, load

parts = load("frozen_parts")
elf_files = load("elf_files")
licences = load("licences")
needs_binutils = pytest.mark.skipif(
    not (sys.platform == "linux" and shutil.which("objdump")), reason="needs binutils, as PyInstaller does on Linux"
)


def package_folder(name: str) -> Path:
    found = importlib.util.find_spec(name)
    assert found is not None, name
    assert found.submodule_search_locations is not None
    return Path(next(iter(found.submodule_search_locations)))


# --- modules ---


def test_every_module_of_the_program_is_named() -> None:
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in (ROOT / "desktop_al").rglob("*.py")
    }
    assert set(parts.own_modules()) == modules
    assert "desktop_al.ui.curve_drawing" in modules


def test_the_modules_of_the_text_demo_are_those_it_reads() -> None:
    assert parts.demo_modules() == [name for names in FIELDS.values() for name in names]


def test_nothing_that_the_program_imports_is_left_out() -> None:
    wanted: set[str] = set()
    for path in (ROOT / "desktop_al").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                wanted |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                wanted |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    # The standard library's sqlite3 is named for its types alone, see store/driver.py.
    assert wanted & set(parts.EXCLUDED) <= {"sqlite3"}


def test_everything_can_be_imported_without_what_is_left_out() -> None:
    """In a process that has none of it. That the learning curve needs a module of colours for terminals came out so."""
    code = """
import importlib, sys
out, wanted = sys.argv[1].split(","), sys.argv[2].split(",")
class Gone:
    def find_spec(self, name, path=None, target=None):
        if any(name == one or name.startswith(one + ".") for one in out):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Gone())
for name in wanted:
    importlib.import_module(name)
"""
    # With what they import late.
    wanted = [*parts.own_modules(), *parts.demo_modules(), "onnxruntime", "gdcm", "pydicom.pixels.decoders.gdcm"]
    done = subprocess.run(
        [sys.executable, "-c", code, ",".join(parts.EXCLUDED), ",".join(wanted)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_what_is_under_the_gpl_or_reaches_for_a_network_stays_out() -> None:
    assert {"readline", "_gdbm", "_ssl", "PySide6.QtNetwork"} <= set(parts.EXCLUDED)
    assert not parts.wanted("libreadline.so.8")


# --- files ---


def test_every_resource_is_taken_along_to_where_the_program_looks() -> None:
    given = {f"{folder}/{Path(source).name}" for source, folder in parts.resources()}
    files = {p.relative_to(ROOT).as_posix() for p in (ROOT / "resources").rglob("*") if p.is_file()}
    assert given == {f"desktop_al/{name}" for name in files}
    assert all(parts.wanted(name) for name in given)


@pytest.mark.parametrize(("package", "pattern"), parts.FILES)
def test_files_of_packages_are_there_and_taken_along(package: str, pattern: str) -> None:
    folder = package_folder(package)
    found = [path for path in folder.glob(pattern) if path.is_file()]
    assert found
    inside = [f"{package.replace('.', '/')}/{path.relative_to(folder).as_posix()}" for path in found]
    assert all(parts.wanted(name) for name in inside)


def test_the_fonts_that_the_program_names_are_among_the_files() -> None:
    from desktop_al.ui.icons import _CHARACTERS, _FONT

    named = {pattern for _, pattern in parts.FILES}
    assert {f"fonts/{_FONT}", f"fonts/{_CHARACTERS}"} <= named
    theme = (ROOT / "desktop_al" / "ui" / "theme.py").read_text("utf-8")
    faces = re.search(r'for name in \(("SourceSansPro".*?)\):', theme)
    assert faces is not None
    import font_source_sans_pro

    for face in ast.literal_eval(f"({faces[1]})"):
        assert f"files/{Path(getattr(font_source_sans_pro, face)).name}" in named


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
        "PySide6/QtDBus.abi3.so",
        "PySide6/Qt/lib/libQt6WlShellIntegration.so.6",
        "libxcb-cursor.so.0",
        "_gdcm/_gdcmswig.so",
        "_gdcm/libgdcmMSFF.so.3.2",
        "desktop_al-0.1.0.dist-info/METADATA",
        "sklearn/datasets/descr/digits.rst",
    ],
)
def test_what_is_needed_stays(name: str) -> None:
    assert parts.wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "libgtk-3.so.0",
        "libstdc++.so.6",
        "sklearn/datasets/descr/covtype.rst",
        "numpy/_core/tests/test_array.py",
        "cv2/__init__.pyi",
        "qtawesome/fonts/remixicon-2.5.0.ttf",
        "scipy-1.17.1.dist-info/RECORD",
    ],
)
def test_what_nobody_needs_goes(name: str) -> None:
    assert not parts.wanted(name)


def example(pattern: str) -> str:
    return pattern.replace("*", "-1")


def test_a_bundle_that_lacks_something_is_told() -> None:
    names = [example(pattern) for pattern in parts.MUST_HOLD]
    assert parts.differences(names) == []
    assert all(parts.wanted(name) for name in names)
    for at, pattern in enumerate(parts.MUST_HOLD):
        assert parts.differences(names[:at] + names[at + 1 :]) == [f"{pattern} is not there"]


@pytest.mark.parametrize("pattern", parts.MUST_NOT_HOLD)
def test_a_bundle_that_holds_too_much_is_told(pattern: str) -> None:
    names = [example(pattern) for pattern in parts.MUST_HOLD]
    assert parts.differences([*names, example(pattern)]) == [f"{example(pattern)} is there"]


# --- libraries ---


def test_a_library_that_nobody_needs_any_more_goes_with_what_it_needed() -> None:
    need = {
        "/ext.so": {"liba.so.1", "libc.so.6"},
        "/a": {"libb.so.1"},
        "/b": set(),
        "/gone": {"libb.so.1", "libonly.so.1"},
        "/only": set(),
        "/py": set(),
    }
    entries = [
        ("pkg/ext.so", "/ext.so", "EXTENSION"),
        ("liba.so.1", "/a", "BINARY"),
        ("libb.so.1", "/b", "BINARY"),
        ("libgone.so.1", "/gone", "BINARY"),
        ("libonly.so.1", "/only", "BINARY"),
        ("libpython3.11.so.1.0", "/py", "BINARY"),
    ]
    kept = elf_files.without_unneeded(
        entries, ("libpython",), lambda path: elf_files.Needs(frozenset(need[path]), (2, 0))
    )
    assert [name for name, _, _ in kept] == ["pkg/ext.so", "liba.so.1", "libb.so.1", "libpython3.11.so.1.0"]


@needs_binutils
def test_a_link_leads_to_the_library_it_is_named_after() -> None:
    entries = [
        ("PySide6/Qt/lib/libx.so.6", "/x", "BINARY"),
        ("libx.so.6", "PySide6/Qt/lib/libx.so.6", "SYMLINK"),
        ("pkg/ext.so", "/ext.so", "EXTENSION"),
    ]
    read = {"/ext.so": elf_files.Needs(frozenset({"libx.so.6"}), (2, 0)), "/x": elf_files.Needs(frozenset(), (2, 0))}
    assert elf_files.without_unneeded(entries, (), read.__getitem__) == entries


@needs_binutils
def test_needs_are_read_from_a_real_program(tmp_path: Path) -> None:
    own = os.path.realpath(sys.executable)
    found = elf_files.needs(own)
    assert any(name.startswith("libc.so") for name in found.libraries)
    assert found.glibc > (2, 0)
    assert elf_files.can_be_loaded(own)
    shutil.copyfile(own, tmp_path / "program")
    assert "libc.so.6" in elf_files.from_outside(tmp_path).libraries
    assert elf_files.from_outside(tmp_path).glibc == found.glibc


@needs_binutils
def test_a_library_whose_parts_were_moved_is_told(tmp_path: Path) -> None:
    data = bytearray(Path(os.path.realpath(sys.executable)).read_bytes())
    table = int.from_bytes(data[32:40], "little")
    size, count = int.from_bytes(data[54:56], "little"), int.from_bytes(data[56:58], "little")
    loads = [at for at in range(table, table + size * count, size) if data[at : at + 4] == b"\1\0\0\0"]
    data[loads[-1] + 8] ^= 0x08
    (tmp_path / "moved").write_bytes(data)
    (tmp_path / "cut").write_bytes(data[:40])
    assert not elf_files.can_be_loaded(str(tmp_path / "moved"))
    assert not elf_files.can_be_loaded(str(tmp_path / "cut"))


# --- licences ---


def closure(name: str, seen: set[str]) -> Iterator[str]:
    if name in seen:
        return
    seen.add(name)
    yield name
    try:
        lines = metadata.requires(name) or ()
    except metadata.PackageNotFoundError:
        return
    for line in lines:
        found = re.match(r"[\w.-]+", line)
        if found and "extra ==" not in line and "python_version" not in line:
            yield from closure(licences.normalised(found.group()), seen)


def test_every_distribution_that_is_bundled_has_its_licence(tmp_path: Path) -> None:
    lines = re.findall(r'^    "([\w-]+)[^"]*",$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    direct = lines[: lines.index("pytest")]
    assert {"numpy", "PySide6-Essentials", "sqlcipher3"} <= set(direct)
    seen: set[str] = set()
    names = [name for one in direct for name in closure(licences.normalised(one), seen)]
    left_out = {"qtpy", "flatbuffers", "protobuf", "pycparser"}
    import sysconfig

    without = licences.collect(set(names) - left_out, Path(sysconfig.get_path("purelib")), tmp_path)
    assert without == []
    assert (tmp_path / "pyside6-essentials" / "lgpl-3.0.txt").is_file()
    assert "ZETETIC" in (tmp_path / "sqlcipher3" / "sqlcipher.txt").read_text("utf-8")
    assert not list(tmp_path.rglob("*.pyc"))


def test_a_distribution_without_a_licence_is_named(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "bare-1.0.dist-info").mkdir(parents=True)
    (site / "bare-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: bare\nVersion: 1.0\n")
    (site / "bare-1.0.dist-info" / "RECORD").write_text("bare-1.0.dist-info/METADATA,,\n")
    assert licences.collect(["bare", "missing"], site, tmp_path / "out") == ["bare", "missing"]


def test_about_finds_the_licences_beside_a_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert licence_folder() is None
    (tmp_path / "licences").mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "desktop-al"))
    assert licence_folder() == tmp_path / "licences"


def test_the_log_of_a_frozen_program_names_its_own_code(monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'Traceback (most recent call last):\n  File "desktop_al/loop/pool.py", line 7, in f\nValueError: Hush\n'
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    told = "\n".join(logbook.without_messages(text))
    assert "desktop_al/loop/pool.py" in told
    assert "Hush" not in told
    monkeypatch.undo()
    assert "pool.py" not in "\n".join(logbook.without_messages(text))


# --- one version ---


def test_the_version_stands_in_one_place() -> None:
    version = parts.version()
    assert f'version = "{version}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    files = [*(ROOT / "desktop_al").rglob("*.py"), *PACKAGING.glob("*.py"), *PACKAGING.glob("*.spec")]
    # Names versions of networks of others.
    files.remove(PACKAGING / "weights.py")
    files += [path for path in (PACKAGING / "linux").iterdir() if path.is_file()]
    again = re.compile(rf"(?<![\d.]){re.escape(version)}(?![\d.])")
    assert not [path.name for path in files if again.search(path.read_text("utf-8"))]


def test_the_spec_file_is_python_and_reads_the_lists() -> None:
    source = (PACKAGING / "desktop-al.spec").read_text("utf-8")
    compile(source, "desktop-al.spec", "exec")
    for name in ("resources", "FILES", "HIDDEN", "own_modules", "demo_modules", "EXCLUDED", "chosen"):
        assert f"parts.{name}" in source


def test_the_frozen_program_begins_with_freeze_support() -> None:
    (body,) = [n for n in ast.parse((PACKAGING / "frozen_entry.py").read_text("utf-8")).body if isinstance(n, ast.If)]
    first = body.body[0]
    assert isinstance(first, ast.Expr)
    assert ast.unparse(first) == "freeze_support()"


# --- the whole of it ---


def given_bundle() -> Path | None:
    named = os.environ.get("DESKTOP_AL_BUNDLE")
    folder = Path(named) if named else ROOT / "dist" / "desktop-al"
    return folder if (folder / "desktop-al").is_file() else None


@pytest.mark.slow
def test_a_bundle_holds_what_it_must_and_is_small() -> None:
    bundle = given_bundle()
    if bundle is None:
        pytest.skip("no bundle in dist/ (python3 packaging/build.py bundle), and DESKTOP_AL_BUNDLE names none")
    files = [path for path in (bundle / "_internal").rglob("*") if not path.is_dir()]
    assert parts.differences(path.relative_to(bundle / "_internal").as_posix() for path in files) == []
    assert not [path.name for path in files if path.is_symlink() and not path.exists()]
    assert sum(path.lstat().st_size for path in files) < 440e6


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_bundle_labels_with_real_keys() -> None:
    bundle = given_bundle()
    if bundle is None:
        pytest.skip("no bundle in dist/ (python3 packaging/build.py bundle), and DESKTOP_AL_BUNDLE names none")
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        pytest.skip("needs Xvfb and xdotool")
    done = subprocess.run(
        [sys.executable, str(PACKAGING / "smoke.py"), "bundle", str(bundle)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
