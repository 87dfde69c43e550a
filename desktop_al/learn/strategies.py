"""The table of query strategies, and how several are mixed: by the names that project and command line use."""

from dataclasses import dataclass, replace

import numpy as np

from desktop_al.core.errors import BadArgument
from desktop_al.core.words import mark
from desktop_al.learn import committee, model_change, representation, uncertainty
from desktop_al.learn.batches import BATCHES
from desktop_al.learn.error_reduction import expected_error_reduction
from desktop_al.learn.junk_model import avoid_junk
from desktop_al.learn.recommended import recommended_batch, recommended_utility
from desktop_al.learn.view import Strategy, Utility, View

__all__ = ["STRATEGIES", "Mix", "Strategy", "strategy_named"]

#: Where the cost grows with the square of the pool, a random draw of this many candidates is looked at.
SQUARE_LIMIT = 10_000
_AT_ONCE = mark("A fraction of a second for 100,000 samples.")
_VOTES = mark("Some seconds: five models are fitted.")
#: 10,000 is ``SQUARE_LIMIT``.
_DRAW = mark("A second or two; from 10,000 samples on, a random draw of that many is looked at.")


def random(view: View) -> Utility:
    """Uniform random numbers: every candidate is equally likely to be asked."""
    return np.random.default_rng(view.seed).random(len(view.candidates), np.float32)


def certainty(view: View) -> Utility:
    """The probability of the class wanted, to find all samples of it; of the likeliest class when none is.

    Relevance feedback: Lewis & Gale, SIGIR 1994.
    """
    probabilities = view.candidate_probabilities
    if 0 <= view.wanted < probabilities.shape[1]:
        return probabilities[:, view.wanted].copy()
    return np.asarray(probabilities.max(axis=1))


STRATEGIES: dict[str, Strategy] = {
    strategy.name: strategy
    for strategy in (
        Strategy(
            "recommended",
            mark("Recommended"),
            mark("Starts with typical samples, then asks where two classes are close and what stands for many others."),
            _AT_ONCE,
            "Scheffer et al. 2001; Zhdanov 2019; Bae et al. 2024; Bae et al. 2025",
            recommended_utility,
            needs_model=False,
            phases=recommended_batch,
        ),
        Strategy(
            "random",
            mark("At random"),
            mark("Draws samples by lot: slow to learn, but a fair picture of the pool."),
            mark("No time."),
            mark("Baseline"),
            random,
            batch="best",
            reason="random",
            needs_model=False,
        ),
        Strategy(
            "margin",
            mark("Smallest margin"),
            mark("Asks where the two likeliest classes are closest."),
            _AT_ONCE,
            "Scheffer, Decomain & Wrobel 2001",
            uncertainty.margin,
            batch="best",
        ),
        Strategy(
            "least_confident",
            mark("Least confident"),
            mark("Asks where the likeliest class is least likely. With many classes it can be worse than chance."),
            _AT_ONCE,
            "Lewis & Gale 1994",
            uncertainty.least_confident,
            batch="best",
        ),
        Strategy(
            "entropy",
            mark("Entropy"),
            mark("Asks where the chances of all classes are most even. With many classes it can be worse than chance."),
            _AT_ONCE,
            "Shannon 1948; Settles 2009",
            uncertainty.entropy,
            batch="best",
        ),
        Strategy(
            "clustered_margin",
            mark("Small margins, spread out"),
            mark("Asks where two classes are close, one sample from each group of alike ones."),
            _AT_ONCE,
            "Zhdanov 2019",
            uncertainty.margin,
        ),
        Strategy(
            "vote_entropy",
            mark("Committee: divided votes"),
            mark("Five unlike models vote; asks where the votes are most divided."),
            _VOTES,
            "Dagan & Engelson 1995",
            committee.vote_entropy,
            batch="best",
            reason="disagreement",
            needs_votes=True,
        ),
        Strategy(
            "consensus_entropy",
            mark("Committee: unsure together"),
            mark("Five unlike models are averaged; asks where the average is least sure."),
            _VOTES,
            "Settles 2009",
            committee.consensus_entropy,
            batch="best",
            reason="disagreement",
            needs_votes=True,
        ),
        Strategy(
            "kl_divergence",
            mark("Committee: far from the average"),
            mark("Five unlike models; asks where they are furthest from what they say together."),
            _VOTES,
            "McCallum & Nigam 1998",
            committee.kl_divergence,
            batch="best",
            reason="disagreement",
            needs_votes=True,
        ),
        Strategy(
            "max_disagreement",
            mark("Committee: strongest objection"),
            mark("Five unlike models; asks where one of them objects most."),
            _VOTES,
            "Settles 2009",
            committee.max_disagreement,
            batch="best",
            reason="disagreement",
            needs_votes=True,
        ),
        Strategy(
            "expected_gradient_length",
            mark("Expected model change"),
            mark("Asks where the answer, whatever it is, would move the model most."),
            _AT_ONCE,
            "Settles, Craven & Ray 2007",
            model_change.expected_gradient_length,
            batch="best",
            reason="influential",
        ),
        Strategy(
            "expected_error_reduction",
            mark("Expected error reduction"),
            mark("Tries the possible answers to a few samples beforehand and asks what would leave the fewest errors."),
            mark("One to two seconds; a random draw of at most 200 samples is looked at."),
            "Roy & McCallum 2001",
            expected_error_reduction,
            batch="best",
            reason="influential",
        ),
        Strategy(
            "badge",
            mark("Gradient spread"),
            mark("Asks a spread of samples whose answers would move the model in different ways."),
            mark("A few seconds for 100,000 samples."),
            "Ash et al. 2020",
            model_change.gradient_length,
            batch="gradient_spread",
            reason="influential",
        ),
        Strategy(
            "density",
            mark("Representative"),
            mark("Asks what is like much of the pool, whatever the model knows."),
            _DRAW,
            "Settles & Craven 2008",
            representation.density,
            reason="representative",
            needs_model=False,
            limit=SQUARE_LIMIT,
        ),
        Strategy(
            "information_density",
            mark("Unsure and representative"),
            mark("Asks what the model is unsure about and what is like much of the pool."),
            _DRAW,
            "Settles & Craven 2008",
            representation.information_density,
            batch="best",
            limit=SQUARE_LIMIT,
        ),
        Strategy(
            "typicality",
            mark("Typical of each group"),
            mark("Groups the pool and asks the most typical sample of each large group without an answer."),
            _DRAW,
            "Hacohen, Dekel & Weinshall 2022",
            representation.typicality,
            batch="typical",
            reason="representative",
            needs_model=False,
            limit=SQUARE_LIMIT,
        ),
        Strategy(
            "k_center",
            mark("Furthest from the known"),
            mark("Asks what is least like anything labelled; finds odd samples and odd errors."),
            mark("A few seconds for 100,000 samples."),
            "Sener & Savarese 2018",
            representation.distance_from_labelled,
            batch="farthest",
            reason="unlike",
            needs_model=False,
        ),
        Strategy(
            "ranked_batch",
            mark("Unsure and unlike the known"),
            mark("Begins with what is unlike the labelled samples, and turns to what the model is unsure about."),
            mark("A few seconds for 100,000 samples."),
            "Cardoso et al. 2017",
            uncertainty.least_confident,
            batch="ranked",
        ),
        Strategy(
            "avoid_junk",
            mark("Worth labelling"),
            mark('Draws by lot among the samples unlike those you answered with "not worth labelling".'),
            _AT_ONCE,
            mark("Learns these answers as one more class"),
            avoid_junk,
            batch="best",
            reason="random",
            needs_model=False,
        ),
        Strategy(
            "certainty",
            mark("Find all of a class"),
            mark("Asks what most likely belongs to the class that you look for."),
            _AT_ONCE,
            "Lewis & Gale 1994",
            certainty,
            batch="best",
            reason="wanted",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Mix:
    """Utilities of several strategies, each brought to ranks 0..1 of the candidates, weighted and added.

    Ranks, since a density and an entropy have no common scale.
    """

    terms: tuple[tuple[Strategy, float], ...]

    def __call__(self, view: View) -> Utility:
        total = np.zeros(len(view.candidates), np.float32)
        for strategy, weight in self.terms:
            total += np.float32(weight) * ranks(strategy.utility(view))
        return total


def ranks(utility: Utility) -> Utility:
    """The share (m,) of the values that are smaller, equal values alike."""
    values, place, count = np.unique(utility, return_inverse=True, return_counts=True)
    below = np.concatenate(([0], np.cumsum(count)[:-1])) / max(1, len(utility))
    return np.asarray(below[place] if len(values) else np.zeros(0), np.float32)


def strategy_named(name: str) -> Strategy:
    """The strategy of a name: a row of ``STRATEGIES``, or a mix such as ``margin*2+density@k_center``.

    Terms are added with ``+``, each with an optional ``*weight`` (above 0); ``@batch`` names how the batch is
    drawn (a row of ``batches.BATCHES``), also behind a single name.

    Raises:
        BadArgument: there is no such strategy or batch, or a weight is no number above 0.
    """
    if name in STRATEGIES:
        return STRATEGIES[name]
    formula, marked, batch = name.partition("@")
    if marked and batch not in BATCHES:
        raise BadArgument(f'There is no way "{batch}" to draw a batch. Known are: {", ".join(sorted(BATCHES))}.')
    terms = tuple(_term(term) for term in formula.split("+"))
    parts = [strategy for strategy, _ in terms]
    # A strategy in phases begins as a cold start: what is drawn in another way keeps that.
    needs_model = any(part.needs_model or part.phases is not None for part in parts)
    if len(terms) == 1:
        only = parts[0]
        if not batch:
            return replace(only, name=name)
        return replace(only, name=name, batch=batch, phases=None, needs_model=needs_model)
    first = max(terms, key=lambda term: term[1])[0]
    limits = [part.limit for part in parts if part.limit]
    return replace(
        first,
        name=name,
        title=" and ".join(part.title.lower() if at else part.title for at, part in enumerate(parts)),
        sentence=" ".join(part.sentence for part in parts),
        cost=" ".join(dict.fromkeys(part.cost for part in parts)),
        source="; ".join(dict.fromkeys(part.source for part in parts)),
        utility=Mix(terms),
        batch=batch or "clustered",
        phases=None,
        needs_model=needs_model,
        needs_votes=any(part.needs_votes for part in parts),
        limit=min(limits, default=0),
    )


def _term(term: str) -> tuple[Strategy, float]:
    name, _, number = (part.strip() for part in term.partition("*"))
    if name not in STRATEGIES:
        raise BadArgument(f'There is no query strategy "{name}". Known are: {", ".join(sorted(STRATEGIES))}.')
    try:
        weight = float(number or 1)
    except ValueError:
        weight = 0.0
    if not 0 < weight < 1e6:
        raise BadArgument(f'The weight "{number}" of the strategy {name} is not a number above 0.')
    return STRATEGIES[name], weight
