"""The days of an annotator's own work as a table for other programs."""

import csv
import io

from desktop_al.core.csv_cells import safe_cell
from desktop_al.loop.clock_screen import SessionsScreen

COLUMNS = (
    *("annotator", "date", "active_min", "samples", "per_hour", "breaks"),
    *("repeats_same", "repeats", "focus_lost", "left_alone_min"),
)


def day_table(screen: SessionsScreen) -> str:
    """CSV as in RFC 4180 with a header, newest day first; minutes, counts and samples per hour, nothing where a figure
    cannot be told. An apostrophe before a cell keeps it from being read as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for day in screen.days:
        row = (
            *(screen.annotator, day.date, day.active, day.answers, day.per_hour, day.breaks),
            *(day.same, day.repeats, day.away, day.idle),
        )
        writer.writerow("" if cell is None else safe_cell(str(cell)) for cell in row)
    return text.getvalue()
