"""The table of query strategies: one row each, by the name that the command line and the project use."""

import numpy as np

from desktop_al.core.errors import BadArgument
from desktop_al.learn import uncertainty
from desktop_al.learn.batches import top
from desktop_al.learn.recommended import recommended_batch, recommended_utility
from desktop_al.learn.view import Batch, Strategy, Utility, View

__all__ = ["STRATEGIES", "Batch", "Strategy", "View", "strategy_named"]


def random(view: View) -> Utility:
    """Uniform random numbers: every candidate is equally likely to be asked."""
    return np.random.default_rng(view.seed).random(len(view.probabilities), np.float32)


def least_confident(view: View) -> Utility:
    """See ``uncertainty.least_confident``."""
    return uncertainty.least_confident(view.probabilities)


def margin(view: View) -> Utility:
    """See ``uncertainty.margin``."""
    return uncertainty.margin(view.probabilities)


def entropy(view: View) -> Utility:
    """See ``uncertainty.entropy``."""
    return uncertainty.entropy(view.probabilities)


def best_uncertain(view: View, utility: Utility, n: int) -> Batch:
    """The candidates of highest utility."""
    rows = top(utility, n, view.seed, view.candidates)
    return Batch(rows, tuple("uncertain" for _ in rows))


def best_random(view: View, utility: Utility, n: int) -> Batch:
    """The candidates of highest utility, which is random."""
    rows = top(utility, n, view.seed, view.candidates)
    return Batch(rows, tuple("random" for _ in rows))


STRATEGIES: dict[str, Strategy] = {
    strategy.name: strategy
    for strategy in (
        Strategy(
            "recommended",
            "Recommended",
            "Starts with typical samples, then asks where two classes are close, each time about unlike samples.",
            "Scheffer et al. 2001; Zhdanov 2019; Bae et al. 2024",
            recommended_utility,
            recommended_batch,
            needs_model=False,
        ),
        Strategy(
            "random",
            "Random",
            "Draws samples by lot: slow to learn, but a fair picture of the pool.",
            "Baseline",
            random,
            best_random,
            reason="random",
            needs_model=False,
        ),
        Strategy(
            "margin",
            "Smallest margin",
            "Asks where the two likeliest classes are closest.",
            "Scheffer, Decomain & Wrobel 2001",
            margin,
            best_uncertain,
        ),
        Strategy(
            "least_confident",
            "Least confident",
            "Asks where the likeliest class is least likely.",
            "Lewis & Gale 1994",
            least_confident,
            best_uncertain,
        ),
        Strategy(
            "entropy",
            "Entropy",
            "Asks where the probabilities of all classes are most even.",
            "Shannon 1948; Settles 2009",
            entropy,
            best_uncertain,
        ),
    )
}


def strategy_named(name: str) -> Strategy:
    """The row of ``STRATEGIES``.

    Raises:
        BadArgument: there is no such strategy.
    """
    if name not in STRATEGIES:
        raise BadArgument(f'There is no query strategy "{name}". Known are: {", ".join(sorted(STRATEGIES))}.')
    return STRATEGIES[name]
