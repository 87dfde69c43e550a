"""What the pages of the window are called, for whoever does not see which one is shown."""

from desktop_al.core.words import mark

PAGE_NAMES = {
    "start": mark("Projects"),
    "form": mark("New project"),
    "label": mark("Label page"),
    "samples": mark("Samples page"),
    "batch": mark("Batch page"),
    "progress": mark("Progress page"),
    "agreement": mark("Agreement page"),
    "adjudication": mark("Adjudication page"),
    "annotators": mark("Annotators and study"),
    "protocol": mark("Protocol page"),
    "break": mark("Break"),
    "sessions": mark("My sessions"),
    "audit": mark("Audit trail"),
    "export": mark("Export labels"),
    "import": mark("Import labels"),
    "guide": mark("Guide"),
    "restore": mark("Backups"),
    "settings": mark("Settings"),
    "lock": mark("Locked"),
}
