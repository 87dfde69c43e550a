"""One label for each sample, by a rule: who answered alone, the majority, the model of Dawid and Skene, adjudication.

Each rule is one function and one row of ``RULES``. Nobody's "unsure" counts as a vote, nor do two answers of one
annotator that contradict each other; "not worth labelling" is one answer, whatever its reason.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_al.core import events as ev
from desktop_al.core.errors import BadArgument
from desktop_al.core.events import Event
from desktop_al.core.state import State
from desktop_al.core.words import mark, tr
from desktop_al.loop.votes import CONFLICT, NOT_WORTH, decided, is_tie, tally, votes
from desktop_al.loop.wording import state_word, utc_text
from desktop_al.media.export_rows import SampleLabel
from desktop_al.people.ratings import Ratings, ratings_of
from desktop_al.people.truth import DawidSkene, dawid_skene, training_weights

SHARE, POSTERIOR, DECISION = "share of votes", "posterior", "decision"
NO_MODEL = mark("The model of Dawid and Skene cannot be fitted: it needs answers, and two classes that they can name.")


@dataclass(frozen=True, slots=True)
class Votes:
    """Of one sample: ``given`` by annotator, ``counts`` of what was said, the most frequent first; ``decision`` is the
    answer decided, None without one."""

    sample: bytes
    given: Mapping[str, str]
    counts: Sequence[tuple[str, int]]
    decision: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule makes of a sample: the answer, how sure it is and what that is, how much it may count in training."""

    answer: str
    support: float
    support_is: str
    weight: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """What is made of all samples at once: their ratings, and the model, where the rule needs one."""

    ratings: Ratings
    place: Mapping[bytes, int]
    model: DawidSkene | None
    #: Of each sample, shape (samples,).
    weights: Sequence[float]


#: What a sample is, or why it is not known ("several", "tie", "unsure", "open").
Settle = Callable[[Votes, Fitted], Said | str]


@dataclass(frozen=True, slots=True)
class Rule:
    """``title`` and ``about`` are for the window; ``model``: it needs one."""

    name: str
    title: str
    about: str
    settle: Settle
    model: bool = False


def _single(of: Votes, fitted: Fitted) -> Said | str:
    if len(of.given) > 1:
        return "several"
    return _voted(of, fitted)


def _majority(of: Votes, fitted: Fitted) -> Said | str:
    return _voted(of, fitted)


def _voted(of: Votes, fitted: Fitted) -> Said | str:
    if not of.counts:
        return "unsure"
    if is_tie(of.counts):
        return "tie"
    answer, agreeing = of.counts[0]
    weight = float(fitted.weights[fitted.place[of.sample]])
    return Said(answer, agreeing / sum(count for _, count in of.counts), SHARE, weight)


def _modelled(of: Votes, fitted: Fitted) -> Said | str:
    if not of.counts:
        return "unsure"
    assert fitted.model is not None
    at = fitted.place[of.sample]
    answer = fitted.ratings.levels[int(fitted.model.labels[at])]
    weight = float(fitted.weights[at])
    return Said(answer, weight, POSTERIOR, weight)


def _adjudicated(of: Votes, fitted: Fitted) -> Said | str:
    if of.decision is None:
        return _voted(of, fitted)
    return "open" if of.decision == ev.UNSURE else Said(of.decision, 1.0, DECISION, 1.0)


RULES: dict[str, Rule] = {
    one.name: one
    for one in (
        Rule(
            "majority",
            mark("Majority"),
            mark("The most frequent answer. Ties are left out; decisions of adjudicators do not count."),
            _majority,
        ),
        Rule(
            "adjudicated",
            mark("Adjudicated"),
            mark("The adjudicator's decision where there is one, else the majority. What is still open is left out."),
            _adjudicated,
        ),
        Rule(
            "dawid-skene",
            mark("Dawid-Skene"),
            mark("The most probable answer, by a model of what each annotator confuses."),
            _modelled,
            model=True,
        ),
        Rule(
            "single",
            mark("Single"),
            mark("Only samples that one annotator alone has answered."),
            _single,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class SampleLabels:
    """``rows``, with the class of each ("" for not worth labelling), in the order of the pool. ``left_out``: why, and
    how many samples. ``remark``: what has to be known of the model; "" for nothing."""

    rows: tuple[tuple[SampleLabel, str], ...]
    left_out: tuple[tuple[str, int], ...]
    remark: str = ""


def rule_named(name: str) -> Rule:
    """Raises BadArgument; names those that there are."""
    if name not in RULES:
        raise BadArgument(f"There is no rule {name}. Rules: {', '.join(RULES)}.")
    return RULES[name]


def sample_labels(
    state: State,
    samples: Iterable[tuple[bytes, str]],
    rule: Rule,
    *,
    only: Collection[bytes] | None = None,
    who: str = "",
    training: bool = False,
) -> SampleLabels:
    """What each answered sample is by a rule.

    Args:
        samples: id and name, in the order of the pool.
        only: the ids that are wanted. The model learns from all samples all the same.
        who: count the answers of this annotator alone.
        training: with weights, and without what no class can be learned from.

    Raises:
        BadArgument: the rule needs a model, and none can be fitted.
    """
    names = {c.id: c.name for c in state.classes()}
    answered = {sample for (_, sample), cell in state.cells.items() if cell}
    if rule.settle is _adjudicated:
        answered |= {sample for sample, made in state.decisions.items() if made}
    name_of = {sample: name for sample, name in samples if sample in answered}
    there = [_votes_of(state, sample, who) for sample in name_of]
    fitted = _fit(state, there, rule)
    rows: list[tuple[SampleLabel, str]] = []
    left: Counter[str] = Counter()
    for of in there:
        if (only is not None and of.sample not in only) or not (of.given or of.decision):
            continue
        said = rule.settle(of, fitted)
        if isinstance(said, str):
            left[said] += 1
            continue
        named = ev.label_classes(said.answer)
        if training and not named:
            left["not worth"] += 1
            continue
        made = _row(state, of, said, name_of[of.sample], rule.name)
        label = names.get(named[0], named[0]) if named else ""
        made = replace(made, label=label, weight=said.weight if training else None)
        rows.append((made, label))
    model = fitted.model
    return SampleLabels(tuple(rows), tuple(sorted(left.items())), model.reason if model is not None else "")


def _votes_of(state: State, sample: bytes, who: str) -> Votes:
    given = votes(state, sample)
    if who:
        given = {name: said for name, said in given.items() if name == who}
    return Votes(sample, given, tally(given), None if who else decided(state, sample))


def _fit(state: State, there: Sequence[Votes], rule: Rule) -> Fitted:
    said = {answer for of in there for answer, _ in of.counts}
    offered = [ev.label_answer([item.id]) for item in state.active_classes()]
    levels = list(dict.fromkeys((*offered, *sorted(said - {NOT_WORTH}), *(said & {NOT_WORTH}))))
    counted = (
        (name, of.sample.hex(), answer)
        for of in there
        for name, answer in of.given.items()
        if answer not in (ev.UNSURE, CONFLICT)
    )
    ratings = ratings_of(counted, levels)
    model = dawid_skene(ratings) if rule.model else None
    if rule.model and model is None:
        raise BadArgument(tr(NO_MODEL))
    place = {bytes.fromhex(sample): at for at, sample in enumerate(ratings.samples)}
    return Fitted(ratings, place, model, training_weights(ratings, model).tolist())


def _row(state: State, of: Votes, said: Said, name: str, rule: str) -> SampleLabel:
    meant = NOT_WORTH if ev.not_worth_reason(said.answer) is not None else said.answer
    given: Sequence[Event] = state.decision(of.sample) if said.support_is == DECISION else ()
    given = given or [event for annotator in of.given for event in state.in_force(annotator, of.sample)]
    return SampleLabel(
        sample=name,
        label="",
        state=state_word(said.answer),
        reason=_reason(said.answer, given),
        rule=rule,
        answers=sum(count for _, count in of.counts),
        agreeing=dict(of.counts).get(meant, 0),
        support=said.support,
        support_is=said.support_is,
        utc=utc_text(max((event.utc for event in given), default=0)),
    )


def _reason(answer: str, given: Sequence[Event]) -> str:
    """Why it is not worth labelling; "" where annotators named different reasons."""
    reason = ev.not_worth_reason(answer)
    if reason:
        return reason
    named = {ev.not_worth_reason(event.answer) for event in given} if reason is not None else set()
    named.discard(None)
    return str(named.pop()) if len(named) == 1 else ""
