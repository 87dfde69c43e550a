"""``python -m tests.pictures DIR [NAME...]``: a PNG of every page and state, each of them really brought about.

With ``--language`` of another language than English; which words are cut off, and in the pseudo-language which are
not translated (names and what the samples hold are among them), is listed once at the end.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.pictures.album import Report

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> int:
    from desktop_al.core.languages import LANGUAGES, PSEUDO, VARIABLE, language
    from desktop_al.core.words import ENGLISH, use
    from tests.pictures import album

    parser = argparse.ArgumentParser(prog="pictures", description=__doc__)
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(album.PLAYS)} (default: all)")
    codes = (*(code for code, _ in LANGUAGES), PSEUDO)
    parser.add_argument(
        "--language", choices=codes, default=ENGLISH.code, metavar="CODE", help=f"of: {', '.join(codes)}"
    )
    options = parser.parse_intermixed_args()
    unknown = set(options.names) - set(album.PLAYS)
    if unknown:
        parser.error(f"no pictures of {', '.join(sorted(unknown))}")
    options.directory.mkdir(parents=True, exist_ok=True)
    # For this process and for those that it starts.
    os.environ[VARIABLE] = options.language
    use(language(options.language))
    wrong, listed = 0, Listed()
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
                listed.add(report)
                for sentence in (*report.wrong, *(report.look_at if options.language == ENGLISH.code else ())):
                    print(f"{report.file}: {sentence}", flush=True)
            print(f"{name}: {count} pictures, {time.monotonic() - began:.1f} s", flush=True)
    if options.language != ENGLISH.code:
        listed.print()
    return int(wrong > 0)


class Listed:
    """What was found on all pictures, each sentence once, with the first picture it is on."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, str]] = {"Cut off": {}, "Not translated": {}}

    def add(self, report: "Report") -> None:
        for found, sentences in zip(self._found.values(), (report.look_at, report.bare), strict=True):
            for sentence in sentences:
                found.setdefault(sentence, report.file)

    def print(self) -> None:
        for title, found in self._found.items():
            print(f"\n{title}: {len(found)}")
            for sentence, file in found.items():
                print(f"    {file}: {sentence}")


if __name__ == "__main__":
    sys.exit(main())
