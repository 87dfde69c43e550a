"""What scikit-activeml and modAL say about small fixed arrays, for the tests; see ``recipe`` for how to make these.

``PEERS/bin/python tests/benchmarks/peers.py --write-fixtures`` writes ``tests/learn/peer_rankings.json``. Layout:

* ``versions``; ``recipe`` (the lines of ``inputs``); ``check``: first values of each array, should a generator change;
* ``scores``: name -> {"source", "higher": "asked first" or "asked last", "values" (60), maybe "options"};
* ``orders``: name -> {"source", "rows" in the order of picking, "labelled": true if the 20 labels are known, maybe
  "options", maybe "utilities": for each pick the values of all 60 rows, null for those that may not be picked}.
"""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

ROWS, CLASSES, COLUMNS, LABELLED, MEMBERS, BATCH = 60, 5, 8, 20, 4, 8
PLACE = Path(__file__).resolve().parents[1] / "learn" / "peer_rankings.json"

Fixed = Callable[[Callable[[Any], Any], int], Any]


def inputs() -> dict[str, npt.NDArray[Any]]:
    rng = np.random.default_rng(0)
    probabilities = rng.dirichlet(np.ones(5), 60)
    features = rng.normal(size=(60, 8))
    labelled = rng.permutation(60)[:20]
    labels = np.arange(20) % 5
    members = rng.dirichlet(np.ones(5), (4, 60))
    clusters = np.random.default_rng(1).integers(0, 28, 60)
    return {
        "probabilities": probabilities,
        "features": features,
        "labelled": labelled,
        "labels": labels,
        "members": members,
        "clusters": clusters,
    }


def _numbers(values: Any) -> list[float | None]:
    return [None if not np.isfinite(value) else float(f"{value:.10g}") for value in np.asarray(values, float).ravel()]


def _score(source: str, values: Any, last: bool = False, **options: Any) -> dict[str, Any]:
    found = {"source": source, "higher": "asked last" if last else "asked first", "values": _numbers(values)}
    return found | ({"options": options} if options else {})


def _order(source: str, asked: Any, labelled: bool, **options: Any) -> dict[str, Any]:
    rows, utilities = asked if isinstance(asked, tuple) else (asked, None)
    found: dict[str, Any] = {"source": source, "labelled": labelled, "rows": [int(row) for row in rows]}
    if utilities is not None:
        found["utilities"] = [_numbers(step) for step in utilities]
    return found | ({"options": options} if options else {})


def _lookup(given: dict[str, npt.NDArray[Any]], table: npt.NDArray[Any]) -> Callable[[Any], Any]:
    """A model's answer for rows of ``features``: the probabilities of ``table``, found by the row's content."""
    place = {row.tobytes(): at for at, row in enumerate(given["features"])}
    return lambda rows: table[[place[np.ascontiguousarray(row).tobytes()] for row in np.asarray(rows)]]


def scores(given: dict[str, npt.NDArray[Any]], fixed: Fixed) -> dict[str, Any]:
    import modAL.disagreement
    import modAL.uncertainty
    import skactiveml.pool as sk
    from modAL.density import information_density
    from modAL.models import ActiveLearner, Committee

    features, members = given["features"], given["members"]
    known = features[given["labelled"]], given["labels"]
    votes = members.argmax(axis=2).T
    found = {}
    for method, name in (("least_confident", "least_confident"), ("margin_sampling", "margin"), ("entropy", "entropy")):
        values = sk.uncertainty_scores(given["probabilities"].copy(), method=method)
        found[f"sk:{name}"] = _score(f"skactiveml.pool.uncertainty_scores(method={method!r})", values)
    learner = ActiveLearner(
        fixed(_lookup(given, given["probabilities"]), CLASSES), X_training=known[0], y_training=known[1]
    )
    for name, last in (("uncertainty", False), ("margin", True), ("entropy", False)):
        values = getattr(modAL.uncertainty, f"classifier_{name}")(learner, features)
        found[f"modal:{name}"] = _score(f"modAL.uncertainty.classifier_{name}", values, last)
    found["sk:vote_entropy"] = _score("skactiveml.pool.vote_entropy", sk.vote_entropy(votes, np.arange(CLASSES)))
    found["sk:kl_divergence"] = _score(
        "skactiveml.pool.average_kl_divergence", sk.average_kl_divergence(members.copy())
    )
    found["sk:variation_ratios"] = _score("skactiveml.pool.variation_ratios", sk.variation_ratios(votes))
    group = [
        ActiveLearner(fixed(_lookup(given, one), CLASSES), X_training=known[0], y_training=known[1]) for one in members
    ]
    committee = Committee(group)
    for name in ("vote_entropy", "consensus_entropy", "KL_max_disagreement"):
        values = getattr(modAL.disagreement, name)(committee, features)
        found[f"modal:{name.lower()}"] = _score(f"modAL.disagreement.{name}", values)
    for metric in ("euclidean", "cosine"):
        found[f"modal:density_{metric}"] = _score(
            f"modAL.density.information_density(metric={metric!r})", information_density(features, metric)
        )
    return found


def orders(given: dict[str, npt.NDArray[Any]], fixed: Fixed) -> dict[str, Any]:
    import skactiveml.pool as sk
    from modAL.batch import uncertainty_batch_sampling
    from modAL.models import ActiveLearner
    from skactiveml.classifier import ParzenWindowClassifier, SklearnClassifier
    from sklearn.linear_model import LogisticRegression

    features = given["features"]
    none, some = np.full(ROWS, np.nan), np.full(ROWS, np.nan)
    some[given["labelled"]] = given["labels"]
    free = np.setdiff1d(np.arange(ROWS), given["labelled"])
    model = fixed(_lookup(given, given["probabilities"]), CLASSES)
    found: dict[str, Any] = {}

    def asked(name: str, y: npt.NDArray[Any], batch: int, options: dict[str, Any], **extra: Any) -> Any:
        strategy = getattr(sk, name)(random_state=0, **options)
        return strategy.query(features, y, batch_size=batch, return_utilities=True, **extra)

    class Clusters:
        """``clusters`` of the recipe, whatever number of them is asked for."""

        def __init__(self, n_clusters: int = 8) -> None:
            self.n_clusters = n_clusters

        def fit_predict(self, X: Any) -> Any:
            return given["clusters"]

    for label, y in (("labelled", some), ("cold", none)):
        is_labelled = label == "labelled"
        # Without a label CoreSet begins anywhere.
        if is_labelled:
            found["sk:coreset"] = _order("skactiveml.pool.CoreSet", asked("CoreSet", y, BATCH, {})[0], True)
        found[f"sk:maxherding_{label}"] = _order(
            "skactiveml.pool.MaxHerding",
            asked("MaxHerding", y, BATCH, {"metric_dict": {"gamma": 0.5}})[0],
            is_labelled,
            gamma=0.5,
            normalised="rows of length 1",
        )
    cover = asked("ProbCover", some, BATCH, {"deltas": [2.5], "n_classes": CLASSES})
    found["sk:probcover"] = _order("skactiveml.pool.ProbCover", cover, True, delta=2.5)
    found["sk:probcover"]["utilities"] = found["sk:probcover"]["utilities"][:2]
    typical = asked("TypiClust", some, BATCH, {"cluster_algo": Clusters})
    found["sk:typiclust"] = _order("skactiveml.pool.TypiClust", typical, True, k=5, clusters="clusters of the recipe")
    ties = "skactiveml draws by lot between groups of one size; a row's utility is its typicality in its group"
    found["sk:typiclust"]["options"]["ties"] = ties
    badge = asked("Badge", some, BATCH, {}, clf=model, fit_clf=False)
    found["sk:badge"] = _order(
        "skactiveml.pool.Badge", badge, True, utilities="chance of each row given the rows before"
    )
    falcun = asked("Falcun", some, BATCH, {}, clf=model, fit_clf=False)
    found["sk:falcun"] = _order("skactiveml.pool.Falcun", falcun, True, gamma=10, utilities="chance of each row")
    learner = ActiveLearner(model, X_training=features[given["labelled"]], y_training=given["labels"])
    ranked = free[uncertainty_batch_sampling(learner, features[free], n_instances=BATCH)[0]]
    found["modal:ranked_batch"] = _order(
        "modAL.batch.uncertainty_batch_sampling", ranked, True, uncertainty="1 - max p"
    )
    ensemble = [fixed(_lookup(given, one), CLASSES) for one in given["members"]]
    bald = asked("GreedyBALD", some, BATCH, {}, ensemble=ensemble, fit_ensemble=False)
    found["sk:bald"] = _order("skactiveml.pool.GreedyBALD", (bald[0], bald[1][:1]), True)
    classes = list(range(CLASSES))
    for method in ("misclassification_loss", "log_loss"):
        for title, classifier in (
            ("parzen", ParzenWindowClassifier(classes=classes, metric_dict={"gamma": 0.1})),
            ("logistic", SklearnClassifier(LogisticRegression(C=1.0, max_iter=1000, tol=1e-8), classes=classes)),
        ):
            error = asked("MonteCarloEER", some, 1, {"method": method}, clf=classifier, ignore_partial_fit=True)
            found[f"sk:eer_{method}_{title}"] = _order(
                "skactiveml.pool.MonteCarloEER", error, True, model=str(classifier)
            )
    return found


def fixtures(fixed: Fixed, versions: dict[str, str]) -> dict[str, Any]:
    given = inputs()
    return {
        "layout": __doc__,
        "versions": versions,
        "recipe": inspect.getsource(inputs),
        "check": {name: _numbers(np.asarray(values).ravel()[:5]) for name, values in given.items()},
        "scores": scores(given, fixed),
        "orders": orders(given, fixed),
    }
