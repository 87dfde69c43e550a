"""The shape of the code: who may import whom, what is forbidden everywhere, how large things may grow."""

import ast
import importlib.util
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "desktop_al"

#: Parts of the command line that it loads at once.
CLI = ("cli_arguments", "cli_passphrase", "cli_output", "cli_figures", "cli_import", "cli_model", "cli_report")
# Package or top module -> what it may import: of ours, of others. The standard library is always allowed.
OURS = {
    "core": {"core"},
    "learn": {"learn", "core"},
    "people": {"people", "core"},
    "media": {"media", "core"},
    "store": {"store", "core"},
    "loop": {"loop", "core", "learn", "people", "media", "store"},
    "ui": {"ui", "core", "loop"},
    "cli": {"core", "learn", "people", "media", "store", "loop", "ui", "app", "places", *CLI},
    "cli_arguments": {"core"},
    "cli_passphrase": {"core", "loop", "store"},
    "cli_output": {"core", "loop", "places"},
    "cli_import": {"core", "loop", "places", "cli_output"},
    "cli_figures": {"core", "loop", "ui", "places", "cli_arguments", "cli_output"},
    "cli_model": {"core", "loop", "ui", "places", "cli_output", "cli_passphrase"},
    # The one way in from Python, which loads what it needs when it is called.
    "__init__": {"loop"},
    "cli_report": {"core", "loop", "ui", "places", "cli_output", "cli_model"},
    "places": set(),
    "app": {"core", "learn", "people", "media", "store", "loop", "ui"},
}
OTHERS = {
    "core": {"numpy"},
    "core/front_matter.py": {"yaml"},
    "learn": {"numpy", "scipy", "sklearn", "cv2"},
    "learn/networks.py": {"numpy", "cv2", "onnxruntime"},
    "people": {"numpy", "scipy", "sklearn"},
    "media": {"numpy", "charset_normalizer"},
    "media/cv.py": {"numpy", "cv2"},
    "media/dicom.py": {"numpy", "pydicom"},
    # The data dictionary.
    "media/dicom_tags.py": {"pydicom"},
    "store": {"numpy"},
    "store/driver.py": {"sqlcipher3"},
    "store/sealing.py": {"argon2", "cryptography"},
    "loop": {"numpy", "psutil"},
    # Where the caller has it: a table as a DataFrame.
    "loop/reading.py": {"pandas"},
    "ui": {"PySide6", "pyqtgraph", "qtawesome", "font_source_sans_pro"},
    "cli": set(),
    "cli_arguments": set(),
    "cli_passphrase": set(),
    "cli_output": set(),
    "cli_figures": set(),
    "cli_import": set(),
    "cli_model": set(),
    "__init__": set(),
    "cli_report": set(),
    "places": {"platformdirs"},
    "app": {"platformdirs", "PySide6"},
}
# ``desktop_al.open`` is documented, so it has to be there where the package is; no other ``__init__.py`` holds code.
API = "__init__.py"
# Unpickling runs foreign code; the network is not there for this program.
FORBIDDEN_MODULES = {
    *("pickle", "_pickle", "shelve", "marshal", "dill", "joblib"),
    *("socket", "_socket", "socketserver", "ssl", "urllib", "http", "xmlrpc", "asyncio", "webbrowser"),
    *("ftplib", "smtplib", "poplib", "imaplib", "nntplib", "telnetlib"),
    # Writes what was in memory where anybody can read it.
    "faulthandler",
}
FORBIDDEN_QT = ("QtNetwork", "QtWeb", "QtHttp", "QtRemoteObjects", "QtBluetooth", "QtNfc", "QtSerial", "QtDBus")
# Hears from the desktop that the screen was locked or the computer goes to sleep, which nothing else tells there. It
# talks to the local socket of the message bus alone: an address of any other kind is left alone.
WITH_BUS = "ui/screen_lock.py"
# Reads the documentation of packages that a constant table names, all of them learn's own.
COMPUTED_IMPORTS = {"learn/demo_sources.py"}
# Take a text for HTML, which names pictures and links; OpenCV's videos may be addresses.
RICH_CALLS = {"setHtml", "insertHtml", "setMarkdown", "fromHtml", "fromMarkdown", "VideoCapture"}
# Shows plain text only, or has made it plain before.
PLAIN_PLACES = {"ui/widgets.py", "ui/cut_words.py"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
FORBIDDEN_NAMES = ("manager", "helper", "helpers", "util", "utils", "service", "services", "controller", "controllers")
MAX_MODULE, MAX_CLASS = 500, 400


def called(node: ast.Call) -> str:
    """The name that is called, with that of its module; empty where it is something else."""
    match node.func:
        case ast.Name(name):
            return name
        case ast.Attribute(ast.Name(module), name):
            return f"{module}.{name}"
    return ""


def is_import_call(node: ast.Call) -> bool:
    return called(node) in ("import_module", "importlib.import_module")


def is_literal(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Constant)


def walked(tree: ast.Module) -> list[tuple[ast.AST, bool]]:
    """All statements and expressions, and of each whether it runs on loading."""
    found: list[tuple[ast.AST, bool]] = []
    waiting: list[tuple[ast.AST, bool]] = [(tree, True)]
    while waiting:
        node, on_loading = waiting.pop()
        found.append((node, on_loading))
        on_loading = on_loading and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        # A name or a constant holds nothing that is looked for; half of a source are these.
        if not isinstance(node, ast.Name | ast.Constant):
            waiting += [(child, on_loading) for child in ast.iter_child_nodes(node)]
    return found


def imports(nodes: list[tuple[ast.AST, bool]]) -> Iterator[tuple[str, int, bool]]:
    """Every module a source may load: (dotted name, line, whether on loading), with literal ``import_module``."""
    for node, on_loading in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, on_loading
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno, on_loading
        elif (
            isinstance(node, ast.Call) and is_import_call(node) and node.args and isinstance(node.args[0], ast.Constant)
        ):
            yield ast.literal_eval(node.args[0]), node.lineno, on_loading


def import_violation(place: str, path: str, name: str, on_loading: bool) -> str:
    """Why a module at ``path`` of ``place`` (package or top module) may not import ``name``; empty if it may."""
    parts = name.split(".")
    top = parts[0]
    forbidden_qt = top == "PySide6" and len(parts) > 1 and parts[1].startswith(FORBIDDEN_QT)
    if top in FORBIDDEN_MODULES or (forbidden_qt and not (parts[1] == "QtDBus" and path == WITH_BUS)):
        return f"imports {name}, forbidden everywhere"
    if top == "multiprocessing":
        if place == "loop" or (place in ("cli", "app") and parts[1:] == ["freeze_support"]):
            return ""
        return f"imports {name}, only loop may"
    if top == "desktop_al":
        if len(parts) == 1 or parts[1] not in OURS.get(place, set()):
            return f"imports {name}, {place} may not"
        if place == "cli" and parts[1] not in ("core", "places", *CLI) and on_loading:
            return f"imports {name} on loading, cli may only in functions"
        return ""
    if top in sys.stdlib_module_names or top in OTHERS.get(path, OTHERS.get(place, set())):
        return ""
    return f"imports {name}, {place} may not"


def rich_text(path: str, node: ast.AST) -> str:
    """How a part of the window may take a person's text for HTML and load what it names; empty if it does not."""
    if isinstance(node, ast.ClassDef):
        bases = {ast.unparse(base) for base in node.bases}
        quiet = "self.setDocument(QuietDocument(self))" in ast.unparse(node)
        if bases & {"QTextEdit", "QTextBrowser"} and not quiet:
            return f"class {node.name} loads what a text names"
    if not isinstance(node, ast.Call):
        return ""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else called(node)
    if name in RICH_CALLS:
        return f"calls {name}"
    if path in PLAIN_PLACES:
        return ""
    if name in ("QLabel", "QTextEdit", "QTextBrowser", "QMessageBox"):
        return f"uses {name}, which guesses whether a text is HTML"
    told = node.args[0] if name == "setToolTip" and node.args else None
    if told is not None and not isinstance(told, ast.Constant) and "plain_tip(" not in ast.unparse(told):
        return "sets a tool tip that may be taken for HTML"
    return ""


def violations(path: str, source: str) -> list[str]:
    """What a module breaks; ``path`` is relative to the package, with ``/``."""
    where = PurePosixPath(path)
    place = where.parts[0] if len(where.parts) > 1 else where.stem
    nodes = walked(ast.parse(source))
    found = []
    if where.name == "__init__.py" and path != API:
        return [f"{path}: an __init__.py stays empty"] if source.strip() else []
    if place not in OURS:
        found.append(f"{path}: no package or module of the layout")
    if where.stem.rsplit("_", 1)[-1] in FORBIDDEN_NAMES or any(part in FORBIDDEN_NAMES for part in where.parts[:-1]):
        found.append(f"{path}: a name that says nothing")
    if len(source.splitlines()) > MAX_MODULE:
        found.append(f"{path}: more than {MAX_MODULE} lines")
    for name, line, on_loading in imports(nodes):
        reason = import_violation(place, path, name, on_loading)
        if reason:
            found.append(f"{path}:{line}: {reason}")
    for node, _ in nodes:
        if isinstance(node, ast.ImportFrom) and node.level:
            found.append(f"{path}:{node.lineno}: a relative import")
        if isinstance(node, ast.ClassDef) and (node.end_lineno or node.lineno) - node.lineno + 1 > MAX_CLASS:
            found.append(f"{path}:{node.lineno}: class {node.name} has more than {MAX_CLASS} lines")
        if rich := rich_text(path, node):
            found.append(f"{path}:{node.lineno}: {rich}")
        if isinstance(node, ast.Call):
            if called(node) in FORBIDDEN_CALLS:
                found.append(f"{path}:{node.lineno}: calls {called(node)}")
            if is_import_call(node) and path not in COMPUTED_IMPORTS and not is_literal(node):
                found.append(f"{path}:{node.lineno}: imports a module whose name is computed")
            if any(k.arg == "allow_pickle" and ast.unparse(k.value) != "False" for k in node.keywords):
                found.append(f"{path}:{node.lineno}: allows pickles")
    return found


def test_the_package_keeps_the_rules() -> None:
    paths = sorted(PACKAGE.rglob("*.py"))
    assert len(paths) > 10
    found = []
    for path in paths:
        found += violations(path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8"))
    assert not found, "\n" + "\n".join(found)


def test_every_package_of_the_layout_is_there_and_no_other() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages == set(OURS) - {"cli", "app", "places", "__init__", *CLI}
    without = {p.relative_to(ROOT).as_posix() for p in PACKAGE.rglob("*.py") if not (p.parent / "__init__.py").exists()}
    assert not without


def test_packaging_scripts_and_tests_stay_small() -> None:
    sizes = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for folder in ("packaging", "tests")
        for path in (ROOT / folder).rglob("*.py")
    }
    assert sizes
    assert not {name: size for name, size in sizes.items() if size > MAX_MODULE}


@pytest.mark.parametrize(
    ("path", "source", "complaint"),
    [
        ("core/a.py", "import scipy", "imports scipy, core may not"),
        ("core/a.py", "from desktop_al.store import file", "imports desktop_al.store.file, core may not"),
        ("core/a.py", "def f():\n    from desktop_al import loop", "imports desktop_al.loop"),
        ("core/a.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import PySide6", "imports PySide6"),
        ("core/a.py", "import desktop_al", "imports desktop_al, core may not"),
        ("core/a.py", "import importlib\nimportlib.import_module('desktop_al.ui.x')", "imports desktop_al.ui.x"),
        ("core/a.py", "from importlib import import_module\nimport_module(name)", "name is computed"),
        ("core/a.py", "from . import shapes", "a relative import"),
        ("learn/a.py", "from ..core import shapes", "a relative import"),
        ("learn/a.py", "import desktop_al.media.images", "learn may not"),
        ("learn/a.py", "import torch", "learn may not"),
        ("learn/a.py", "import onnxruntime", "learn may not"),
        ("core/a.py", "import yaml", "core may not"),
        ("loop/a.py", "import onnxruntime", "loop may not"),
        ("people/a.py", "import cv2", "people may not"),
        ("media/a.py", "def f():\n    import cv2", "media may not"),
        ("media/deep/cv.py", "import cv2", "media may not"),
        ("store/a.py", "from desktop_al.people.pace import f", "store may not"),
        ("loop/a.py", "from PySide6.QtCore import QTimer", "loop may not"),
        ("loop/a.py", "from sklearn.linear_model import LogisticRegression", "loop may not"),
        ("loop/a.py", "import cv2", "loop may not"),
        ("loop/a.py", "from desktop_al.ui.window import Window", "loop may not"),
        ("ui/a.py", "from desktop_al.store.file import open_file", "ui may not"),
        ("ui/a.py", "import numpy", "ui may not"),
        ("ui/a.py", "import desktop_al.app", "ui may not"),
        ("ui/a.py", "from PySide6 import QtNetwork", "forbidden everywhere"),
        ("ui/a.py", "from PySide6.QtWebEngineWidgets import QWebEngineView", "forbidden everywhere"),
        ("ui/a.py", "from PySide6.QtDBus import QDBusConnection", "forbidden everywhere"),
        ("ui/screen_lock.py", "from PySide6.QtNetwork import QTcpSocket", "forbidden everywhere"),
        ("app.py", "import urllib.request", "forbidden everywhere"),
        ("app.py", "from desktop_al.cli import main", "app may not"),
        ("cli.py", "from desktop_al.loop.project import Project", "only in functions"),
        ("cli.py", "import multiprocessing", "only loop may"),
        ("store/a.py", "from multiprocessing import Process", "only loop may"),
        ("store/a.py", "import pickle", "forbidden everywhere"),
        ("store/a.py", "def f():\n    import socket", "forbidden everywhere"),
        ("store/a.py", "import http.client", "forbidden everywhere"),
        ("store/a.py", "eval('1')", "calls eval"),
        ("store/a.py", "exec('1')", "calls exec"),
        ("store/a.py", "__import__('socket')", "calls __import__"),
        ("store/a.py", "import numpy as np\nnp.load('x', allow_pickle=True)", "allows pickles"),
        ("store/a.py", "import faulthandler\nfaulthandler.enable()", "forbidden everywhere"),
        ("ui/a.py", "def f(w, name):\n    w.setToolTip(name)", "may be taken for HTML"),
        ("ui/a.py", "def f(w, name):\n    w.setHtml(name)", "calls setHtml"),
        ("ui/a.py", "from PySide6.QtWidgets import QLabel\nQLabel('a')", "guesses whether"),
        (
            "ui/a.py",
            "from PySide6.QtWidgets import QTextEdit\nclass A(QTextEdit):\n    pass",
            "loads what a text names",
        ),
        ("media/cv.py", "import cv2\ncv2.VideoCapture('a')", "calls VideoCapture"),
        ("store/__init__.py", "VERSION = 1", "stays empty"),
        ("extra/a.py", "", "no package or module of the layout"),
        ("store/file_manager.py", "", "says nothing"),
        ("store/utils.py", "", "says nothing"),
        ("loop/services/a.py", "", "says nothing"),
        ("store/a.py", "x = 1\n" * 501, "more than 500 lines"),
        ("store/a.py", "class A:\n" + "    x = 1\n" * 400, "more than 400 lines"),
    ],
)
def test_a_planted_violation_is_found(path: str, source: str, complaint: str) -> None:
    assert any(complaint in line for line in violations(path, source)), violations(path, source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("core/a.py", "import json\nimport numpy as np\nfrom desktop_al.core.shapes import Sample"),
        ("learn/a.py", "import cv2\nfrom sklearn.linear_model import LogisticRegression\nfrom scipy import sparse"),
        ("media/cv.py", "import cv2"),
        ("learn/networks.py", "def f():\n    import onnxruntime"),
        ("core/front_matter.py", "import yaml"),
        ("store/a.py", "import sqlite3\nimport numpy as np\nnp.load('x', allow_pickle=False)"),
        ("loop/a.py", "import multiprocessing.connection\nimport psutil\nfrom desktop_al.learn.models import fit"),
        ("ui/a.py", "from PySide6.QtWidgets import QApplication\nimport qtawesome\nQApplication([]).exec()"),
        ("ui/a.py", "def f(w, name):\n    w.setToolTip(plain_tip(name))\n    w.setToolTip('Esc')"),
        ("ui/screen_lock.py", "from PySide6.QtDBus import QDBusConnection"),
        ("app.py", "from multiprocessing import freeze_support\nfrom desktop_al.ui.window import Window"),
        ("cli.py", "from desktop_al.core.errors import BadArgument\ndef f():\n    from desktop_al.app import main"),
        ("store/a.py", "x = 1\n" * 500),
        ("store/a.py", "class A:\n" + "    x = 1\n" * 399),
        ("store/__init__.py", "\n"),
        ("store/manager_of_none.py", ""),
    ],
)
def test_what_is_allowed_passes(path: str, source: str) -> None:
    assert violations(path, source) == []


# Written in pieces, so that this file does not trip over itself.
TRACES = re.compile(
    r"(?<![\w.~-])/(?:wo" + r"rk|ro" + r"ot|tm" + r"p)/[\w.]"
    r"|/opt/(?:whe" + r"els|py" + r"pi)"
    r"|\b(?:py" + r"pi|anaconda|npm" + r"js|artifactory|devpi)\.(?:org|com|io|net|internal)\b"
    r"|python" + r"hosted\.org"
    r"|https?://(?!127\.0\.0\.1)\d+\.\d+\.\d+\.\d+"
    r"|\bDESIGN(?:-UI)?\.m" + r"d\b"
)


def traces(text: str) -> list[str]:
    """Machine paths and package registries named in a text."""
    return [match.group() for match in TRACES.finditer(text)]


def own_files() -> list[Path]:
    """What is or would be committed; outside of a repository, all but what set-up and tools leave behind."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        out = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        names = [name for name in out.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = []
    if names:
        return [path for name in names if (path := ROOT / name).is_file()]
    left = (
        ".venv",
        ".git",
        "__pycache__",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".hypothesis",
        "build",
        "dist",
    )
    return [p for p in ROOT.rglob("*") if p.is_file() and not set(left) & set(p.relative_to(ROOT).parts)]


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in own_files():
        data = path.read_bytes()
        if b"\0" not in data[:8192]:
            found += [f"{path.relative_to(ROOT)}: {trace}" for trace in traces(data.decode("utf-8", "replace"))]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "see /wo" + "rk/main/x",
        'open("/tm' + 'p/x")',
        "home is /ro" + "ot/.cache",
        "--index-url https://py" + "pi.org/simple",
        "https://files.python" + "hosted.org/x.whl",
        "http:/" + "/10.1.2.3:8080/simple",
        "as DESIGN.m" + "d says",
    ],
)
def test_a_planted_trace_is_found(text: str) -> None:
    assert traces(text)


@pytest.mark.parametrize("text", ["a/work/b", "~/tmp/x", "tests/tmp_path", "http://127.0.0.1:5", "the root of/it"])
def test_ordinary_text_leaves_no_trace(text: str) -> None:
    assert traces(text) == []


def test_the_wheel_carries_the_resources_and_nothing_foreign(tmp_path: Path) -> None:
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed here, so that no wheel can be built without a network")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    out = subprocess.run([*command, "-w", str(tmp_path), str(ROOT)], capture_output=True, text=True)
    assert out.returncode == 0, out.stderr
    (wheel,) = tmp_path.glob("desktop_al-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    resources = {p.relative_to(ROOT).as_posix() for p in (ROOT / "resources").rglob("*") if p.is_file()}
    assert "resources/theme/tokens.json" in resources
    assert {f"desktop_al/{name}" for name in resources} <= names
    modules = {p.relative_to(ROOT).as_posix() for p in PACKAGE.rglob("*.py")}
    assert modules <= names
    assert not {name for name in names if not name.startswith(("desktop_al/", "desktop_al-"))}
