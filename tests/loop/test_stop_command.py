"""``desktop-al stop``: the history it reads, what it prints, what it says of broken ones."""

import json

import pytest

from desktop_al.cli import main
from desktop_al.learn.stopping_cost import CostPlan
from desktop_al.learn.stopping_file import given_json, history_json
from desktop_al.learn.stopping_history import Checkpoint, Event, History, Wanted
from tests.learn.stop_histories import PLANTED, exact, spaced


def run(tmp_path, value, capsys, *options, name="history.json"):
    path = tmp_path / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
    code = main(["stop", str(path), *(options or ("--json",))])
    out = capsys.readouterr()
    return code, out.out, out.err


def planted(end=1500, **more):
    points = exact(PLANTED["usual"], spaced(end)).checkpoints
    return {
        "checkpoints": [{"labels": p.labels, "audit_right": p.audit_right, "audit_n": p.audit_n} for p in points],
        "cost": {},
    } | more


def test_a_history_gives_a_verdict_with_everything_it_rests_on(tmp_path, capsys):
    cost = {"seconds": 13.2, "seconds_low": 12, "seconds_high": 15, "hourly_cost": 90, "target": 0.95}
    code, out, err = run(tmp_path, planted(cost=cost), capsys)
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert (found["verdict"], found["words"]) == ("can_stop", "You can stop")
    assert found["grounds"].endswith(".")
    accuracy = found["accuracy"]
    assert accuracy["low"] < accuracy["value"] < accuracy["high"]
    assert [one["more"] for one in found["forecast"]] == [50, 100, 200, 400]
    assert found["forecast"][1]["effort"]["money"]["value"] == pytest.approx(33)
    assert 0.8 <= found["probability"] <= 1
    assert set(found["criteria"]) == {
        "audit_target",
        "cost_rule",
        "stabilizing_predictions",
        "overall_uncertainty",
        "maximum_confidence",
        "classification_change",
        "predicted_f_change",
    }
    assert found["criteria"]["cost_rule"]["fired_at"] in spaced(1500)
    assert found["cost"]["spent"]["labels"]["value"] == found["labels"] == spaced(1500)[-1]
    assert set(found["fit"]) == {"a", "b", "c"}
    assert found["track"]["of"] == 10
    # Out of reach is not a number.
    assert "Infinity" not in out
    assert "NaN" not in out


def test_for_a_person_it_is_a_few_lines(tmp_path, capsys):
    code, out, _ = run(tmp_path, planted(500), capsys, "--home", str(tmp_path))
    assert code == 0
    lines = out.splitlines()
    assert lines[0].startswith(("Keep going", "Nearly there"))
    assert "95 % range" in out
    assert "+100 labels" in out


def test_the_result_can_go_to_a_file(tmp_path, capsys):
    place = tmp_path / "out.json"
    code, out, _ = run(tmp_path, planted(), capsys, "--json", str(place))
    assert (code, out) == (0, "")
    assert json.loads(place.read_text("utf-8"))["verdict"] == "can_stop"


def test_without_checkpoints_or_costs_nothing_is_invented(tmp_path, capsys):
    code, out, _ = run(tmp_path, {"checkpoints": []}, capsys)
    found = json.loads(out)
    assert (code, found["verdict"], found["labels"], found["cost"]) == (0, "too_early", 0, None)
    found = json.loads(run(tmp_path, planted(), capsys)[1])
    assert found["cost"]["next_point"]["seconds"] is None
    assert found["cost"]["goal"] is None
    assert all(one["effort"]["money"] is None for one in found["forecast"])


def test_what_is_written_is_read_again():
    history = History(
        (
            Checkpoint(100, 18, 20, given=(60, 40), audit_true=(12, 8), audit_said=(13, 7), audit_hits=(12, 6)),
            Checkpoint(125, 22, 25, 20, 4, 5, asked=130, left=400, kappa=-0.1, agreement=0.5, changed=3, f_change=0.2),
        ),
        (Event(50, "protocol"),),
        ("a", "b"),
        Wanted("a", (1, 0, 1), 500),
    )
    plan = CostPlan(seconds=3.5, rule="gain")
    given = given_json(json.loads(json.dumps(history_json(history, plan))))
    assert (given.history, given.plan, given.remarks) == (history, plan, ())


def with_point(**changes):
    return {"checkpoints": [{"labels": 100, "audit_right": 8, "audit_n": 10} | changes]}


BROKEN = {
    "not JSON": ("{", "is not JSON: line 1"),
    "nothing": ("", "is not JSON"),
    "deep": ("[" * 100_000, "is not JSON"),
    "long number": ('{"checkpoints": [' + "9" * 5000 + "]}", "is not JSON"),
    "a list": ([], "must be an object"),
    "no checkpoints": ({"cost": {}}, 'There are no "checkpoints"'),
    "no list": ({"checkpoints": {"labels": 1}}, "must be a list"),
    "no object": ({"checkpoints": [7]}, "Checkpoint 1 must be an object"),
    "missing": ({"checkpoints": [{"labels": 100, "audit_n": 10}]}, "Checkpoint 1 has no audit_right"),
    "null": (with_point(labels=None), "Checkpoint 1 has no labels"),
    "NaN": ('{"checkpoints": [{"labels": NaN, "audit_right": 1, "audit_n": 2}]}', "labels of checkpoint 1 is nan"),
    "infinite": (with_point(labels=float("inf")), "labels of checkpoint 1 is a number out of all bounds"),
    "negative": (with_point(audit_right=-1), "audit_right of checkpoint 1 is -1"),
    "half": (with_point(audit_n=10.5), "audit_n of checkpoint 1 is 10.5"),
    "huge": (with_point(labels=10**30), "a whole number from 0 to 1,000,000,000"),
    "thousands of digits": (with_point(labels=10**4000), "labels of checkpoint 1 is a number out of all bounds"),
    "half a character": (with_point() | {"classes": ["\ud800"]}, "characters that cannot be shown"),
    "turns the terminal red": (with_point() | {"classes": ["\x1b[31mred"]}, "characters that cannot be shown"),
    "twice": (
        '{"checkpoints": [{"labels": 100, "labels": 90, "audit_right": 1, "audit_n": 2}]}',
        '"labels" stands twice in one object',
    ),
    "text": (with_point(labels="many"), 'labels of checkpoint 1 is "many"'),
    "true": (with_point(labels=True), "labels of checkpoint 1 is no number"),
    "more right than judged": (with_point(audit_right=11), "11 audit answers right of only 10"),
    "more judged than labelled": (with_point(audit_n=101), "101 audit answers, but there are only 100 labels"),
    "unsorted": (
        {"checkpoints": [{"labels": n, "audit_right": 1, "audit_n": 2} for n in (100, 90)]},
        "Checkpoint 2 has 90 labels, the one before it 100: they must ascend",
    ),
    "kappa": (with_point(kappa=1.5), "kappa of checkpoint 1 is 1.5; a number from -1 to 1"),
    "uncertainty": (with_point(uncertainty=-0.1), "uncertainty of checkpoint 1"),
    "other classes": (with_point(given=[50, 50], audit_true=[10]), "counts for 2 classes"),
    "too many by class": (with_point(given=[90, 50]), "140 labels by class, but only 100"),
    "too many audited": (with_point(audit_true=[9, 9]), "more audit answers by class"),
    "hits": (with_point(audit_true=[5, 5], audit_hits=[6, 0]), "more audit_hits of a class"),
    "late": (with_point(late_n=11, late_right=3), "more of the newest audit answers"),
    "cost": (with_point() | {"cost": {"seconds": -1}}, 'seconds in "cost" is -1'),
    "cost list": (with_point() | {"cost": [1]}, '"cost" must be an object'),
    "target": (with_point() | {"cost": {"target": 90}}, "The target is 90; a number from 0 to 1"),
    "certain target": (with_point() | {"cost": {"target": 1}}, "between 0 and 1, such as 0.9"),
    "seconds": (with_point() | {"cost": {"seconds": 9, "seconds_low": 10}}, "between seconds_low and seconds_high"),
    "rule": (with_point() | {"cost": {"rule": "best"}}, "no such rule; known are gain, goal"),
    "rule list": (with_point() | {"cost": {"rule": ["gain"]}}, "no such rule"),
    "event": (with_point() | {"events": [{"at": 5, "kind": "fell"}]}, "Event 1 needs a kind"),
    "event list": (with_point() | {"events": [{"at": 5, "kind": []}]}, "Event 1 needs a kind"),
    "classes": (with_point() | {"classes": ["a", "a"]}, "Two classes have the same name"),
    "class": (with_point() | {"classes": [1]}, "A class must have a name"),
    "wanted": (with_point() | {"wanted": {"name": "a", "order": [2], "pool": 9}}, "must hold 1 for each sample"),
    "wanted pool": (with_point() | {"wanted": {"name": "a", "order": [1, 0], "pool": 1}}, "a pool of only 1"),
    "agreement": (
        with_point() | {"agreement": {"value": 0.5, "low": 0.6, "high": 0.7}},
        "between its low and its high",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_history_is_refused_in_a_sentence(name, tmp_path, capsys):
    value, words = BROKEN[name]
    code, out, err = run(tmp_path, value, capsys)
    assert (code, out) == (1, "")
    assert words in err
    assert err.startswith("desktop-al: ")
    assert err.endswith(".\n")
    assert err.count("\n") == 1
    assert len(err) < 300


def test_no_file_a_folder_another_encoding(tmp_path, capsys):
    for path in (tmp_path / "none.json", tmp_path):
        assert main(["stop", str(path), "--json"]) == 1
        assert str(path) in capsys.readouterr().err
    (tmp_path / "latin.json").write_bytes(b'{"\xe9": 1}')
    assert main(["stop", str(tmp_path / "latin.json")]) == 1
    assert "not in UTF-8" in capsys.readouterr().err
    with pytest.raises(SystemExit) as wrong_usage:
        main(["stop"])
    assert wrong_usage.value.code == 2


def test_a_file_without_end_is_no_history(tmp_path, capsys):
    path = tmp_path / "long.json"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    assert main(["stop", str(path)]) == 1
    assert "larger than 50 MB" in capsys.readouterr().err


def test_half_a_character_in_a_name_that_means_nothing_does_not_hinder_the_file(tmp_path, capsys):
    place = tmp_path / "out.json"
    code, _, err = run(tmp_path, planted() | {"\ud800": 1}, capsys, "--json", str(place))
    assert (code, err) == (0, "")
    assert json.loads(place.read_text("utf-8"))["remarks"][0].endswith(": \ud800.")


def test_a_hundred_per_cent_is_said_only_of_all(tmp_path, capsys):
    value = {"checkpoints": [{"labels": 9000, "audit_right": 8999, "audit_n": 9000}]}
    assert "Accuracy 99.9 %" in run(tmp_path, value, capsys, "--home", str(tmp_path))[1]


@pytest.mark.parametrize("cost", [{"seconds": 0}, {"seconds": 0, "hourly_cost": 5, "price": 1, "rule": "price"}])
@pytest.mark.filterwarnings("error")
def test_labels_that_cost_nothing_cost_nothing_even_out_of_reach(cost, tmp_path, capsys):
    code, out, err = run(tmp_path, planted(cost=cost | {"target": 0.99}), capsys)
    goal = json.loads(out)["cost"]["goal"]
    assert (code, err) == (0, "")
    assert goal["labels"]["high"] is None
    assert goal["seconds"] == {"value": 0, "low": 0, "high": 0}


def test_names_that_mean_nothing_are_said_and_the_rest_is_used(tmp_path, capsys):
    value = planted(cost={"secs": 3}, colour="red")
    value["checkpoints"][0]["acuracy"] = 0.5
    code, out, _ = run(tmp_path, value, capsys)
    found = json.loads(out)
    assert (code, found["verdict"]) == (0, "can_stop")
    remarks = " ".join(found["remarks"])
    assert all(word in remarks for word in ("secs", "colour", "acuracy"))
