"""``desktop-al agreement``: the table it reads, what it prints, what it says of broken tables."""

import json
import time

import numpy as np
import pytest

from desktop_al.cli import main
from desktop_al.loop import agreement_output
from desktop_al.loop.agreement_file import read_agreement
from tests.people.test_agreement import OWN, cell, measure_of

HEAD = "annotator,sample,label"


def run(tmp_path, capsys, rows, *options, head=HEAD, encoding="utf-8"):
    path = tmp_path / "answers.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding)
    code = main(["agreement", str(path), "--json", "--bootstrap", "200", *options])
    out = capsys.readouterr()
    strict = json.JSONDecoder(parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    return code, strict.decode(out.out) if out.out else None, out.err


CASES = [case for case in OWN if measure_of(case)]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_published_value_comes_out_of_a_file(case, tmp_path, capsys):
    name, scale = measure_of(case)
    rows = [
        f"a{a},s{s},{cell(value)}"
        for a, row in enumerate(case["data"])
        for s, value in enumerate(row)
        if value is not None
    ]
    levels = ["--levels", ",".join(map(str, case["levels"]))] if case["levels"] else []
    code, found, _ = run(tmp_path, capsys, rows, "--scale", scale, *levels)
    assert code == 0
    m = found["measures"][name]
    if case["expected"] is None:
        assert m["value"] is None
        assert m["reason"]
    else:
        assert m["value"] == pytest.approx(case["expected"], abs=case["tolerance"])


def many(seed=0, annotators=3, samples=100, right=0.8):
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 3, samples)
    return [
        f"ann{a},s{s},{['cat', 'dog', 'fox'][truth[s] if rng.random() < right else rng.integers(3)]}"
        for s in range(samples)
        for a in range(annotators)
    ]


def test_all_that_the_contract_names_is_there(tmp_path, capsys):
    code, found, err = run(tmp_path, capsys, many())
    assert (code, err) == (0, "")
    assert found["annotators"] == ["ann0", "ann1", "ann2"]
    assert (found["samples"], found["overlapping"]) == (100, 100)
    assert set(found["measures"]) == {m.name for m in agreement_output.MEASURES}
    for m in found["measures"].values():
        assert {"value", "low", "high", "n", "reason"} <= set(m)
        assert m["value"] is None or m["low"] < m["value"] < m["high"]
    assert [(p["a"], p["b"], p["n"]) for p in found["pairs"]] == [
        ("ann0", "ann1", 100),
        ("ann0", "ann2", 100),
        ("ann1", "ann2", 100),
    ]
    mean = np.mean([p["cohen_kappa"] for p in found["pairs"]])
    assert found["measures"]["light_kappa"]["value"] == pytest.approx(mean)
    model = found["dawid_skene"]
    assert model["advised"] is True
    assert set(model["labels"].values()) == {"cat", "dog", "fox"}
    assert sum(model["posterior"]["s0"].values()) == pytest.approx(1)
    assert sum(model["confusion"]["ann0"]["cat"].values()) == pytest.approx(1)
    assert set(found["majority"]) == {f"s{k}" for k in range(100)}
    assert None in found["majority"].values()
    assert run(tmp_path, capsys, many())[1] == found
    assert set(found["per_class"]) == {"cat", "dog", "fox"}


def test_rows_in_another_order_give_the_same_values(tmp_path, capsys):
    rows = many()
    one, other = (run(tmp_path, capsys, some)[1] for some in (rows, rows[::-1]))
    for name, m in one["measures"].items():
        assert m["value"] == (None if m["value"] is None else pytest.approx(other["measures"][name]["value"])), name
    assert one["majority"] == other["majority"]


def test_replicates_and_sessions_are_kept_apart_and_told(tmp_path, capsys):
    rows = ["a,1,x,10", "a,1,y,9", "a,1,y,9", "b,1,y,9", "a,2,x,9", "b,2,x,9"]
    code, found, _ = run(tmp_path, capsys, rows, head=HEAD + ",session")
    assert code == 0
    # Session 9 comes before session 10, though 10 stands first.
    assert found["measures"]["percent_agreement"]["value"] == 1
    reason = found["measures"]["krippendorff_alpha"]["reason"]
    assert "replicates" in reason
    assert "sessions" in reason
    assert set(found["test_retest"]) == {"a"}
    assert found["test_retest"]["a"]["percent_agreement"]["value"] == pytest.approx(1 / 3)
    ratings = read_agreement(tmp_path / "answers.csv").ratings
    assert ratings.replicates == ((0, 0, 1),)
    assert ratings.again == ((0, 0, 0),)


def test_levels_order_and_check_the_answers(tmp_path, capsys):
    rows = ["a,1,low", "b,1,mid", "a,2,high", "b,2,high", "a,3,low", "b,3,low"]
    _, without, _ = run(tmp_path, capsys, rows, "--scale", "ordinal")
    assert without["measures"]["krippendorff_alpha"]["value"] is None
    assert "order" in without["measures"]["krippendorff_alpha"]["reason"]
    assert without["measures"]["percent_agreement"]["value"] == pytest.approx(2 / 3)
    _, ordered, _ = run(tmp_path, capsys, rows, "--scale", "ordinal", "--levels", "low, mid, high, top")
    assert ordered["levels"] == ["low", "mid", "high", "top"]
    assert ordered["measures"]["cohen_kappa_quadratic"]["value"] > ordered["measures"]["cohen_kappa"]["value"]
    code, found, err = run(tmp_path, capsys, [*rows, "a,4,purple"], "--levels", "low,mid,high")
    assert (code, found) == (1, None)
    assert "Row 6" in err
    assert '"purple"' in err
    assert len(err.splitlines()) == 1
    for levels in ("a,,b", "a,b,a", ""):
        code, found, err = run(tmp_path, capsys, rows, "--levels", levels)
        assert (code, found) == (1, None)
        assert "evels" in err


def test_numbers_are_equal_however_they_are_written(tmp_path, capsys):
    rows = ["a,1,1", "b,1,1.0", "a,2,10", "b,2,10", "a,3,2", "b,3,1"]
    _, found, _ = run(tmp_path, capsys, rows, "--scale", "interval")
    assert found["levels"] == ["1", "2", "10"]
    assert found["measures"]["percent_agreement"]["value"] == pytest.approx(2 / 3)
    _, found, _ = run(tmp_path, capsys, rows, "--levels", "1,2,10")
    assert found["measures"]["percent_agreement"]["value"] == pytest.approx(2 / 3)
    _, found, _ = run(tmp_path, capsys, rows)
    assert found["levels"] == ["1", "1.0", "2", "10"]


def test_an_empty_label_is_no_answer_but_the_empty_set(tmp_path, capsys):
    rows = ["a,1,x", "b,1,x", "a,2,", "b,2,", "a,3,y|x", "b,3, x | y"]
    _, found, _ = run(tmp_path, capsys, rows)
    assert (found["samples"], found["overlapping"]) == (3, 2)
    assert found["majority"]["2"] is None
    _, found, _ = run(tmp_path, capsys, rows, "--scale", "set")
    assert found["overlapping"] == 3
    assert found["majority"] == {"1": "x", "2": "", "3": "x|y"}
    assert found["measures"]["alpha_masi"]["value"] == found["measures"]["krippendorff_alpha"]["value"] == 1
    assert found["measures"]["cohen_kappa"]["value"] is None
    code, _, err = run(tmp_path, capsys, rows, "--scale", "set", "--levels", "x,z")
    assert code == 1
    assert 'Row 4 of answers.csv has the answer "y"' in err


def test_too_little_is_no_error(tmp_path, capsys):
    for rows in (["a,1,x", "a,2,y"], ["a,1,x", "b,2,y"], ["a,1,", "b,1,"], ["a,1,x", "b,1,x"]):
        code, found, _ = run(tmp_path, capsys, rows)
        assert code == 0
        assert found["measures"]["krippendorff_alpha"]["value"] is None
        assert found["measures"]["krippendorff_alpha"]["reason"]
        assert set(found["majority"]) == {row.split(",")[1] for row in rows}
    assert found["measures"]["percent_agreement"]["value"] == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"annotator,sample\na,1\n", "label"),
        (b"annotator,sample,label,label\na,1,x,x\n", "twice"),
        (b"annotator,sample,label\n", "no row"),
        (b"annotator,sample,label\n,1,x\n", "no row"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00", ""),
    ],
)
def test_a_broken_table_is_refused_in_one_sentence(content, words, tmp_path, capsys):
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    assert main(["agreement", str(path), "--json"]) == 1
    out = capsys.readouterr()
    assert out.out == ""
    assert words in out.err
    assert len(out.err.splitlines()) == 1
    assert main(["agreement", str(tmp_path / "none.csv"), "--json", str(tmp_path / "no" / "out.json")]) == 1
    assert "no folder" in capsys.readouterr().err


def test_broken_rows_are_left_out_and_counted(tmp_path, capsys):
    code, found, err = run(tmp_path, capsys, ["a,1,x", "b,1,x", "a,2", "b,2,x,7", ",3,x", "a,,x", "a,2,y"])
    assert code == 0
    assert found["samples"] == 2
    assert "2 rows are left out (cannot be read), counted from 0: 2, 3." in err
    assert "2 rows are left out (without an annotator or a sample), counted from 0: 4, 5." in err
    assert len(found["remarks"]) == 2


def test_hostile_names_travel_and_never_reach_the_terminal_raw(tmp_path, capsys):
    who = '"=cmd|\x1b[2J"'
    rows = [f"{who},1,x", f"{who},1,y", "b\u202e,1,x", 'b\u202e,"s\n2",x', f'{who},"s\n2",__proto__']
    code, found, _ = run(tmp_path, capsys, rows)
    assert code == 0
    assert found["annotators"] == ["=cmd|\x1b[2J", "b\u202e"]
    assert found["levels"] == ["__proto__", "x", "y"]
    assert main(["agreement", str(tmp_path / "answers.csv"), "--bootstrap", "0"]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_the_table_for_a_person(tmp_path, capsys):
    path = tmp_path / "answers.csv"
    path.write_text("\n".join([HEAD, *many(), "ann0,s1,cat"]), "utf-8")
    assert main(["agreement", str(path), "--bootstrap", "200"]) == 0
    out = capsys.readouterr().out
    assert "3 annotators, 100 samples, 100 of them with two answers or more" in out
    assert "Krippendorff's alpha" in out
    assert " to " in out
    assert "Only for two annotators; see fleiss_kappa." in out
    assert "ann0: " in out
    assert "tied" in out


def test_many_pairs_are_listed_up_to_a_limit(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(agreement_output, "MOST_PAIRS", 2)
    _, found, _ = run(tmp_path, capsys, [*many(samples=10), "other,s0,cat"])
    assert len(found["pairs"]) == 2
    assert found["pairs_left_out"] == 4
    assert all(p["n"] == 10 for p in found["pairs"])


@pytest.mark.timeout(60)
def test_answers_that_all_differ_take_little_memory(tmp_path, capsys):
    rows = [f"a{k % 40},s{k // 4},text {k}" for k in range(2000)]
    start = time.process_time()
    code, found, _ = run(tmp_path, capsys, rows)
    assert code == 0
    assert found["measures"]["percent_agreement"]["value"] == 0
    assert found["measures"]["krippendorff_alpha"]["value"] < 0.01
    assert found["dawid_skene"] is None
    assert found["dawid_skene_reason"]
    assert time.process_time() - start < 30
