"""The command that imports the labels of a file into a project."""

import argparse
import sys
from pathlib import Path

from desktop_al.cli_output import check_out, print_json, say
from desktop_al.core.column_roles import ColumnsUnclearError, roles_of
from desktop_al.core.errors import CannotRead
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
    wanted = Wanted(
        options.kind, options.format, options.annotator or "", names, options.replace, roles_of(options.columns)
    )

    def go_on(words: str, share: float) -> None:
        say(f"{words}: {share:.0%}" if share else words)

    def planned(plan: ImportPlan) -> None:
        say("")
        if options.json and plan.trouble and not plan.nothing_to_do and not options.dry_run:
            # It ends with this trouble, and what the rows lack is told all the same.
            print_json(plan_report(plan, None), options.json)
        if options.dry_run and not options.json:
            print(plain_lines(plan_text(plan)))
        elif not options.json and (not plan.trouble or plan.nothing_to_do):
            print(plain_lines(plan_text(plan)), file=sys.stderr)

    source = Path(options.file)
    try:
        with without_collection():
            plan, done = import_file(
                Path(options.project), source, wanted, home(), go_on, dry_run=options.dry_run, planned=planned
            )
    except ColumnsUnclearError as error:
        choose = "" if source.is_dir() else " Or say which is which: --columns sample=COLUMN label=COLUMN."
        raise CannotRead(f"{error}{choose}") from error
    say("")
    if options.json:
        print_json(plan_report(plan, done), options.json)
    if done is not None:
        print(plain_lines(done_words(done)), file=sys.stderr)
    elif plan.nothing_to_do and options.json and not options.dry_run:
        print(plan.trouble, file=sys.stderr)
    return 0
