"""Changing the protocol of an open project, classes and guideline: each change one event that undo takes back."""

import datetime
import hashlib
import re
import secrets
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_al.core import events as ev
from desktop_al.core.class_fold import merge_chain
from desktop_al.core.class_names import MAX_NAME as MAX_NAME
from desktop_al.core.class_names import can_be_shown, fit_name
from desktop_al.core.dates import whole_day_words
from desktop_al.core.errors import BadArgument
from desktop_al.core.events import Body, Event
from desktop_al.core.protocol import MAX_BYTES, name_key
from desktop_al.core.protocol_file import MAX_REASONS, MAX_WORDS, Reason, Scale
from desktop_al.core.protocol_record import BUILT_IN, ProtocolRecord, reasons_body
from desktop_al.core.shapes import LabelClass
from desktop_al.core.state import State
from desktop_al.core.words import mark, tr
from desktop_al.loop.opening import MAX_CLASSES
from desktop_al.loop.protocol_versions import version_of
from desktop_al.loop.record import Record
from desktop_al.loop.roles import is_blind

MAX_DEFINITION = 1000
LOOK_ONLY = mark("This project is open to look only.")
COPY = mark("Classes and guideline belong to the owner of the project. This is a copy.")


@dataclass(frozen=True, slots=True)
class ProtocolView:
    """What the Protocol page shows. ``classes`` in key order with the retired and merged ones; ``counts`` answers
    in force of all annotators by class id: those that count as it, for a merged class those that were given to it.
    ``version`` counts versions of the protocol and ``version_words`` says which one this is; ``when`` and ``who`` of
    its last change, empty in a copy as it was handed out. ``reasons`` for "not worth labelling" in force, and whether
    they are ``own_reasons`` or those of the program. ``undo_words`` is empty where the annotator's last step was no
    change of the protocol. ``why_locked``: why nothing can be changed, empty where it can."""

    classes: tuple[LabelClass, ...]
    counts: dict[str, int]
    text: str = ""
    version: int = 0
    when: str = ""
    who: str = ""
    read_only: bool = False
    undo_words: str = ""
    why_locked: str = ""
    version_words: str = ""
    scale: Scale = "nominal"
    reasons: tuple[Reason, ...] = BUILT_IN
    own_reasons: bool = False
    reason_for_change: bool = False


class Editing:
    """Changes by one annotator. Every method appends one event, or none where nothing would change.

    Raises BadArgument with the sentence to show, from every method; then nothing was changed.
    """

    def __init__(self, record: Record, annotator: str) -> None:
        self._record = record
        self._annotator = annotator

    def add(self, name: str, definition: str = "") -> str:
        """A new class at the end of the list; its id. Its mark is one that no class of this project had."""
        self._may_write()
        classes = self._record.state.classes()
        name = _fit_name(name, _active(classes))
        body = {"op": "add", "name": name, "colour": max(len(classes), *(c.colour + 1 for c in classes), 0)}
        if definition := _fit_definition(definition):
            body["definition"] = definition
        _not_too_many(_active(classes))
        class_id = f"c{secrets.token_hex(6)}"
        self._put(class_id, body)
        return class_id

    def rename(self, class_id: str, name: str) -> None:
        old = self._of(class_id)
        name = _fit_name(name, [c for c in self._record.state.active_classes() if c.id != class_id])
        if name != old.name:
            self._put(class_id, {"op": "rename", "name": name})

    def define(self, class_id: str, sentence: str) -> None:
        """The one sentence that says what the class is; empty takes it away."""
        old = self._of(class_id)
        sentence = _fit_definition(sentence)
        if sentence != old.definition:
            self._put(class_id, {"op": "define", "definition": sentence})

    def reorder(self, ids: tuple[str, ...]) -> None:
        """``ids``: all classes that are offered, in their new order; the others keep their places between them."""
        self._may_write()
        classes = self._record.state.classes()
        offered = {c.id for c in _active(classes)}
        if len(ids) != len(offered) or set(ids) != offered:
            raise BadArgument(tr("The classes have changed meanwhile. Move the class once more."))
        moved = iter(ids)
        order = [next(moved) if c.id in offered else c.id for c in classes]
        if order != [c.id for c in classes]:
            self._put("", {"op": "order", "order": order})

    def retire(self, class_id: str, retired: bool = True) -> None:
        """No longer offer a class, or (``retired`` False) offer a retired or merged one again."""
        old = self._of(class_id)
        active = self._record.state.active_classes()
        offered = not old.retired and old.merged_into is None
        if retired == old.retired and (retired or offered):
            return
        if retired:
            self._one_stays(class_id)
        else:
            _fit_name(old.name, active)
            _not_too_many(active)
        self._put(class_id, {"op": "retire", "retired": retired})

    def merge(self, class_id: str, into: str) -> None:
        """From now on all answers that name ``class_id`` count as ``into``; the answers themselves stay."""
        old, target = self._of(class_id), self._of(into)
        if class_id == into:
            raise BadArgument(tr("{name} cannot be merged into itself.", name=old.name))
        known = {c.id: c for c in self._record.state.classes()}
        if class_id in merge_chain(known, into):
            raise BadArgument(
                tr("{name} already counts as {other}. Bring it back first.", name=target.name, other=old.name)
            )
        if target.retired or target.merged_into is not None:
            raise BadArgument(
                tr("{name} is no longer offered. Choose another class, or bring it back first.", name=target.name)
            )
        if old.merged_into != into:
            self._put(class_id, {"op": "merge", "into": into})

    def set_protocol(self, text: str) -> None:
        """A new version of the guideline; line ends become those of this program."""
        self._may_write()
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        size = len(text.encode("utf-8", "surrogatepass"))
        if size > MAX_BYTES:
            most = MAX_BYTES // 1024**2
            raise BadArgument(
                tr(
                    "The guideline has {size:.1f} MB. It can have {most} MB; nothing was changed.",
                    size=size / 1024**2,
                    most=most,
                )
            )
        if text != self._record.state.protocol():
            self._record.add(ev.PROTOCOL, {"text": text}, self._annotator)

    def set_scale(self, scale: Scale) -> None:
        """Whether the classes have an order: that of their list."""
        self._may_write()
        if scale not in ("nominal", "ordinal"):
            raise BadArgument("The scale is nominal or ordinal.")
        if scale != self._record.state.protocol_record().scale:
            self._record.add(ev.PROTOCOL, {"scale": scale}, self._annotator)

    def set_reasons(self, reasons: Sequence[tuple[str, str]]) -> None:
        """The reasons for "not worth labelling", (id, words) in the order of their keys; an empty id: a new one. None
        at all: those of the program."""
        self._may_write()
        record = self._record.state.protocol_record()
        made = fit_reasons(reasons, record)
        if made != (record.reasons or ()):
            self._record.add(ev.PROTOCOL, {"reasons": reasons_body(made)}, self._annotator)

    def ask_reason_for_change(self, asked: bool) -> None:
        """Whether who changes an answer is asked why."""
        self._may_write()
        if asked != self._record.state.protocol_record().reason_for_change:
            self._record.add(ev.PROTOCOL, {"reason_for_change": asked}, self._annotator)

    def put_all(self, entries: Sequence[tuple[str, Body, bytes, str]]) -> None:
        """Several events (kind, body, sample, answer) as one step of undo."""
        self._may_write()
        made = self._record.add_all(entries, self._annotator)
        if len(made) > 1:
            self._record.add(ev.BATCH, {"range": [made[0].seq, made[-1].seq]}, self._annotator)

    def _may_write(self) -> None:
        if self._record.state.is_copy:
            raise BadArgument(tr(COPY))
        if self._record.read_only:
            raise BadArgument(tr(LOOK_ONLY))

    def _of(self, class_id: str) -> LabelClass:
        self._may_write()
        for found in self._record.state.classes():
            if found.id == class_id:
                return found
        raise BadArgument(tr("There is no such class any more."))

    def _one_stays(self, class_id: str) -> None:
        if [c.id for c in self._record.state.active_classes()] == [class_id]:
            raise BadArgument(tr("This is the last class. A project needs at least one."))

    def _put(self, class_id: str, body: Body) -> None:
        self._record.add(ev.CLASS, body, self._annotator, answer=class_id)


def protocol_view(state: State, annotator: str = "", *, read_only: bool = False) -> ProtocolView:
    """The protocol as it is now; ``annotator`` is the one at the screen, for the words of undo."""
    blind = is_blind(state, annotator)
    given = Counter(e.answer for e in state.annotations() if not blind or e.annotator == annotator)
    counts: Counter[str] = Counter()
    merged = {c.id for c in state.classes() if c.merged_into is not None}
    for answer, count in given.items():
        named = ev.label_classes(answer)
        for class_id in {state.resolve_class(c) for c in named} | (merged & set(named)):
            counts[class_id] += count
    version, record = version_of(state), state.protocol_record()
    return ProtocolView(
        classes=state.classes(),
        counts=dict(counts),
        text=state.protocol(),
        version=version.number,
        version_words=version.words(),
        when=local_date(version.utc) if version.utc else "",
        who=version.who,
        scale=record.scale,
        reasons=record.in_force(),
        own_reasons=bool(record.reasons),
        reason_for_change=record.reason_for_change,
        read_only=read_only or state.is_copy,
        why_locked=tr(COPY) if state.is_copy else tr(LOOK_ONLY) if read_only else "",
        undo_words="" if read_only else undo_words(state, annotator),
    )


def undo_words(state: State, annotator: str) -> str:
    """What undo would take back, where that is a change of the protocol: "adding Mild"; else nothing."""
    step = state.undo_step(annotator)
    events = state.step_events(step) if step else []
    if not events or any(event.kind not in (ev.CLASS, ev.PROTOCOL) for event in events):
        return ""
    return change_words(state, events[0])


def change_words(state: State, event: Event) -> str:
    """A change of the protocol in a few words."""
    body = state.read_body(event)
    if event.kind == ev.PROTOCOL:
        if "name" in body:
            return tr("importing a protocol")
        if "reason_for_change" in body:
            return tr("asking why an answer is changed")
        if "scale" in body:
            return tr("the scale")
        return tr("the reasons") if "reasons" in body else tr("the new guideline")
    names = {c.id: c.name for c in state.classes()}
    name = names.get(event.answer, str(body.get("name", tr("a class"))))
    words: dict[str, Callable[[], str]] = {
        "add": lambda: tr("adding {name}", name=name),
        "rename": lambda: tr("renaming {name}", name=name),
        "define": lambda: tr("the definition of {name}", name=name),
        "order": lambda: tr("the order of the classes"),
        "retire": lambda: (
            tr("retiring {name}", name=name) if body.get("retired", True) else tr("bringing back {name}", name=name)
        ),
        "merge": lambda: tr(
            "merging {name} into {other}", name=name, other=names.get(str(body.get("into")), tr("another class"))
        ),
    }
    return words.get(str(body.get("op")), lambda: tr("a change of the classes"))()


def local_date(utc: int) -> str:
    """The day of a time in microseconds, as "22 November 2026"."""
    return whole_day_words(datetime.datetime.fromtimestamp(utc / 1e6))


def _active(classes: tuple[LabelClass, ...]) -> list[LabelClass]:
    return [c for c in classes if not c.retired and c.merged_into is None]


def _fit_name(name: str, others: list[LabelClass] | tuple[LabelClass, ...]) -> str:
    name = fit_name(name)
    key = name_key(name)
    # Names that are the same in length and letters are rare: folding all of them costs more than looking first.
    same = next((c.name for c in others if c.name == name or name_key(c.name) == key), "")
    if same:
        raise BadArgument(tr("There is already a class named {name}.", name=same))
    return name


def fit_reasons(reasons: Sequence[tuple[str, str]], record: ProtocolRecord) -> tuple[Reason, ...]:
    """Reasons as they are kept; a new one gets an id that no answer can have yet. Raises BadArgument."""
    if len(reasons) > MAX_REASONS:
        raise BadArgument(tr("There can be {most} reasons, one for each key.", most=MAX_REASONS))
    extra = {reason.id: reason.extra for reason in record.reasons or ()}
    taken = set(record.reason_words()) | {own for own, _ in reasons}
    made: dict[str, Reason] = {}
    for own, given in reasons:
        words = unicodedata.normalize("NFC", " ".join(given.split()))
        if not words:
            raise BadArgument(tr("A reason needs words."))
        if len(words) > MAX_WORDS:
            raise BadArgument(tr("A reason can have {most} characters, not {count}.", most=MAX_WORDS, count=len(words)))
        if not can_be_shown(words):
            raise BadArgument(tr("This reason holds characters that cannot be shown. Type it again without them."))
        same = next((r.words for r in made.values() if name_key(r.words) == name_key(words)), "")
        if same:
            raise BadArgument(tr("There is already a reason “{words}”.", words=same))
        own = own or _fresh_id(words, taken)
        taken.add(own)
        made[own] = Reason(own, words, extra.get(own, {}))
    return tuple(made.values())


def _fresh_id(words: str, taken: set[str]) -> str:
    """An id that can be read in an export, "too-dark" for "Too dark"."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    own = (
        re.sub("[^a-z0-9]+", "-", plain).strip("-")[:30].strip("-")
        or f"r{hashlib.sha256(words.encode()).hexdigest()[:8]}"
    )
    return next(one for one in (own, *(f"{own}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def _fit_definition(sentence: str) -> str:
    sentence = unicodedata.normalize("NFC", " ".join(sentence.split()))
    if len(sentence) > MAX_DEFINITION:
        raise BadArgument(
            tr(
                "A definition can have {most} characters, not {count}. The guideline has room for more.",
                most=MAX_DEFINITION,
                count=len(sentence),
            )
        )
    if not can_be_shown(sentence):
        raise BadArgument(tr("This definition holds characters that cannot be shown. Type it again without them."))
    return sentence


def _not_too_many(active: list[LabelClass] | tuple[LabelClass, ...]) -> None:
    if len(active) >= MAX_CLASSES:
        raise BadArgument(
            tr(
                "A project can have {most:,} classes. Retire one that is no longer needed first.",
                most=MAX_CLASSES,
            )
        )
