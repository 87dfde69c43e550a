"""The .deb and the .tar.zst for Linux, made from a bundle.

Only the standard library, in the syntax of Python 3.8.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import tarfile
import time
from pathlib import Path
from typing import Iterable
from xml.sax.saxutils import escape

import elf_files
from frozen_parts import NAME, ROOT, authors
from qt_libraries import APT
from venv_setup import Stop

HERE = Path(__file__).resolve().parent / "linux"
#: Under what name software centres know the program. It names a domain that nobody has; who hands packages out under an
#: own one names that.
COMPONENT = os.environ.get("DESKTOP_AL_COMPONENT") or "io.desktop_al.desktop_al"
#: Packages of libraries that qt_libraries.py does not know, since no window needs them.
PACKAGES = {
    **APT,
    **dict.fromkeys(
        ("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1", "libresolv.so.2"),
        "libc6",
    ),
    "ld-linux-x86-64.so.2": "libc6",
    "ld-linux-aarch64.so.1": "libc6",
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
    "libdrm.so.2": "libdrm2",
    "libexpat.so.1": "libexpat1",
    "libgomp.so.1": "libgomp1",
    "libuuid.so.1": "libuuid1",
    "libzstd.so.1": "libzstd1",
}
#: Loaded where they are there, and not needed to start.
NOT_REQUIRED = ("libwayland-", "libdrm.so", "libgio-", "libgobject-", "libgdk", "libgtk")
#: Known under another name since libraries count time with 64 bits.
RENAMED = {"libglib2.0-0": "libglib2.0-0t64 | libglib2.0-0"}
#: Whoever hands packages out writes name and address into this variable. Debian wants an address: without the variable
#: it is one that cannot exist.
MAINTAINER = os.environ.get("DESKTOP_AL_MAINTAINER") or f"{authors()} <nobody@desktop-al.invalid>"
SECTION, PRIORITY = "science", "optional"
DESCRIPTION = """label images or texts while a model learns
 An offline program in which experts label a folder of images or texts while a
 model learns in the background, chooses what is worth asking next and offers
 its own answer. It notices when the pace changes, measures how far several
 annotators agree, and says when more labels are no longer worth their cost.
 .
 This package carries its own Python, Qt and numerical libraries."""


def depends(bundle: Path) -> str:
    """What the package needs of others, found in the tables of its programs and libraries.

    Raises:
        Stop: a library is needed that no known package holds.
    """
    outside = elf_files.from_outside(bundle)
    required = [name for name in sorted(outside.libraries) if not name.startswith(NOT_REQUIRED)]
    unknown = [name for name in required if name not in PACKAGES]
    if unknown:
        raise Stop(f"No package is known for {', '.join(unknown)}. See PACKAGES in packaging/linux_package.py.")
    # The window's fonts are inside; the signs that they lack are in this one. xkb-data: what xkbcommon reads.
    names = {PACKAGES[name] for name in required} | {"xkb-data"}
    shown = {"libc6": f"libc6 (>= {outside.glibc[0]}.{outside.glibc[1]})"}
    return ", ".join(shown.get(name, RENAMED.get(name, name)) for name in sorted(names))


def share(target: Path, icons: Path, man: str, version: str, moment: int) -> None:
    """What a desktop wants to know of a program, below a folder ``share``."""
    day = time.strftime("%Y-%m-%d", time.gmtime(moment))

    def put(where: str, text: str) -> None:
        path = target / where
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    put("applications/desktop-al.desktop", (HERE / "desktop-al.desktop").read_text(encoding="utf-8"))
    put("mime/packages/desktop-al.xml", (HERE / "desktop-al.xml").read_text(encoding="utf-8"))
    about = (HERE / "desktop-al.metainfo.xml").read_text(encoding="utf-8")
    values = {
        "ID": COMPONENT,
        "MAKER": COMPONENT.rpartition(".")[0],
        "AUTHORS": authors(),
        "VERSION": version,
        "DATE": day,
    }
    for name, value in values.items():
        about = about.replace(f"@{name}@", escape(value))
    put(f"metainfo/{COMPONENT}.metainfo.xml", about)
    svg = (ROOT / "resources" / "icon" / "desktop-al.svg").read_text(encoding="utf-8")
    put("icons/hicolor/scalable/apps/desktop-al.svg", svg)
    for path in sorted(icons.glob("*x*.png")):
        place = target / "icons" / "hicolor" / path.stem / "apps"
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(str(path), str(place / "desktop-al.png"))
    page = target / "man" / "man1" / "desktop-al.1.gz"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(gzip.compress(man.encode(), 9, mtime=0))


def settle(folder: Path, moment: int) -> None:
    """Rights and times that do not depend on who builds where."""
    for place, folders, names in os.walk(str(folder)):
        for name in [*folders, *names]:
            path = os.path.join(place, name)
            if not os.path.islink(path):
                runs = os.path.isdir(path) or _runs(path)
                os.chmod(path, 0o755 if runs else 0o644)
            os.utime(path, (moment, moment), follow_symlinks=False)
    os.chmod(str(folder), 0o755)
    os.utime(str(folder), (moment, moment))


def _runs(path: str) -> bool:
    """A program or a script, not a library."""
    name = os.path.basename(path)
    return name == "install.sh" or (name in (NAME, "desktop_al") and elf_files.is_elf(path))


def copy_tree(source: Path, target: Path) -> None:
    """With links as links, and without a copy of the contents where the disk is the same."""
    shutil.copytree(str(source), str(target), symlinks=True)


def architecture() -> str:
    return subprocess.run(["dpkg", "--print-architecture"], stdout=subprocess.PIPE, check=True).stdout.decode().strip()


def deb(bundle: Path, out: Path, work: Path, icons: Path, man: str, version: str, moment: int) -> Path:
    """Make ``desktop-al_VERSION_ARCH.deb``."""
    root = work / "deb"
    if root.exists():
        shutil.rmtree(str(root))
    copy_tree(bundle, root / "usr" / "lib" / NAME)
    share(root / "usr" / "share", icons, man, version, moment)
    (root / "usr" / "bin").mkdir()
    os.symlink(f"../lib/{NAME}/{NAME}", str(root / "usr" / "bin" / NAME))
    doc = root / "usr" / "share" / "doc" / NAME
    doc.mkdir(parents=True)
    (doc / "copyright").write_text(copyright_text(), encoding="utf-8")
    when = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(moment))
    changes = f"{NAME} ({version}) stable; urgency=medium\n\n  * See NEWS.gz.\n\n -- {MAINTAINER}  {when}\n"
    for name, data in (("changelog.gz", changes.encode()), ("NEWS.gz", (ROOT / "CHANGELOG.md").read_bytes())):
        (doc / name).write_bytes(gzip.compress(data, 9, mtime=0))
    notes = root / "usr" / "share" / "lintian" / "overrides"
    notes.mkdir(parents=True)
    shutil.copyfile(str(HERE / "lintian-overrides"), str(notes / NAME))
    settle(root, moment)
    kilobytes = sum(os.lstat(os.path.join(p, n)).st_size for p, _, names in os.walk(str(root)) for n in names) // 1024
    control = root / "DEBIAN"
    control.mkdir()
    arch = architecture()
    (control / "control").write_text(
        f"Package: {NAME}\nVersion: {version}\nArchitecture: {arch}\nMaintainer: {MAINTAINER}\n"
        f"Installed-Size: {kilobytes}\nSection: {SECTION}\nPriority: {PRIORITY}\nDepends: {depends(bundle)}\n"
        f"Recommends: fonts-dejavu-core\nDescription: {DESCRIPTION}\n",
        encoding="utf-8",
    )
    (control / "md5sums").write_text("".join(_sums(root)), encoding="utf-8")
    os.chmod(str(control), 0o755)
    for path in control.iterdir():
        os.chmod(str(path), 0o644)
        os.utime(str(path), (moment, moment))
    target = out / f"{NAME}_{version}_{arch}.deb"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(target)]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    shutil.rmtree(str(root))
    return target


def _sums(root: Path) -> Iterable[str]:
    import hashlib

    for place, folders, names in os.walk(str(root)):
        folders.sort()
        if place == str(root):
            folders[:] = [name for name in folders if name != "DEBIAN"]
        for name in sorted(names):
            path = os.path.join(place, name)
            if not os.path.islink(path):
                with open(path, "rb") as file:
                    digest = hashlib.md5(file.read()).hexdigest()
                yield f"{digest}  {os.path.relpath(path, str(root))}\n"


def copyright_text() -> str:
    own = (ROOT / "LICENSE").read_text(encoding="utf-8").strip().splitlines()
    body = "\n".join(f" {line}" if line.strip() else " ." for line in own)
    return (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: desktop_al\n"
        f"Comment: The licences of all libraries inside are in /usr/lib/{NAME}/licences.\n\n"
        f"Files: *\nCopyright: {authors()}\nLicense: BSD-3-Clause\n{body}\n\n"
        f"Files: usr/lib/{NAME}/_internal/*\nCopyright: see /usr/lib/{NAME}/licences\nLicense: several\n"
        f" Each library is under its own licence, collected with the notices of its authors in\n"
        f" /usr/lib/{NAME}/licences. Qt and PySide6 are under the LGPL-3, see\n /usr/share/common-licenses/LGPL-3.\n"
    )


def tar(bundle: Path, out: Path, work: Path, icons: Path, man: str, version: str, moment: int) -> Path:
    """Make ``desktop-al-VERSION-linux-ARCH.tar.zst`` with install.sh, for somebody without root."""
    folder = f"{NAME}-{version}-linux-{os.uname().machine}"
    root = work / "tar" / folder
    if root.parent.exists():
        shutil.rmtree(str(root.parent))
    copy_tree(bundle, root / NAME)
    share(root / "share", icons, man, version, moment)
    shutil.copyfile(str(HERE / "install.sh"), str(root / "install.sh"))
    settle(root, moment)
    plain = work / f"{folder}.tar"

    def plainly(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = moment
        return member

    with tarfile.open(str(plain), "w", format=tarfile.PAX_FORMAT) as archive:
        archive.add(str(root), arcname=folder, filter=plainly)
    shutil.rmtree(str(root.parent))
    target = out / f"{folder}.tar.zst"
    if not shutil.which("zstd"):
        raise Stop("zstd is not installed (Debian, Ubuntu: sudo apt-get install zstd).")
    subprocess.run(["zstd", "-q", "-f", "-T0", "-12", "--rm", str(plain), "-o", str(target)], check=True)
    os.chmod(str(target), 0o644)
    return target
