"""The command that imports the labels of a file into a project."""

import argparse
import sys
from pathlib import Path

from desktop_al.cli_output import check_out, print_json, say
from desktop_al.core.plain_names import plain_lines
from desktop_al.places import home


def import_command(options: argparse.Namespace) -> int:
    from desktop_al.loop.collection import without_collection
    from desktop_al.loop.import_choices import OUT
    from desktop_al.loop.import_file import Wanted, import_file
    from desktop_al.loop.import_plan import ImportPlan
    from desktop_al.loop.import_words import done_words, plan_report, plan_text

    check_out(options.json)
    names = {old: new or OUT for old, new in options.map}
    wanted = Wanted(options.kind, options.format, options.annotator or "", names, options.replace)

    def go_on(words: str, share: float) -> None:
        say(f"{words}: {share:.0%}" if share else words)

    def planned(plan: ImportPlan) -> None:
        say("")
        if options.dry_run and not options.json:
            print(plain_lines(plan_text(plan)))
        elif not options.json and not plan.trouble:
            print(plain_lines(plan_text(plan)), file=sys.stderr)

    with without_collection():
        plan, done = import_file(
            Path(options.project), Path(options.file), wanted, home(), go_on, dry_run=options.dry_run, planned=planned
        )
    say("")
    if options.json:
        print_json(plan_report(plan, done), options.json)
    if done is not None:
        print(plain_lines(done_words(done)), file=sys.stderr)
    return 0
