"""What ``desktop-al simulate`` makes of its arguments and prints of a result, and its picture."""

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from desktop_al.core.errors import BadArgument, DesktopAlError
from desktop_al.learn.simulation import NO_STOP
from desktop_al.loop.curve_plot import curves_svg, mean_curves
from desktop_al.loop.simulating import Data, FolderPlan, Plan, load_folder, run, summary
from tests.loop.desk import make_texts


def _run(strategy: str, seed: int, *accuracies: float) -> dict[str, object]:
    curve = [{"labels": 10 * at, "accuracy": value} for at, value in enumerate(accuracies, start=1)]
    return {"strategy": strategy, "seed": seed, "curve": curve}


def test_one_seed_has_no_standard_error() -> None:
    lines = summary({"runs": [_run("margin", 0, 0.5, 0.75), _run("random", 0, 0.5, 0.7)]}).splitlines()
    assert lines[1].split() == ["points"] * 4
    assert lines[2].split() == ["margin", "75.00", "+5.00", "62.50", "+2.50"]
    assert lines[3].split() == ["random", "70.00", "60.00"]


def test_several_seeds_have_one_and_columns_line_up() -> None:
    runs = [_run("margin", seed, 0.5, 0.7 + 0.02 * seed) for seed in (0, 1)]
    runs += [_run("random", seed, 0.5, 0.7) for seed in (0, 1)]
    lines = summary({"runs": runs}).splitlines()
    assert lines[2].split() == ["margin", "71.00", "+1.00", "±", "1.00", "60.50", "+0.50", "±", "0.50"]
    assert len({len(line) for line in lines[:3]}) == 1


def test_found_and_runs_without_a_point_are_told():
    runs = [_run("certainty", 0, 0.5, 0.7), _run("random", 0, 0.5, 0.6), _run("certainty", 1), _run("random", 1)]
    runs[0]["curve"][-1]["found"] = 0.5
    lines = summary({"runs": runs}).splitlines()
    assert lines[2].split() == ["certainty", "70.00", "+10.00", "60.00", "+5.00", "50.00"]
    name = "margin*2+density+k_center@clustered"
    assert summary({"runs": [_run(name, 0), _run("random", 0)]}).splitlines()[2].strip() == name


# -- several processes ---------------------------------------------------------------------------------


def _timeless(result):
    for one in result["runs"]:
        for point in one["curve"]:
            del point["seconds_fit"], point["seconds_query"]
    return result


def test_seeds_in_processes_of_their_own_give_the_same():
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 3, 90)
    features = (rng.normal(size=(90, 5)) + 2 * np.eye(3, 5)[labels]).astype(np.float32)
    plan = Plan(("margin", "clustered_margin"), 10, 30, 10, 3, 0.1, 0.3, abstain=0.1, wanted="1")
    shares = []
    apart = run(Data((features,), labels), plan, shares.append, jobs=2)
    assert _timeless(apart) == _timeless(run(Data((features,), labels), plan, lambda share: None))
    assert shares == sorted(shares)
    assert shares[-1] == 1
    with pytest.raises(DesktopAlError, match="nonsense"):
        run(Data((features,), labels), Plan(("nonsense",), 10, 30, 10, 2, 0, 0.3), lambda share: None, jobs=2)


# -- folders -------------------------------------------------------------------------------------------


def test_a_folder_gives_its_labelled_samples_and_keeps_their_features(tmp_path):
    folder = make_texts(tmp_path / "texts", 12)
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    rows = [f"t{number:03d}.txt,{'AB'[number % 2]}" for number in range(10)]
    (tmp_path / "labels.csv").write_text("\n".join(["path,label", *rows, "bad.txt,A"]), "utf-8")

    def load(cache):
        return load_folder(folder, str(tmp_path / "labels.csv"), FolderPlan(cache=cache), lambda words: None)

    fresh, kept, again = load(None), load(tmp_path / "kept"), load(tmp_path / "kept")
    for data in (fresh, kept, again):
        assert data.names == tuple(f"t{number:03d}.txt" for number in range(10))
        assert data.labels.tolist() == ["A", "B"] * 5
        assert (data.sources, data.left_out, data.remark) == (("hashed",), 3, "")
        assert (data.features[0] != fresh.features[0]).nnz == 0
    result = run(again, Plan(("margin",), 2, 6, 2, 1, 0, 0.3), lambda share: None)
    assert result["samples"] == list(again.names)
    assert result["features"] == ["hashed"]
    with pytest.raises(BadArgument, match="No sample"):
        load_folder(folder, "folders", FolderPlan(), lambda words: None)


def test_a_damaged_network_is_done_without_and_said(tmp_path):
    folder = make_texts(tmp_path / "texts" / "A", 4).parent
    place = tmp_path / "weights" / "minilm"
    place.mkdir(parents=True)
    for name in ("model.onnx", "tokenizer.json", "LICENSE.txt"):
        (place / name).write_text("broken", "utf-8")
    hashes = ", ".join(f'"{name}": "00"' for name in ("model.onnx", "tokenizer.json", "LICENSE.txt"))
    (place / "manifest.json").write_text(f'{{"name": "minilm", "version": 1, "sha256": {{{hashes}}}}}', "utf-8")
    data = load_folder(folder, "folders", FolderPlan(weights=str(place.parent)), lambda words: None)
    assert data.sources == ("hashed",)
    assert "damaged" in data.remark


# -- the picture ---------------------------------------------------------------------------------------


def test_curves_are_means_over_what_all_seeds_reach():
    one, other = _run("margin", 0, 0.5, 0.7, 0.9), _run("margin", 1, 0.3, 0.5)
    (curve,) = mean_curves({"runs": [one, other]})
    assert curve.labels.tolist() == [10, 20]
    assert np.allclose(curve.mean, [40, 60])
    assert np.allclose(curve.error, 10)


@pytest.mark.parametrize("count", [1, 2, 23])
def test_the_picture_is_whole_and_has_one_path_for_each_strategy(count):
    names = [f"a<b&{number}" for number in range(count - 1)] + ["random"]
    runs = [_run(name, seed, 0.5, 0.6 + 0.01 * seed, 0.7) for name in names for seed in (0, 1)]
    root = ElementTree.fromstring(curves_svg({"runs": runs}))
    space = "{http://www.w3.org/2000/svg}"
    paths = root.findall(f"{space}path")
    assert [path.find(f"{space}title").text for path in paths] == names
    assert len({(path.get("stroke"), path.get("stroke-dasharray")) for path in paths}) == count
    assert len(root.findall(f"{space}polygon")) == count
    words = [text.text for text in root.iter(f"{space}text")]
    assert {"labels", "accuracy %", *names} <= set(words)
    assert not list(root.iter(f"{space}script"))
    height = float(root.get("viewBox").split()[3])
    assert all(float(text.get("y", 0)) < height for text in root.iter(f"{space}text"))


def test_a_picture_of_little():
    for runs in ([], [_run("random", 0)], [_run("random", 0, 0.5)], [_run("random", 0, 1.0, 1.0)]):
        ElementTree.fromstring(curves_svg({"runs": runs}))


def test_when_stopping_was_advised_is_said_below_the_table():
    runs = [{**_run("margin", seed), "stop": {"advised_at": at}} for seed, at in enumerate((700, None, 740))]
    runs += [{**_run("random", 0), "stop": {"advised_at": None}}]
    lines = summary({"runs": runs}).splitlines()
    assert lines[-2:] == [
        "margin: stopping advised in 2 of 3 runs, at 720 labels on average",
        "random: stopping advised in 0 of 1 runs",
    ]


def test_nothing_is_said_of_stopping_where_no_report_was_asked_for():
    without = {"runs": [{**_run("random", 0), "stop": NO_STOP}]}
    assert "stopping" not in summary(without)
