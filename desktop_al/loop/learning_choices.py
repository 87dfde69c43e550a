"""What the screen shows of how a project learns: what there is to choose, what is chosen, what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_al.core.errors import BadArgument
from desktop_al.core.shapes import LabelClass, SampleKind
from desktop_al.core.words import joined, mark, tr
from desktop_al.learn.batches import BATCHES
from desktop_al.learn.model_kinds import MODELS
from desktop_al.learn.networks import NETWORKS, find_network
from desktop_al.learn.strategies import STRATEGIES, strategy_named
from desktop_al.loop.aside_choices import AsideRow, aside_rows
from desktop_al.loop.extraction import HANDMADE, NETWORK, OWN
from desktop_al.loop.messages import RoundResult

if TYPE_CHECKING:
    from desktop_al.loop.project import Project

#: Headings of the strategies, in their order on the screen.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (mark("Recommended"), ("recommended",)),
    (mark("Uncertainty"), ("margin", "least_confident", "entropy", "clustered_margin", "ranked_batch")),
    (mark("Committee"), ("vote_entropy", "consensus_entropy", "kl_divergence", "max_disagreement")),
    (mark("Change of the model"), ("expected_gradient_length", "expected_error_reduction", "badge")),
    (mark("Representative"), ("density", "information_density", "typicality", "k_center")),
    (mark("Find"), ("certainty", "avoid_junk")),
    (mark("At random"), ("random",)),
)
_OTHERS = mark("Others")
#: Ways of drawing a batch that make sense for a mix, and their words.
DRAWS: tuple[tuple[str, str], ...] = (
    ("best", mark("The highest first")),
    ("clustered", mark("One of each group of alike ones")),
    ("k_center", mark("Each unlike those before")),
    ("covering", mark("Together close to the whole pool")),
    ("ranked", mark("Unlike the labelled ones first")),
)
MOST_WEIGHT = 9
#: How to get the weights, where the program runs from its source.
WEIGHTS_COMMAND = "python3 packaging/dev.py weights"
_HANDMADE_WORDS: dict[SampleKind, str] = {"image": mark("edges, colours and texture"), "text": mark("words")}


@dataclass(frozen=True, slots=True)
class Option:
    """A strategy or a kind of model to choose. ``group`` is a heading, "" for none."""

    name: str
    title: str
    sentence: str
    cost: str
    source: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class MixParts:
    """Two strategies with their weights, and how the batch is drawn."""

    first: str = "margin"
    first_weight: int = 1
    second: str = "density"
    second_weight: int = 1
    draw: str = "clustered"

    @property
    def name(self) -> str:
        """As the project keeps it, such as ``margin*2+density@k_center``."""
        terms = ((self.first, self.first_weight), (self.second, self.second_weight))
        return "+".join(f"{name}*{w}" if w != 1 else name for name, w in terms) + f"@{self.draw}"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the committee: how much the user lets it count, 0 to 10, and its share of the votes in the last
    round, -1 where there was none."""

    name: str
    title: str
    sentence: str
    votes: int
    share: float = -1.0


@dataclass(frozen=True, slots=True)
class LearningScreen:
    """Everything on the learning part of the settings. ``mix`` is what the mix is made of, also while another
    strategy is chosen; ``own_words`` the title of a strategy that no row of the screen stands for,
    ``judged`` whether samples were looked at yet for being left out."""

    strategies: tuple[Option, ...]
    mixable: tuple[Option, ...]
    models: tuple[Option, ...]
    strategy: str
    model: str
    wanted: str
    classes: tuple[LabelClass, ...]
    mix: MixParts
    is_mix: bool
    own_words: str
    finds_class: bool
    asks_committee: bool
    members: tuple[Member, ...]
    looked_at: str
    features: str
    lacking: str
    kind: SampleKind
    aside: tuple[AsideRow, ...]
    judged: bool
    read_only: bool


def strategy_options() -> tuple[Option, ...]:
    """All strategies, by group."""
    group_of = {name: group for group, names in GROUPS for name in names}
    order = [*(name for _, names in GROUPS for name in names), *(name for name in STRATEGIES if name not in group_of)]
    found = []
    for name in order:
        if name in STRATEGIES:
            row = STRATEGIES[name]
            group = group_of.get(name, _OTHERS)
            found.append(
                Option(
                    name, tr(row.title), tr(row.sentence), tr(row.cost), tr(row.source) if row.source else "", tr(group)
                )
            )
    return tuple(found)


def model_options() -> tuple[Option, ...]:
    """All kinds of model."""
    return tuple(Option(row.name, tr(row.title), tr(row.sentence), tr(row.cost)) for row in MODELS.values())


def strategy_title(name: str) -> str:
    """The title of a strategy or a mix; the name itself where it is not known."""
    try:
        strategy = strategy_named(name)
    except BadArgument:
        return name
    if name in STRATEGIES:
        return tr(strategy.title)
    formula, _, draw = name.partition("@")
    first, *others = (STRATEGIES[term.partition("*")[0].strip()] for term in formula.split("+"))
    title = tr(first.title)
    for other in others:
        title = tr("{first} and {second}", first=title, second=tr(other.title).lower())
    words = dict(DRAWS).get(draw, "")
    return tr("{strategy}. {draw}", strategy=title, draw=tr(words)) if words else title


def mix_parts(name: str) -> MixParts | None:
    """What a mix of two is made of; None for anything else, also for weights that the screen has no field for."""
    formula, _, draw = name.partition("@")
    terms = formula.split("+")
    if len(terms) != 2 or (draw and draw not in dict(DRAWS)):
        return None
    found: list[tuple[str, int]] = []
    for term in terms:
        strategy, _, weight = (part.strip() for part in term.partition("*"))
        try:
            number = float(weight or 1)
        except ValueError:
            return None
        if strategy not in STRATEGIES or number not in range(1, MOST_WEIGHT + 1):
            return None
        found.append((strategy, int(number)))
    (first, first_weight), (second, second_weight) = found
    return MixParts(first, first_weight, second, second_weight, draw or "clustered")


def mixable(options: Sequence[Option], mix: MixParts | None) -> tuple[Option, ...]:
    """Strategies that make sense in a mix, and those that ``mix`` is made of: of some, all that matters is how they
    draw a batch, and chance adds nothing."""
    used = (mix.first, mix.second) if mix is not None else ()
    out = {"recommended", "random", "ranked_batch"}.difference(used)
    return tuple(option for option in options if option.name not in out)


def learning_screen(project: "Project", weights: Path) -> LearningScreen:
    """What to show of an open project; ``weights`` is the folder of the networks' weights."""
    plan, learning = project.planning.plan(), project.learning
    result = learning.result if learning is not None else None
    strategy = strategy_named(plan.strategy)
    parts = mix_parts(plan.strategy)
    known = plan.strategy in STRATEGIES
    names = plan.strategy.partition("@")[0].split("+")
    done = learning.network_done if learning is not None else None
    kind, options = project.basics.kind, strategy_options()
    return LearningScreen(
        strategies=options,
        mixable=mixable(options, parts),
        models=model_options(),
        strategy=plan.strategy,
        model=plan.model,
        wanted=plan.wanted,
        classes=project.classes,
        mix=parts or MixParts(),
        is_mix=parts is not None,
        own_words="" if known or parts is not None else strategy_title(plan.strategy),
        finds_class=any(name.partition("*")[0].strip() == "certainty" for name in names),
        asks_committee=strategy.needs_votes,
        members=_members(plan.votes, result),
        looked_at=looked_at_words(result),
        features=features_words(kind, result, done),
        lacking=lacking_words(kind, result, weights),
        kind=kind,
        aside=aside_rows(project.pool, plan, kind, learning.aside if learning is not None else None),
        judged=learning is not None and learning.aside is not None,
        read_only=project.read_only,
    )


def _members(votes: Mapping[str, float], result: RoundResult | None) -> tuple[Member, ...]:
    shares = result.members if result is not None else {}
    whole = sum(shares.values()) or 1.0
    return tuple(
        Member(
            row.name,
            tr(row.title),
            tr(row.sentence),
            round(votes.get(row.name, 1.0)),
            shares.get(row.name, 0.0) / whole if shares else -1.0,
        )
        for row in MODELS.values()
    )


def looked_at_words(result: RoundResult | None) -> str:
    """Whether the last round looked at a draw only; "" where it looked at all."""
    if result is None or not 0 < result.looked_at < result.candidates:
        return ""
    return tr(
        "Looked at a random draw of {looked_at:,} of {candidates:,} samples.",
        looked_at=result.looked_at,
        candidates=result.candidates,
    )


def feature_names(kind: SampleKind, result: RoundResult | None) -> str:
    """What the model sees of each sample, as a list of words."""
    words = {HANDMADE["image"]: _HANDMADE_WORDS["image"], HANDMADE["text"]: _HANDMADE_WORDS["text"]}
    words |= {network.name: network.title for network in NETWORKS.values()}
    sources = result.sources if result is not None else ()
    own = mark("your own image model")
    told = [tr(words.get(name, own if name.startswith(OWN) else name)) for name in sources]
    return _listed(told or [tr(_HANDMADE_WORDS[kind])])


def features_words(kind: SampleKind, result: RoundResult | None, network_done: float | None) -> str:
    """The same as a sentence, and how far the network is."""
    start = tr("Learns from {what}.", what=feature_names(kind, result))
    if network_done is not None and network_done < 1:
        return joined([start, tr("Looking closer: {share} %.", share=int(100 * network_done))])
    return start


def lacking_words(kind: SampleKind, result: RoundResult | None, weights: Path) -> str:
    """What is missing of the features and what to do about it; "" for nothing."""
    if result is not None and result.lacking:
        return result.lacking
    name = NETWORK[kind]
    if find_network(name, weights) or (result is not None and any(s.startswith(OWN) for s in result.sources)):
        return ""
    lack = NETWORKS[name].lack
    # The command is there only where the program runs from its source.
    if (Path(__file__).resolve().parents[2] / "packaging" / "dev.py").is_file():
        return tr(
            "Network features are not installed. {lack} To get them: {command}", lack=tr(lack), command=WEIGHTS_COMMAND
        )
    return tr("Network features are not installed. {lack}", lack=tr(lack))


def _listed(words: Sequence[str]) -> str:
    return joined([joined(words[:-1], ", "), words[-1]] if len(words) > 1 else words, tr(" and "))


def draws() -> tuple[tuple[str, str], ...]:
    """(name, words) of the ways of drawing a batch."""
    return tuple((name, tr(words)) for name, words in DRAWS if name in BATCHES)
