"""What the page of a locked project says while it locks and opens."""

from desktop_al.core.words import tr, trn


def idle_words(minutes: int) -> str:
    """Why it was locked after ``minutes`` without a key."""
    return trn("No key was pressed for {n} minute.", "No key was pressed for {n} minutes.", minutes)


def unsaved_words(labels: int) -> str:
    return tr(
        "Labels that are not on disk yet: {labels:,}. They are kept, and the project stays open behind this page until "
        "they are.",
        labels=labels,
    )


def pause_words(tries: int, seconds: float) -> str:
    """After ``tries`` that were wrong: when the next one is possible, in ``seconds``."""
    return trn(
        "{n} try was wrong. The next one is possible in {time}.",
        "{n} tries were wrong. The next one is possible in {time}.",
        tries,
        time=_time(seconds),
    )


def unreadable_words(error: OSError) -> str:
    return tr("The project file cannot be read: {why}.", why=error.strerror or error)


def unwritten_words(error: OSError) -> str:
    return tr("The passphrase could not be written: {why}. Nothing was changed.", why=error.strerror or error)


def _time(seconds: float) -> str:
    whole = max(1, round(seconds))
    return tr("{n} s", n=whole) if whole < 100 else tr("{n} min", n=-(-whole // 60))
