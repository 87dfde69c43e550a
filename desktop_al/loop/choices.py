"""The settings that belong to a project: kept in its log, the same for everybody who opens it."""

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.settings import BY_ID, SETTINGS, Value, checked
from desktop_al.core.state import State
from desktop_al.core.words import tr
from desktop_al.loop.dicom_tags import TAGS, check_tags
from desktop_al.loop.plan import check_choice
from desktop_al.loop.record import Record


def project_choices(state: State) -> dict[str, Value]:
    """A value for every setting of the scope "project"."""
    return {s.id: checked(s, state.project.get(s.id, s.default)) for s in SETTINGS if s.scope == "project"}


def choose(record: Record, annotator: str, name: str, value: Value) -> None:
    """Keep a setting in the log.

    Raises:
        BadArgument: no such setting of a project, a value it cannot have, a strategy or model that there is
            not, a tag that cannot be shown, or a project open to look only.
    """
    setting = BY_ID.get(name)
    if setting is None or setting.scope != "project" or checked(setting, value) != value:
        raise BadArgument(f"A project has no setting {name} with the value {value}.")
    check_choice(name, value)
    if name == TAGS:
        check_tags(record.state, annotator, str(value))
    if record.read_only:
        raise BadArgument(tr("This project is open to look only."))
    if checked(setting, record.state.project.get(name, setting.default)) != value:
        record.add(ev.PROJECT, {name: value}, annotator)
