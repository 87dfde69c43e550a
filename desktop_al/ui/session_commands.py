"""What each command that is not one of a page does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_al.ui.aside_card import ASIDE

if TYPE_CHECKING:
    from desktop_al.ui.session import Session


def carry_out(session: "Session", command: str) -> None:
    """Do it, or nothing where no such command is known."""
    if command.startswith("tab.") or command == "find_sample":
        session.turn_to("samples" if command == "find_sample" else command.removeprefix("tab."))
        if command == "find_sample" and session.project is not None:
            session.window.page("samples").perform("find_sample")
        return
    if command == "suspects" or command.startswith(ASIDE):
        session.turn_to("samples")
        session.window.page("samples").show_state(command)
        return
    act = _table(session).get(command)
    if act is not None:
        act()


def _erase_comments(session: "Session") -> None:
    if session.project is not None:
        session.turn_to("label")
        session.label.carry_out(session.project, "erase", None)


def _table(session: "Session") -> dict[str, Callable[[], object]]:
    project, window = session.project, session.window
    return {
        "new": lambda: session.begin.new(None),
        "open": session.choose_project,
        "import_labels": session.imports.show,
        "export": session.exports.ask,
        "report": session.exports.report.ask,
        "rescan": session.samples.rescan,
        "relink": session.samples.relink,
        "review_unsure": lambda: project and project.serving.review(project.answers.unsure()),
        "show_in_folder": session.support.show_in_folder,
        "theme": session.settings.next_theme,
        "sessions": session.sessions.toggle,
        "audit": session.audit.toggle,
        "sign_off": session.audit.sign_off,
        "erase_comments": lambda: _erase_comments(session),
        "settings": session.settings.toggle,
        "support": session.show_support,
        "guide": lambda: (session.begin.leave(), window.show_page("guide")),
        "security": lambda: (
            session.begin.leave(),
            window.show_page("guide"),
            window.page("guide").turn_to("security"),
        ),
        "about": lambda: (session.begin.leave(), session.settings.show("about")),
        "open_home": session.support.open_home,
        "open_project_folder": session.support.open_project_folder,
        "lock": session.locking.lock_now,
        "close_project": session.leave_project,
        "quit": window.close,
        **session.agreement.commands,
        **session.adjudication.commands,
        **session.annotators.commands,
        **session.backups.commands,
    }
