"""Query by committee: models of different kinds, and how far their weighted votes disagree.

Seung, Opper & Sompolinsky, COLT 1992. The members' probabilities are ``Votes`` in the view; weights are
those of the user times what each member is worth out of fold.
"""

import numpy as np

from desktop_al.learn.uncertainty import entropy_of
from desktop_al.learn.view import Floats, Utility, View, Votes


def vote_shares(votes: Votes) -> Floats:
    """The weighted share (m, k) of the members that vote for each class as their likeliest."""
    _, rows, classes = votes.probabilities.shape
    shares = np.zeros((rows, classes), np.float32)
    for weight, probabilities in zip(votes.weights, votes.probabilities, strict=True):
        shares[np.arange(rows), probabilities.argmax(axis=1)] += weight
    return shares


def consensus(votes: Votes) -> Floats:
    """The weighted mean (m, k) of the members' probabilities."""
    result: Floats = np.einsum("c,cmk->mk", votes.weights, votes.probabilities)
    return result


def vote_entropy(view: View) -> Utility:
    """Entropy of the weighted votes, in nats. Dagan & Engelson, ICML 1995 (there divided by the log of the
    number of members, which changes no order)."""
    return entropy_of(vote_shares(_votes(view)))


def consensus_entropy(view: View) -> Utility:
    """Entropy of the weighted mean of the members' probabilities, in nats. Settles, TR 1648 (2009), 3.2."""
    return entropy_of(consensus(_votes(view)))


def kl_divergence(view: View) -> Utility:
    """Weighted mean divergence of the members from their consensus, in nats. McCallum & Nigam, ICML 1998."""
    return divergences(_votes(view)).T @ _votes(view).weights


def max_disagreement(view: View) -> Utility:
    """The largest divergence of a member with a vote from the consensus, in nats (modAL's measure)."""
    votes = _votes(view)
    return np.asarray(divergences(votes)[votes.weights > 0].max(axis=0))


def divergences(votes: Votes) -> Floats:
    """Kullback-Leibler divergence (members, m) of each member from the consensus, in nats, never below 0."""
    agreed = np.log(np.maximum(consensus(votes), np.finfo(np.float32).tiny))
    cross = np.einsum("cmk,mk->cm", votes.probabilities, agreed)
    result: Floats = np.maximum(-cross - entropy_of(votes.probabilities), 0)
    return result


def _votes(view: View) -> Votes:
    if view.votes is None:
        # Without a label there is nobody to disagree.
        return Votes(view.candidate_probabilities[None], np.ones(1, np.float32))
    return view.votes
