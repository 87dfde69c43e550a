"""From the log to the rows of an exporter: one for each annotation in force, or one for each sample."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.events import Event, Ref
from desktop_al.core.state import State
from desktop_al.core.words import tr
from desktop_al.loop.export_features import features_of
from desktop_al.loop.export_wish import Exported, ExportStopped, Wish, left_words, note_words
from desktop_al.loop.frame_process import decode_elsewhere
from desktop_al.loop.inside import begin_reading, end_reading
from desktop_al.loop.opening import basics, code_key_of
from desktop_al.loop.pool import code_of, found
from desktop_al.loop.sample_labels import rule_named, sample_labels
from desktop_al.loop.wording import state_word, utc_text
from desktop_al.media.export_contents import Contents
from desktop_al.media.export_rows import Entry, Export, ExportRow
from desktop_al.media.exports import Exporter
from desktop_al.media.shelf import shelf_at
from desktop_al.store.driver import sqlite3
from desktop_al.store.project_file import ProjectFile, SampleRow, read_samples

#: Rows between two looks at whether to stop.
_BETWEEN = 64
#: Answers whose bodies are read at once.
_TOGETHER = 256


@dataclass(frozen=True, slots=True)
class Watched:
    """``progress`` hears the share that is done, from 0 to 1; ``stop`` says whether to give up."""

    progress: Callable[[float], None] = lambda _share: None
    stop: Callable[[], bool] = bool

    def look(self) -> None:
        """Raises ExportStopped."""
        if self.stop():
            raise ExportStopped(tr("The export was stopped. Nothing was written."))


@dataclass(frozen=True, slots=True)
class Scope:
    """Which samples (all where ``only`` is None), for whom it is ``blind`` ("" for nobody), where the networks' weights
    are."""

    only: Collection[bytes] | None = None
    blind: str = ""
    weights: str = ""
    watched: Watched = field(default_factory=Watched)


@dataclass(frozen=True, slots=True)
class _Rows:
    """``make`` begins anew with each call; ``count`` of them."""

    make: Callable[[], Iterator[Entry]]
    count: int
    unit: str
    said: tuple[str, ...] = ()


def write_entries(file: ProjectFile, state: State, exporter: Exporter, wish: Wish, out: Path, scope: Scope) -> Exported:
    """Have ``exporter`` write what ``wish`` says, which is settled.

    Raises:
        BadArgument: what the format or the rule cannot do. ExportStopped. DesktopAlError: it cannot be written.
    """
    samples = read_samples(file.connection)
    known = basics(state, file.path, [row.path for row in samples[:20]])
    if exporter.only_images and known.kind == "text":
        raise BadArgument(
            tr("{title} holds images, and this project holds texts. Choose another format.", title=tr(exporter.title))
        )
    name_of = _names(samples, code_key_of(state) if scope.blind else None)
    rows = _annotations(file, state, exporter, wish, name_of, scope)
    if wish.view != "annotations":
        rows = _labels(state, samples, wish, name_of, scope)
    by_name = {name_of[row.id]: row for row in samples}
    masks = {name_of[id_]: rects for id_, rects in state.masks.items() if rects and id_ in name_of}
    contents = Contents(known.folder, {name: found(row) for name, row in by_name.items()}, masks)
    total, done = max(1, rows.count), Counter[str]()

    def watched() -> Iterator[Entry]:
        for entry in rows.make():
            if done["rows"] % _BETWEEN == 0:
                scope.watched.look()
                scope.watched.progress(min(1.0, done["rows"] / total))
            done["rows"] += 1
            yield entry

    export = Export(
        watched,
        contents,
        known.kind,
        tuple(c.name for c in state.classes() if c.merged_into is None),
        wish.view,
        known.name,
        wish.raw,
        wish.link,
        lambda names: features_of(
            file.path,
            known.folder,
            [by_name.get(name) for name in names],
            known.kind,
            known.seed,
            scope.weights,
            scope.watched.look,
        ),
    )
    opened = False
    if exporter.leaves != "labels":
        decode_elsewhere()
        opened = shelf_at(known.folder) is None
        if opened and (missing := begin_reading(known.folder, file.path)):
            raise BadArgument(missing)
    try:
        written = exporter.write(export, out)
    finally:
        if opened:
            end_reading(known.folder)
    scope.watched.progress(1.0)
    return Exported(written.count, rows.unit, (*rows.said, *(note_words(what, n) for what, n in written.notes)))


def _names(samples: Sequence[SampleRow], key: bytes | None) -> dict[bytes, str]:
    """The names of samples by id; with a ``key`` codes."""
    return {row.id: found(row).name if key is None else code_of(row, key) for row in samples}


# -- every annotation ------------------------------------------------------------------------------------


def _annotations(
    file: ProjectFile, state: State, exporter: Exporter, wish: Wish, name_of: Mapping[bytes, str], scope: Scope
) -> _Rows:
    """In the order in which the answers were given; where the format groups them, by sample in the order of the pool,
    those of no sample of the pool last."""
    in_force = [
        event
        for event in state.annotations()
        if (scope.only is None or event.sample in scope.only) and (not scope.blind or event.annotator == scope.blind)
    ]
    connection = file.connection
    query = "SELECT writer, seq, n FROM events WHERE kind='annotation'"
    number: dict[Ref, int] = {(writer, seq): n for writer, seq, n in connection.execute(query)}
    in_force.sort(key=lambda event: number[ev.ref(event)])
    if exporter.grouped:
        place = {sample: at for at, sample in enumerate(name_of)}
        in_force.sort(key=lambda event: (place.get(event.sample, len(place)), event.sample))
    names = _ClassNames(state)

    def make() -> Iterator[Entry]:
        for event, data in _bodies(connection, in_force):
            body = ev.decode_body(data) if data else {}
            if not wish.times:
                body.pop("active", None)
            labels = tuple(names.of(c) for c in ev.label_classes(event.answer))
            if scope.blind:
                body = _seen(body)
            row = _row(number[ev.ref(event)], event, body, state, name_of, names, labels)
            yield Entry(row, tuple(filter(None, labels)))

    return _Rows(make, len(in_force), "annotations")


def _seen(body: Mapping[str, object]) -> dict[str, object]:
    """What who works blind may be told: neither why the sample was chosen nor a suggestion that was not shown."""
    hidden = {"chosen"}
    if body.get("arm") == "withheld" or body.get("revealed") is False:
        hidden |= {"suggested", "p"}
    return {name: value for name, value in body.items() if name not in hidden}


def _bodies(connection: sqlite3.Connection, events: Sequence[Event]) -> Iterator[tuple[Event, bytes | None]]:
    """Each event with its body, None where that was erased; a few hundred at once, since a question for each takes
    longer than the rest of its row."""
    for start in range(0, len(events), _TOGETHER):
        some = events[start : start + _TOGETHER]
        found: dict[Ref, bytes] = {}
        for writer in {event.writer for event in some}:
            numbers = [event.seq for event in some if event.writer == writer]
            query = f"SELECT seq, body FROM bodies WHERE writer=? AND seq IN ({','.join('?' * len(numbers))})"
            found.update(((writer, seq), body) for seq, body in connection.execute(query, (writer, *numbers)))
        yield from ((event, found.get(ev.ref(event))) for event in some)


class _ClassNames:
    """Names of classes by their ids, after merges, of a state that does not change."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._names = {c.id: c.name for c in state.classes()}
        self._known: dict[str, str] = {}

    def of(self, class_id: object) -> str:
        if not class_id:
            return ""
        asked = str(class_id)
        if asked not in self._known:
            self._known[asked] = self._names.get(self._state.resolve_class(asked), "")
        return self._known[asked]


def _row(
    n: int,
    event: Event,
    body: Mapping[str, object],
    state: State,
    name_of: Mapping[bytes, str],
    names: _ClassNames,
    labels: Iterable[str],
) -> ExportRow:
    return ExportRow(
        seq=n,
        sample=name_of.get(event.sample, event.sample.hex()),
        annotator=event.annotator,
        label="|".join(labels),
        state=state_word(event.answer),
        utc=utc_text(event.utc),
        reason=ev.not_worth_reason(event.answer) or "",
        comment=state.comment(event.annotator, event.sample),
        active_s=_number(body.get("active")),
        suggestion=names.of(body.get("suggested")),
        suggestion_shown=str(body.get("arm", "")),
        probability=_number(body.get("p")),
        protocol=str(body.get("protocol", "")),
        round=int(str(body["round"])) if "round" in body else None,
        chosen_for=str(body.get("chosen", "")),
        writer=event.writer.hex(),
        writer_seq=event.seq,
        change_reason=str(body.get("change_reason", "")),
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


# -- one label for each sample ---------------------------------------------------------------------------


def _labels(
    state: State, samples: Sequence[SampleRow], wish: Wish, name_of: Mapping[bytes, str], scope: Scope
) -> _Rows:
    made = sample_labels(
        state,
        ((row.id, name_of[row.id]) for row in samples),
        rule_named(wish.rule),
        only=scope.only,
        who=scope.blind,
        training=wish.view == "training",
    )
    entries = [Entry(row, (label,) if label else ()) for row, label in made.rows]
    said = [left_words(why, count) for why, count in made.left_out]
    if made.remark:
        said.append(tr("About the model of Dawid and Skene: {remark}", remark=made.remark))
    return _Rows(lambda: iter(entries), len(entries), "samples", tuple(said))
