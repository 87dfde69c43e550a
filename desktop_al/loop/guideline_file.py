"""A protocol from a file and to a file: Markdown in UTF-8, with or without front matter."""

from dataclasses import replace
from pathlib import Path

from desktop_al.core.class_names import fit_name
from desktop_al.core.errors import BadArgument, CannotRead
from desktop_al.core.protocol import MAX_BYTES, name_key
from desktop_al.core.protocol_file import (
    Protocol,
    ProtocolClass,
    clean_text,
    in_key_order,
    read_protocol,
    write_protocol,
)
from desktop_al.core.protocol_record import BUILT_IN
from desktop_al.core.state import State
from desktop_al.core.words import tr
from desktop_al.loop.protocol_versions import version_of


def read_protocol_file(path: Path) -> tuple[Protocol, tuple[str, ...]]:
    """A protocol, its classes in the order that gives them their keys, and remarks: sentences about what is in the
    file and not taken as it stands.

    Raises:
        CannotRead: no such file, empty, too large, no text in UTF-8, or front matter that cannot be used.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise CannotRead(
            tr("The file {name} cannot be read: {why}. Nothing was changed.", name=path.name, why=why)
        ) from error
    try:
        protocol, remarks = read_protocol(data)
    except CannotRead as error:
        raise CannotRead(tr("The file {name} cannot be used. {error}", name=path.name, error=error)) from error
    if not protocol.text.strip() and not protocol.classes:
        raise CannotRead(tr("The file {name} is empty.", name=path.name))
    ordered, moved = in_key_order(protocol)
    return replace(protocol, classes=ordered), (*remarks, *moved)


def class_settings(
    protocol: Protocol, names: tuple[str, ...] = ()
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
    """Names, definitions and marks (from 0) for a new project: of the classes ``names``, without them of all.

    Classes without a mark get that of their place, or the next one that is free.
    """
    known = {name_key(c.name): c for c in protocol.classes}
    named = names or tuple(c.name for c in protocol.classes)
    classes = [known.get(name_key(name), ProtocolClass(name)) for name in named]
    taken = {c.mark for c in classes}
    marks: list[int] = []
    for place, c in enumerate(classes, start=1):
        mark = c.mark or next(m for m in range(place, place + len(classes) + 1) if m not in taken)
        taken.add(mark)
        marks.append(mark - 1)
    return named, tuple(c.definition for c in classes), tuple(marks)


def state_protocol(state: State) -> Protocol:
    """The protocol of a project as a file has it: the classes offered, and all that the log keeps beside them."""
    record = state.protocol_record()
    classes = tuple(
        ProtocolClass(
            fit_name(c.name),
            str(place) if place < 10 else "",
            c.colour + 1,
            " ".join(c.definition.split()),
            record.class_extra.get(c.id, {}),
        )
        for place, c in enumerate(state.active_classes(), start=1)
    )
    name = " ".join(str(state.project.get("name", "")).split()) if record.name is None else record.name
    reasons = BUILT_IN if record.reasons is None else record.reasons
    text = clean_text(record.text)[0]
    version, asked = version_of(state).in_file(), record.reason_for_change
    return Protocol(name, version, record.scale, classes, reasons, text, record.extra, asked)


def protocol_bytes(state: State) -> bytes:
    """Raises BadArgument: the project holds something that no file can; the sentence says what."""
    try:
        return write_protocol(state_protocol(state))
    except BadArgument as error:
        raise BadArgument(tr("{error} Change it on the Protocol page first.", error=error)) from error
