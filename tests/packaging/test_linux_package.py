"""The packages for Linux: desktop entry, file type, icon, manual page, .deb and archive, made of a small stand-in."""

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as Xml
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop_al.cli_arguments import parser
from desktop_al.store.schema import APPLICATION_ID
from desktop_al.ui.mark import paint_mark
from tests.loop.desk import make, make_texts
from tests.packaging.scripts import PACKAGING, ROOT, load

icons = load("icons")
linux_package = load("linux_package")
manual = load("man_page")
LINUX = PACKAGING / "linux"
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="makes packages for Linux")
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
MOMENT = 1_700_000_000


def entry() -> dict[str, str]:
    lines = (LINUX / "desktop-al.desktop").read_text("utf-8").splitlines()
    assert lines[0] == "[Desktop Entry]"
    return dict(line.split("=", 1) for line in lines[1:] if line)


# --- what desktops read ---


def test_the_desktop_entry_starts_what_the_command_line_knows() -> None:
    found = entry()
    program, command, file = found["Exec"].split()
    assert (program, file) == ("desktop-al", "%f")
    assert parser().parse_args([command, "x.dal"]).path == "x.dal"
    assert parser().parse_args([command]).path is None
    assert {"Name", "Comment", "Comment[pt]", "GenericName[pt]", "Keywords", "Icon", "StartupWMClass"} <= set(found)
    # Of QApplication's argument and of setDesktopFileName.
    source = (ROOT / "desktop_al" / "app.py").read_text("utf-8")
    assert f'QApplication(["{found["StartupWMClass"]}"])' in source
    assert 'setDesktopFileName("desktop-al")' in source


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="needs desktop-file-utils")
def test_the_desktop_entry_is_valid() -> None:
    done = subprocess.run(
        ["desktop-file-validate", str(LINUX / "desktop-al.desktop")], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_a_project_has_the_file_type(tmp_path: Path) -> None:
    (kind,) = Xml.parse(LINUX / "desktop-al.xml").getroot()
    assert f"{kind.get('type')};" == entry()["MimeType"]
    patterns = [one.get("pattern") for one in kind.iter(f"{MIME}glob")]
    assert patterns == ["*.dal"]
    start, inner = list(kind.iter(f"{MIME}match"))
    assert int(inner.get("value", ""), 16) == APPLICATION_ID
    data = make(tmp_path, make_texts(tmp_path / "t", 3)).read_bytes()
    assert data.startswith(start.get("value", "").replace(r"\000", "\0").encode())
    at = int(inner.get("offset", ""))
    assert int.from_bytes(data[at : at + 4], "big") == APPLICATION_ID


def test_the_description_for_software_centres_is_whole(tmp_path: Path) -> None:
    linux_package.share(tmp_path, tmp_path / "none", "", "7.8.9", MOMENT)
    (path,) = (tmp_path / "metainfo").iterdir()
    found = Xml.parse(path).getroot()
    assert found.findtext("id") == path.name.removesuffix(".metainfo.xml")
    assert found.findtext("launchable") == "desktop-al.desktop"
    assert found.findtext("provides/mediatype") == entry()["MimeType"].rstrip(";")
    release = found.find("releases/release")
    assert release is not None
    assert (release.get("version"), release.get("date")) == ("7.8.9", "2023-11-14")
    assert "@" not in path.read_text("utf-8")
    if shutil.which("appstreamcli"):
        done = subprocess.run(["appstreamcli", "validate", "--no-net", str(path)], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


def test_no_address_is_made_up() -> None:
    """Names that end so exist nowhere, see RFC 2606; who hands packages out gives the own one."""
    code = "import linux_package; print(linux_package.MAINTAINER, linux_package.COMPONENT, sep='|')"
    given = {"DESKTOP_AL_MAINTAINER": "Ana <ana@example.org>", "DESKTOP_AL_COMPONENT": "org.example.desktop_al"}
    bare = {name: value for name, value in os.environ.items() if name not in given}
    for environment in (bare, {**bare, **given}):
        out = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGING, env=environment
        ).stdout.strip()
        if environment is bare:
            assert out.split("|")[0].endswith(".invalid>")
        else:
            assert out.split("|") == list(given.values())


def test_the_icon_is_the_mark_of_the_window(tmp_path: Path) -> None:
    icons.draw(tmp_path)
    assert {path.name for path in tmp_path.glob("*.png")} == {f"{side}x{side}.png" for side in icons.SIZES}
    drawn = QImage(str(tmp_path / "128x128.png")).convertToFormat(QImage.Format.Format_ARGB32)
    mark = QImage(128, 128, QImage.Format.Format_ARGB32)
    mark.fill(0)
    painter = QPainter(mark)
    paint_mark(painter, QRectF(0, 0, 128, 128), QColor("#4046C8"), QColor("#FFFFFF"))
    painter.end()
    far = [
        (x, y)
        for x in range(128)
        for y in range(128)
        if abs(QColor(drawn.pixel(x, y)).green() - QColor(mark.pixel(x, y)).green()) > 40
    ]
    # Edges may be smoothed otherwise.
    assert len(far) < 20, far


# --- the manual page ---


def page() -> str:
    return str(manual.man_page(parser(), "7.8.9", "2026-01-02"))


def test_the_manual_page_names_all_that_the_command_line_takes() -> None:
    text = page().replace(r"\-", "-")
    sections = re.split(r'^\.SS "(.*)"$', text, flags=re.MULTILINE)
    told = dict(zip(sections[1::2], sections[2::2], strict=True))
    subs = manual.commands(parser())
    assert list(told) == list(subs)
    assert len(subs) > 15
    for name, sub in subs.items():
        for action in sub._actions:
            if isinstance(action, argparse._HelpAction):
                continue
            for option in action.option_strings:
                assert option in told[name], (name, option)
            if action.help:
                plain = " ".join((action.help % {**vars(action), "prog": sub.prog}).split()[:3])
                assert plain.replace("'", r"\(aq") in told[name], (name, action.dest)


def test_no_line_of_the_manual_page_is_taken_for_a_request() -> None:
    assert manual.escaped("...x -y") == r"\&...x \-y"
    assert manual.escaped("'x\\y") == r"\(aqx\ey"
    known = (".TH ", ".ad l", ".SH ", ".SS ", ".TP", ".PP", ".B ", ".I ", ".br")
    assert not [line for line in page().splitlines() if line[:1] in (".", "'") and not line.startswith(known)]


@pytest.mark.skipif(not shutil.which("groff"), reason="needs groff")
def test_the_manual_page_is_set_without_a_warning() -> None:
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", "-P-cbou", "-rLL=78n"],
        input=page().encode(),
        capture_output=True,
        timeout=60,
    )
    assert done.stderr == b""
    assert b"simulate" in done.stdout


# --- packages ---


def stand_in(folder: Path) -> Path:
    """As small as a bundle can be, with a link and a program that is one."""
    inner = folder / "_internal"
    inner.mkdir(parents=True)
    shutil.copyfile(os.path.realpath("/bin/true"), folder / "desktop-al")
    os.chmod(folder / "desktop-al", 0o700)
    (inner / "données.txt").write_text("x")
    os.chmod(inner / "données.txt", 0o600)
    os.symlink("données.txt", inner / "link")
    (folder / "licences").mkdir()
    return folder


def contents(package: Path) -> dict[str, tuple[str, str]]:
    out = subprocess.run(["dpkg-deb", "-c", str(package)], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 5) for line in out.splitlines()]
    return {row[5].split(" -> ")[0]: (row[0], row[1]) for row in rows}


@on_linux
@pytest.mark.skipif(not (shutil.which("dpkg-deb") and shutil.which("objdump")), reason="needs dpkg and binutils")
def test_the_deb_holds_all_for_root_and_twice_the_same(tmp_path: Path) -> None:
    bundle = stand_in(tmp_path / "bundle")
    icons.draw(tmp_path / "icons")
    packages = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        work = (bundle, tmp_path / name, tmp_path / f"{name}-work", tmp_path / "icons", page(), "7.8.9", MOMENT)
        packages.append(linux_package.deb(*work))
    assert packages[0].read_bytes() == packages[1].read_bytes()
    found = contents(packages[0])
    assert {owner for _, owner in found.values()} == {"root/root"}
    assert found["./usr/lib/desktop-al/desktop-al"][0] == "-rwxr-xr-x"
    assert found["./usr/bin/desktop-al"][0].startswith("l")
    assert sum(name.endswith(".txt") and rights == "-rw-r--r--" for name, (rights, _) in found.items()) == 1
    for name in (
        "lintian/overrides/desktop-al",
        "applications/desktop-al.desktop",
        "mime/packages/desktop-al.xml",
        "metainfo/io.desktop_al.desktop_al.metainfo.xml",
        "man/man1/desktop-al.1.gz",
        "doc/desktop-al/copyright",
        "icons/hicolor/48x48/apps/desktop-al.png",
        "icons/hicolor/scalable/apps/desktop-al.svg",
    ):
        assert f"./usr/share/{name}" in found
    shown = subprocess.run(["dpkg-deb", "-f", str(packages[0])], capture_output=True, text=True, check=True).stdout
    assert "\nVersion: 7.8.9\n" in shown
    assert re.search(r"^Depends: .*libc6 \(>= 2\.\d+\)", shown, re.MULTILINE)


def test_a_library_of_no_known_package_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs = load("elf_files").Needs(frozenset({"libc.so.6", "libodd.so.9", "libwayland-client.so.0"}), (2, 36))
    monkeypatch.setattr(linux_package.elf_files, "from_outside", lambda _folder: needs)
    with pytest.raises(load("venv_setup").Stop, match=r"libodd\.so\.9"):
        linux_package.depends(tmp_path)


@on_linux
@pytest.mark.skipif(not shutil.which("zstd"), reason="needs zstd")
def test_the_archive_installs_for_one_user_and_leaves_nothing(tmp_path: Path) -> None:
    bundle = stand_in(tmp_path / "bundle")
    icons.draw(tmp_path / "icons")
    work = (bundle, tmp_path, tmp_path / "work", tmp_path / "icons", page(), "7.8.9", MOMENT)
    archive = linux_package.tar(*work)
    subprocess.run(["tar", "--zstd", "-xf", str(archive), "-C", str(tmp_path)], check=True)
    script = str(tmp_path / archive.name.removesuffix(".tar.zst") / "install.sh")
    home = tmp_path / 'Zoë "100%" $x'
    home.mkdir()
    bare = {"HOME": str(home), "PATH": "/usr/bin:/bin"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([script, *arguments], env=bare, capture_output=True, text=True, timeout=60)

    for _ in range(2):
        done = run()
        assert done.returncode == 0, done.stderr
        assert "not on your PATH" in done.stdout
    command = home / ".local" / "bin" / "desktop-al"
    assert subprocess.run([str(command)], check=False).returncode == 0
    assert (home / ".local/lib/desktop-al/_internal/link").read_text() == "x"
    share = home / ".local" / "share"
    told = (share / "applications" / "desktop-al.desktop").read_text("utf-8")
    escaped = str(home).replace('"', '\\\\"').replace("$", "\\\\$").replace("%", "%%")
    assert f'\nExec="{escaped}/.local/lib/desktop-al/desktop-al" open %f\n' in told
    assert gzip.decompress((share / "man" / "man1" / "desktop-al.1.gz").read_bytes()).decode() == page()
    assert run("--remove").returncode == 0
    left = [p for p in home.rglob("*") if (p.is_file() or p.is_symlink()) and "desktop" in p.name]
    assert not left
    command.write_text("somebody else's")
    done = run()
    assert done.returncode == 1
    assert "left alone" in done.stderr
    assert command.read_text() == "somebody else's"
