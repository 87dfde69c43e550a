"""``python -m tests.pictures DIR [NAME...]``: a PNG of every page and state, each of them really brought about."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> int:
    from tests.pictures import album

    parser = argparse.ArgumentParser(prog="pictures", description=__doc__)
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(album.PLAYS)} (default: all)")
    options = parser.parse_args()
    unknown = set(options.names) - set(album.PLAYS)
    if unknown:
        parser.error(f"no pictures of {', '.join(sorted(unknown))}")
    options.directory.mkdir(parents=True, exist_ok=True)
    wrong = 0
    with tempfile.TemporaryDirectory() as place:
        for name in options.names or album.PLAYS:
            began = time.monotonic()
            home = Path(place) / name
            home.mkdir()
            # Where the one who labels is at home: some paths are shown from there.
            os.environ["HOME"] = os.environ["USERPROFILE"] = str(home)
            count = 0
            for report in album.take(name, home, options.directory):
                if report.left_out:
                    print(f"{name}: left out. {report.left_out}", flush=True)
                    continue
                count += 1
                wrong += len(report.wrong)
                for sentence in (*report.wrong, *report.look_at):
                    print(f"{report.file}: {sentence}", flush=True)
            print(f"{name}: {count} pictures, {time.monotonic() - began:.1f} s", flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
