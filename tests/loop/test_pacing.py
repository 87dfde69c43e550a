"""``desktop-al pace``: the table it reads, what it prints, what it says of broken tables."""

import json

import numpy as np
import pytest

from desktop_al.cli import main
from tests.benchmarks.annotators import Person, answers
from tests.benchmarks.pace import CHANGES, as_csv

HEAD = "annotator,sample,shown,committed,active_s"


def run(tmp_path, text, capsys, name="log.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    code = main(["pace", str(path), "--json"])
    out = capsys.readouterr()
    return code, json.loads(out.out) if out.out else None, out.err


def table(*rows, head=HEAD):
    return "\n".join([head, *rows]) + "\n"


def session(count=300, who="A", start=0.0, every=8.0, more=lambda n: ""):
    return [f"{who},s{n},{start + every * n},{start + every * n + 6},{6 + n % 5 / 10}{more(n)}" for n in range(count)]


def test_a_slower_annotator_is_found_and_numbers_count_rows_of_the_file(tmp_path, capsys):
    path = tmp_path / "log.csv"
    as_csv(answers(CHANGES["42 % slower, rho 0.25"], np.random.default_rng(1)), path)
    # Another annotator's rows between them, and one that cannot be read.
    lines = path.read_text("utf-8").splitlines()
    mixed = [lines[0], "A,broken,x,y,z,,,"]
    for number, line in enumerate(lines[1:]):
        mixed += [line, f"B,t{number},{10 * number},{10 * number + 5},5,0,1,0"]
    path.write_text("\n".join(mixed), "utf-8")
    assert main(["pace", str(path), "--json", str(tmp_path / "out.json")]) == 0
    assert "1 row is left out" in capsys.readouterr().err
    found = json.loads((tmp_path / "out.json").read_text("utf-8"))["annotators"]
    assert set(found) == {"A", "B"}
    pace = found["A"]["detectors"]["pace"]
    assert pace["assessable"]
    assert all(row % 2 == 1 for row in pace["alarms"])
    assert 801 <= pace["alarms"][0] < 1201
    assert found["A"]["prompts"]
    assert found["B"]["detectors"]["pace"]["alarms"] == []
    cost = found["A"]["seconds_per_sample"]
    assert cost["low"] <= cost["median"] <= cost["high"]


def test_too_few_rows_and_missing_columns_are_not_assessable_with_a_reason(tmp_path, capsys):
    code, found, _ = run(tmp_path, table(*session(20)), capsys)
    assert code == 0
    detectors = found["annotators"]["A"]["detectors"]
    assert set(detectors) == {"pace", "lapses", "speed", "straight", "self_consistency", "corrections"}
    for name in ("pace", "lapses", "straight", "self_consistency", "corrections"):
        assert not detectors[name]["assessable"], name
        assert detectors[name]["reason"]
    assert "label" in detectors["straight"]["reason"]
    assert detectors["speed"]["assessable"]
    assert found["annotators"]["A"]["prompts"] == []


@pytest.mark.parametrize("by", ["sample", "row", "row of numbered samples"])
def test_repeats_are_told_by_sample_or_by_row(tmp_path, capsys, by):
    rows = []
    for n in range(120):
        sample = str(n % 60 + 500) if by == "row of numbered samples" else f"s{n % 60}"
        first = n - 60
        repeat = "" if n < 60 else {"sample": sample}.get(by, str(first))
        # The second time every third is answered otherwise, more and more of them.
        label = "a" if n < 100 or n % 2 else "b"
        rows.append(f"A,{sample},{8 * n},{8 * n + 6},6,{repeat},{label}")
    code, found, _ = run(tmp_path, table(*rows, head=HEAD + ",repeat_of,label"), capsys)
    assert code == 0
    alarms = found["annotators"]["A"]["detectors"]["self_consistency"]
    assert alarms["assessable"]
    assert alarms["alarms"]
    assert alarms["alarms"][0] >= 100


def test_a_column_of_numbers_says_how_hard_and_a_column_of_words_does_not(tmp_path, capsys):
    path = tmp_path / "log.csv"
    # Samples become harder; what is known of them says so exactly, or nothing.
    person = Person(drift=2.0)
    as_csv(answers(person, np.random.default_rng(2)), path)
    text = path.read_text("utf-8")
    code, known, _ = run(tmp_path, text, capsys)
    assert code == 0
    assert known["annotators"]["A"]["detectors"]["pace"]["alarms"] == []
    weak = Person(drift=2.0, noise=30.0)
    as_csv(answers(weak, np.random.default_rng(2)), path)
    _, found, _ = run(tmp_path, path.read_text("utf-8"), capsys)
    pace = found["annotators"]["A"]["detectors"]["pace"]
    assert (pace["assessable"], pace["alarms"]) == (False, [])
    assert "harder" in pace["reason"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("annotator,sample,shown\nA,s,1\n", "no column committed, active_s"),
        (HEAD + ",shown\n", "twice"),
        (HEAD + "\n", "holds no row"),
        (table("A,s,x,y,z"), "holds no row"),
        (table("A,s,1,2,nan", ",s,1,2,3", "A,s,1,2,-4"), "holds no row"),
        ('{"annotator": "A"}\n', "no table with columns"),
    ],
)
def test_a_broken_table_is_one_clear_line(tmp_path, capsys, text, words):
    code, found, said = run(tmp_path, text, capsys, "log.jsonl" if text.startswith("{") else "log.csv")
    assert code == 1
    assert found is None
    assert words in said
    assert said.count("\n") == 1


def test_absurd_numbers_do_no_harm(tmp_path, capsys):
    rows = [f"A,s{n},{1e300 * (-1) ** n},{1e308},{10.0**n}" for n in range(250)]
    code, found, _ = run(tmp_path, table(*rows, *session(250, "B")), capsys)
    assert code == 0
    assert set(found["annotators"]) == {"B"}


def test_decimal_commas_between_semicolons_are_numbers(tmp_path, capsys):
    head = HEAD.replace(",", ";")
    rows = [row.replace(",", ";").replace(".", ",") for row in session(40)]
    code, found, said = run(tmp_path, table(*rows, head=head), capsys)
    assert (code, said) == (0, "")
    assert found["annotators"]["A"]["seconds_per_sample"]["median"] == pytest.approx(6.2)


def test_the_file_is_not_there(tmp_path, capsys):
    assert main(["pace", str(tmp_path / "none.csv")]) == 1
    assert "it is not there" in capsys.readouterr().err


def test_for_a_person_it_prints_lines(tmp_path, capsys):
    path = tmp_path / "log.csv"
    as_csv(answers(CHANGES["42 % slower, rho 0.25"], np.random.default_rng(1)), path)
    assert main(["pace", str(path)]) == 0
    out = capsys.readouterr().out
    assert "Slower than usual: from row" in out
    assert out.startswith("A: 800 answers, ")
