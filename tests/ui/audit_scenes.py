"""Screens of the audit page that no log is needed for."""

from desktop_al.loop.audit_screen import SET_BACK, AuditFilter, AuditLine, AuditRequest, AuditScreen, SignatureLine

LINES = (
    AuditLine("2026-11-23 09:41:07", "ann", "Changed A to B", "A", "B", "t001.txt", "a slip", "Version 2", "", "26ba"),
    AuditLine("2026-11-23 09:41:02", "ann", f"Unsure. {SET_BACK}", "", "Unsure", "t002.txt", "", "", "", "26ba", True),
    AuditLine("2026-11-23 09:40:55", "bo", "Labelled A", "", "A", "t003.txt", "", "Version 2", "import", "0c77"),
)
SIGNATURES = (
    SignatureLine("Dr. Ann Example (ann) signed 3 samples: reviewed.", "Stands: nothing has changed.", True),
    SignatureLine("Bo (bo) signed 3 samples: labelled.", "Void since 2026-11-23: 1 sample changed.", False),
)


def audit(asked: AuditFilter | None = None, **more: object) -> AuditScreen:
    """Three of 403 events."""
    said: dict[str, object] = {
        "lines": LINES,
        "matching": 403,
        "total": 403,
        "zone": "CET",
        "annotators": ("ann", "bo"),
        "fingerprint": "7K86-TQS9-6W02-P30B",
        "head": "{}",
        "signatures": SIGNATURES,
        "to_sign": (("labelled", 3), ("reviewed", 3), ("adjudicated", 0)),
    }
    return AuditScreen(AuditRequest("ann", False, asked or AuditFilter()), **{**said, **more})
