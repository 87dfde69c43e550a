"""The scripts of the folder packaging/, which is not a package, as modules."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"


def load(name: str) -> ModuleType:
    """A script, with those that it imports itself; each is loaded once in a process."""
    if name not in sys.modules:
        # They find each other in their own folder.
        sys.path.insert(0, str(PACKAGING))
        try:
            spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
            assert spec is not None
            assert spec.loader is not None
            sys.modules[name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(sys.modules[name])
        finally:
            sys.path.remove(str(PACKAGING))
    return sys.modules[name]
