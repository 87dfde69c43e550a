"""What goes into the frozen program beside what its imports name, and what stays out. Read by the spec file.

Only the standard library, in the syntax of Python 3.8.
"""

from __future__ import annotations

import ast
import fnmatch
from pathlib import Path
from typing import Iterable, Sequence, Tuple

ROOT = Path(__file__).resolve().parent.parent
NAME = "desktop-al"

#: Loaded by names that are made up while the program runs, or by compiled code, so that no import names them.
HIDDEN = (
    # Found for its fonts alone; never imported.
    "qtawesome",
    "pydicom.pixels.decoders.gdcm",
    "pydicom.pixels.decoders.rle",
    "_gdcm.gdcmswig",
    "_cffi_backend",
    # Opened as packages by those who read files in them.
    "sklearn.datasets.data",
    "sklearn.datasets.descr",
    # SciPy's compiled parts import these.
    "scipy._lib.array_api_compat.numpy.fft",
    "scipy._cyutility",
)

#: (package, pattern inside it): files that are read while the program runs.
FILES = (
    ("qtawesome", "fonts/phosphor-1.3.0.ttf"),
    ("qtawesome", "fonts/phosphor-charmap-1.3.0.json"),
    ("font_source_sans_pro", "files/SourceSansPro-Regular.otf"),
    ("font_source_sans_pro", "files/SourceSansPro-Semibold.otf"),
    ("font_source_sans_pro", "files/SourceSansPro-Light.otf"),
    ("pydicom.data", "urls.json"),
    ("pydicom.data", "hashes.json"),
    ("pydicom.data", "palettes/*"),
    ("pydicom.data", "charset_files/*"),
    ("sklearn.datasets", "data/digits.csv.gz"),
    ("sklearn.datasets", "descr/digits.rst"),
)

#: Modules that stay out. The first lot is not needed; GNU readline and gdbm are under the GPL; the rest reaches for a
#: network, which this program has none of.
EXCLUDED = (
    *("tkinter", "_tkinter", "IPython", "matplotlib", "pandas", "PIL", "pytest", "_pytest", "hypothesis", "setuptools"),
    *("pip", "wheel", "pkg_resources", "qtpy", "sympy", "torch", "tensorflow", "jax", "dask", "cupy"),
    *(
        "numpy.distutils",
        "numpy.f2py.tests",
        "numpy.testing.tests",
        "scipy.conftest",
        "sklearn.conftest",
        "cffi",
        "pycparser",
    ),
    *("onnxruntime.tools", "onnxruntime.transformers", "onnxruntime.quantization", "onnxruntime.datasets"),
    *("onnxruntime.backend", "onnx", "google", "flatbuffers", "pyqtgraph.examples", "pyqtgraph.opengl"),
    *("pyqtgraph.jupyter", "pyqtgraph.flowchart", "pyqtgraph.dockarea", "OpenGL"),
    *("lib2to3", "idlelib", "turtle", "pydoc_data", "distutils", "ensurepip", "venv"),
    *("readline", "_gdbm", "_curses", "curses", "dbm.gnu", "dbm.ndbm", "_dbm", "_ssl", "ssl", "_sqlite3", "sqlite3"),
    *(
        "PySide6.QtNetwork",
        "PySide6.QtQml",
        "PySide6.QtQuick",
    ),
    *("PySide6.QtPrintSupport", "PySide6.QtSql", "PySide6.QtDesigner", "PySide6.QtUiTools", "PySide6.QtXml"),
    *("PySide6.scripts", "PySide6.support"),
)

#: Qt plug-ins that the window uses, by where they lie below ``plugins``; all others stay out, and with them GTK.
QT_PLUGINS = (
    *("platforms/libqxcb.so", "platforms/libqwayland*.so", "platforms/libqoffscreen.so"),
    *(
        "platforms/qwindows.dll",
        "platforms/qoffscreen.dll",
        "platforms/libqcocoa.dylib",
        "platforms/libqoffscreen.dylib",
    ),
    *("styles/*", "platformthemes/libqxdgdesktopportal.so", "xcbglintegrations/*"),
    *("platforminputcontexts/libcompose*", "platforminputcontexts/libibus*"),
    *("wayland-shell-integration/*", "wayland-decoration-client/*", "wayland-graphics-integration-client/*"),
    *("imageformats/*qjpeg*", "imageformats/*qsvg*", "iconengines/*"),
)

#: Libraries of Qt that no module and no plug-in above needs.
QT_WITHOUT = (
    *("*Qt6Network*", "*Qt6Qml*", "*Qt6Quick*", "*Qt6VirtualKeyboard*", "*Qt6Pdf*", "*Qt6WebEngine*", "*Qt6Sql*"),
    *("*Qt6EglF*", "*Qt6Designer*", "*Qt6PrintSupport*", "*Qt6WaylandCompositor*"),
    *("*QtNetwork.*", "*QtQml.*"),
)

#: Files of packages that nothing reads.
UNREAD = (
    *("*/tests/*", "*/test/*", "*.pyi", "*.pyx", "*.pxd", "*.c", "*.h", "*.hpp", "*.cpp", "*/__pycache__/*", "*.a"),
    *(
        "sklearn/datasets/descr/*",
        "sklearn/datasets/data/*",
        "sklearn/datasets/images/*",
        "scipy/datasets/*",
        "PySide6/Qt/translations/*",
    ),
    # Loaded by OpenCV on Windows when it reads a video.
    "cv2/opencv_videoio_ffmpeg*.dll",
    *("cv2/data/*", "cv2/misc/*", "*.dist-info/RECORD", "*.dist-info/REQUESTED", "*.dist-info/INSTALLER"),
    *("*.dist-info/direct_url.json", "*.dist-info/sboms/*", "pyqtgraph/icons/*", "*/meson.build", "qtawesome/fonts/*"),
    # Of other modules that are left out.
    *("QtPy-*", "flatbuffers-*", "protobuf-*", "pycparser-*", "setuptools-*"),
    *("_gdcm/gdcm*", "_gdcm/XML/*", "_gdcm/libgdcm*.so.3.2.6", "_gdcm/libgdcm*.so", "pyqtgraph/colors/*"),
)
#: Read although a pattern above has them.
READ = ("sklearn/datasets/*/digits.*", "qtawesome/fonts/phosphor*")

#: Libraries that every desktop has, and that must fit its drivers, fonts and message bus: never taken along.
OF_THE_SYSTEM = (
    *("libstdc++.so*", "libgcc_s.so*", "libGL*.so*", "libEGL.so*", "libOpenGL.so*", "libfontconfig.so*"),
    *("libfreetype.so*", "libglib-2.0.so*", "libgthread-2.0.so*", "libgobject-2.0.so*", "libgio-2.0.so*"),
    *("libdbus-1.so*", "libX11.so*", "libX11-xcb.so*", "libxcb.so*", "libXau.so*", "libXdmcp.so*", "libz.so*"),
    *("libwayland-*.so*", "libexpat.so*", "libSM.so*", "libICE.so*", "libsystemd.so*", "libgcrypt.so*"),
    *("libgtk-3*", "libgdk-3*", "libpango*", "libcairo*", "libatk*", "libreadline*", "libtinfo*", "libncurses*"),
    *("libxkbcommon*.so*", "libuuid.so*", "libbrotli*", "libpng16.so*", "libbsd.so*", "libmd.so*", "libdrm.so*"),
    *("libcap.so*", "liblz4.so*", "libzstd.so*", "libgpg-error.so*", "libpcre2*", "libffi.so.0"),
)

#: (module, libraries): what a module is linked to although nothing of the program gets there; elf_cut.py takes it away.
#: OpenCV reads video with FFmpeg and solves equations with OpenBLAS: 77 MB. AVIF stays: it looks at every picture.
#: GDCM encrypts identities with an OpenSSL that is no longer cared for; here it only decodes pixels.
CUT = (
    ("cv2/cv2.abi3.so", ("libavcodec-*", "libavformat-*", "libavutil-*", "libswscale-*", "libopenblas*")),
    ("_gdcm/libgdcmCommon.so.3.2", ("libssl-*", "libcrypto-*")),
)
#: All that the program uses of OpenCV. None of it solves equations, multiplies matrices or reads video: what does would
#: end the frozen program. tests/packaging/test_cut.py holds the sources to it and tries them without those libraries.
OPENCV = frozenset(
    (
        *(
            "imdecode",
            "imencode",
            "resize",
            "cvtColor",
            "GaussianBlur",
            "blur",
            "dilate",
            "erode",
            "dct",
            "findContours",
        ),
        *("error", "setLogLevel", "setNumThreads", "utils", "utils.logging", "utils.logging.setLogLevel"),
    )
)

#: What a bundle for Linux must hold, whatever was left out: patterns below ``_internal``. build.py looks for each.
MUST_HOLD = (
    *("libpython3*.so*", "base_library.zip", "desktop_al-*.dist-info/METADATA"),
    # The window, on X11, on Wayland and on no screen; what draws icons and photographs; key presses of the demo.
    *("PySide6/QtWidgets.*so", "PySide6/QtSvg.*so", "PySide6/QtTest.*so", "PySide6/QtDBus.*so"),
    *("PySide6/Qt/plugins/platforms/libqxcb.so", "PySide6/Qt/plugins/platforms/libqoffscreen.so"),
    *("PySide6/Qt/plugins/platforms/libqwayland*.so", "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so"),
    *("PySide6/Qt/plugins/imageformats/libqjpeg.so", "PySide6/Qt/plugins/imageformats/libqsvg.so"),
    *("PySide6/Qt/plugins/platforminputcontexts/libcompose*.so", "PySide6/Qt/lib/libicudata.so.*"),
    *("libxcb-cursor.so.0", "qtawesome/fonts/phosphor-*.ttf", "font_source_sans_pro/files/SourceSansPro-Regular.otf"),
    # Pictures, compressed DICOM, the model, networks, encrypted projects.
    *("cv2/cv2.abi3.so", "opencv_python_headless.libs/libavif-*", "opencv_python_headless.libs/libpng16-*"),
    *("_gdcm/_gdcmswig*.so", "_gdcm/libgdcmMSFF.so.*", "_gdcm/libgdcmopenjp2.so.*", "_gdcm/libgdcmcharls.so.*"),
    *("numpy.libs/libscipy_openblas*", "scipy.libs/libscipy_openblas*", "scipy/optimize/_lbfgsb.*so"),
    *("sklearn/linear_model/_sag_fast.*so", "sklearn/datasets/data/digits.csv.gz", "scikit_learn.libs/libgomp-*"),
    *("onnxruntime/capi/onnxruntime_pybind11_state.*so", "sqlcipher3/_sqlite3.*so"),
    *("cryptography/hazmat/bindings/_rust.abi3.so", "_argon2_cffi_bindings/_ffi.*so", "_cffi_backend.*so"),
    *("desktop_al/resources/languages/pt_PT.ts", "desktop_al/resources/icon/desktop-al.svg"),
)
#: And what it must not: reaches for a network, is under the GPL, or belongs to the system.
MUST_NOT_HOLD = (
    *("*QtNetwork*", "*Qt6Network*", "*Qt6Qml*", "*Qt6Quick*", "*Qt6WebEngine*", "*Qt6Sql*", "*/qml/*", "*libqgtk3*"),
    *("libreadline*", "libgdbm*", "libgtk*", "libstdc++*", "libGL.*", "*/tests/*", "PySide6/Qt/translations/*"),
    *(
        "*libavcodec*",
        "*libavformat*",
        "*/libssl-*",
        "*/libcrypto-*",
        "opencv_python_headless.libs/libopenblas*",
        "*/_ssl.*",
        "*.pdb",
        "*.a",
    ),
)

Entry = Tuple[str, str, str]


def _told(key: str) -> str:
    """The first text of a line of pyproject.toml."""
    for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{key} = "):
            return line.split('"')[1]
    raise ValueError(f"pyproject.toml names no {key}")


def version() -> str:
    """Of the program, from its one place."""
    return _told("version")


def authors() -> str:
    return _told("authors")


def demo_modules() -> list[str]:
    """Modules whose documentation is the demo of texts; they are imported by name."""
    source = (ROOT / "desktop_al" / "learn" / "demo_sources.py").read_text(encoding="utf-8")
    for node in ast.parse(source).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "FIELDS":
            assert node.value is not None
            return [name for names in ast.literal_eval(node.value).values() for name in names]
    raise ValueError("demo_sources.py names no FIELDS")


def own_modules() -> list[str]:
    """Every module of the program, also those that are imported late."""
    folder = ROOT / "desktop_al"
    return sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts).replace(".__init__", "")
        for path in folder.rglob("*.py")
        if "__pycache__" not in path.parts
    )


def resources() -> list[tuple[str, str]]:
    """Shipped resources: (file, folder in the bundle), where ``core.resources`` looks for them."""
    folder = ROOT / "resources"
    return [
        (str(path), "/".join(("desktop_al/resources", *path.relative_to(folder).parts[:-1])))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def _any(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def wanted(name: str) -> bool:
    """Whether the file with this path inside the bundle is taken along."""
    name = name.replace("\\", "/")
    base = name.rsplit("/", 1)[-1]
    if "/plugins/" in name and name.startswith("PySide6/"):
        return _any(name.split("/plugins/", 1)[1], QT_PLUGINS)
    if name.startswith("PySide6/Qt/qml/") or _any(base, QT_WITHOUT):
        return False
    if "/" not in name and _any(base, OF_THE_SYSTEM):
        return False
    return _any(name, READ) or not _any(name, UNREAD)


def chosen(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of a PyInstaller table (name, source, kind) that are taken along."""
    return [entry for entry in entries if wanted(entry[0])]


def differences(names: Iterable[str]) -> list[str]:
    """What is wrong with the files of a bundle for Linux, by their paths below ``_internal``; empty if nothing is."""
    names = list(names)
    lacking = [
        f"{pattern} is not there" for pattern in MUST_HOLD if not any(fnmatch.fnmatchcase(n, pattern) for n in names)
    ]
    return lacking + [f"{name} is there" for name in names if _any(name, MUST_NOT_HOLD)]
