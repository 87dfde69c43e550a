"""What ``desktop-al simulate`` prints of a result."""

from desktop_al.loop.simulating import summary


def _run(strategy: str, seed: int, *accuracies: float) -> dict[str, object]:
    return {"strategy": strategy, "seed": seed, "curve": [{"accuracy": value} for value in accuracies]}


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
