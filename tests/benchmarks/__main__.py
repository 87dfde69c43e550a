"""``dev.py bench [NAME...] [--pool N] [--place DIR]``: every budget measured, printed as a table.

With options of their own, never a part of "all" (see ``dev.py bench NAME --help``): ``strategies``, the query
strategies beside those of other libraries, on public data; ``junk``, junk and near copies told by their looks;
``junk_queue``, the share of the queue that junk takes; ``texts``, a table of a million texts; ``pace``,
signs of tiring on simulated annotators; ``overlap``, agreement on the overlap set and on the learner's picks;
``stopping``, the advice on when to stop;
``influence``, what suggestions do to labels and times;
``suspects``, labels that look wrong;
``reliability``, whether shown probabilities hold, what batch review saves;
``copies``, what one decision for near copies saves and gets wrong;
``beside``, keys with everything beside the sample and with nothing;
``faults``, a full or broken disk at every single write;
``careful``, keys with files decoded in a process of their own and without;
``exports``, 100,000 annotations in every format;
``fuzz``, 20,000 broken files of every kind that is read;
``import_project``, labels of 100,000 samples imported into a project, from the command line and the window;
``effort``, keys and decisions per label with suggestions hidden, shown, and in batch review.
"""

import argparse
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

#: They take long and need data that is fetched.
APART = (
    "strategies",
    "junk",
    "junk_queue",
    "texts",
    "pace",
    "overlap",
    "stopping",
    "influence",
    "suspects",
    "reliability",
    "copies",
    "beside",
    "careful",
    "effort",
    "exports",
    "faults",
    "fuzz",
    "import_project",
)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> int:
    if len(sys.argv) > 1 and sys.argv[1] in APART:
        return int(import_module(f"tests.benchmarks.{sys.argv[1]}").main(sys.argv[2:]))
    from tests.benchmarks import (
        agreement,
        crash,
        encryption,
        imports,
        learning,
        media,
        progress,
        samples,
        slow,
        window,
        window_level,
    )
    from tests.benchmarks.table import table

    benchmarks = {
        "window": window.measure,
        "samples": samples.measure,
        "learning": learning.measure,
        "media": media.measure,
        "crash": crash.measure,
        "progress": progress.measure,
        "slow": slow.measure,
        "agreement": agreement.measure,
        "window_level": window_level.measure,
        "encryption": encryption.measure,
        "imports": imports.measure,
    }
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(benchmarks)} (default: all)")
    parser.add_argument("--pool", type=int, default=100_000)
    parser.add_argument("--place", type=Path, help="where test pools are made and kept (default: a temporary place)")
    options = parser.parse_args()
    unknown = set(options.names) - set(benchmarks)
    if unknown:
        parser.error(f"no benchmark {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as temporary:
        place = options.place or Path(temporary)
        place.mkdir(parents=True, exist_ok=True)
        lines = []
        for name in options.names or list(benchmarks):
            print(f"measuring: {name}", file=sys.stderr, flush=True)
            lines += benchmarks[name](place, options.pool)
        print(table(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
