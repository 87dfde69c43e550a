"""``desktop-al report``: one HTML or PDF file on a whole project, and its figures as JSON."""

import argparse
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_al.cli_model import own_network
from desktop_al.cli_output import check_out, one_thread, print_json, say
from desktop_al.core.errors import CannotOpen, DesktopAlError
from desktop_al.places import default_annotator, home

if TYPE_CHECKING:
    from desktop_al.loop.document import Document


def report_command(options: argparse.Namespace) -> int:
    one_thread()
    from desktop_al.loop.export_log import Note
    from desktop_al.loop.report_document import report_document
    from desktop_al.loop.report_json import report_json
    from desktop_al.loop.reporting import (
        Wishes,
        check_report_place,
        make_report,
        note_report,
        report_format,
        write_report,
    )
    from desktop_al.loop.scripted import ensure_listed

    path, out = Path(options.project), Path(options.out) if options.out else None
    if out is None and not options.json:
        raise DesktopAlError("Say where to: --out R.html, --out R.pdf or --json.")
    check_out(options.out)
    check_out(options.json)
    name = report_format(out) if out is not None else "report-json"
    if out is not None:
        check_report_place(path, out)
    figures = Path(options.json) if options.json not in (None, "-") else None
    if figures is not None:
        check_report_place(path, figures)
    with contextlib.suppress(CannotOpen):
        # Where it cannot be written, the report says that its folder was never listed.
        ensure_listed(path, home())
    wishes = Wishes(options.anonymous, options.times, options.bootstrap, not options.without_model, own_network())
    report = make_report(path, home(), wishes, lambda share: say(f"{share:.0%} worked out"))
    say("")
    note = Note(default_annotator(), home(), lambda words: print(words, file=sys.stderr))
    if out is not None:
        write_report(out, _pages(report_document(report), name))
        note_report(path, note, name, report.facts.annotations, out)
    if options.json:
        print_json(report_json(report), options.json)
        if out is None:
            note_report(path, note, "report-json", report.facts.annotations, figures or Path("-"))
    if report.no_progress:
        print(report.no_progress, file=sys.stderr)
    print(f"{report.facts.annotations} annotations", file=sys.stderr)
    return 0


def _pages(document: "Document", name: str) -> bytes:
    from desktop_al.loop.document_html import document_html

    if name == "report-html":
        return document_html(document).encode("utf-8", "backslashreplace")
    from desktop_al.ui.document_pages import pdf_alone

    whole: bytes = pdf_alone(document)
    return whole
