"""``dev.py bench faults``: every call that changes a file made to fail, by a full and by a broken disk, once and from
then on, in every operation that writes."""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.table import Line, table
from tests.crash.faults import OPERATIONS, build, sweep


def main(names: list[str]) -> int:
    unknown = set(names) - set(OPERATIONS)
    if unknown or "--help" in names:
        print(f"usage: bench faults [OPERATION...], of: {', '.join(OPERATIONS)}", file=sys.stderr)
        return 2
    lines, wrong = [], 0
    with tempfile.TemporaryDirectory() as place:
        shim = build(Path(place))
        if shim is None:
            print("left out: the shim needs a C compiler and Linux", file=sys.stderr)
            return 1
        for name in names or OPERATIONS:
            print(f"measuring: {name}", file=sys.stderr, flush=True)
            (swept,) = sweep(shim, [name], seconds=3600)
            for sentence in (*swept.wrong, *(f'said: "{words}"' for words in swept.words)):
                print(f"  {sentence}", file=sys.stderr)
            wrong += len(swept.wrong)
            lines.append(Line(f"{name}: calls that can fail", swept.calls, ""))
            lines.append(Line(f"{name}: faults of {swept.attempts:,} that did harm", len(swept.wrong), "", 0))
    print(table(lines))
    return int(wrong > 0)
