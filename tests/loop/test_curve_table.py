"""The learning curve as a table for other programs."""

import csv
import io
import math
from pathlib import Path

import pytest

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.shapes import Measured
from desktop_al.loop.csv_file import csv_text, save_csv
from desktop_al.loop.curve_table import COLUMNS, curve_rows, curve_table
from desktop_al.loop.progress_screen import BandPoint, Curve, Point, ProgressScreen

POINTS = (
    Point(1_234_567, Measured(0.871, 0.836, 0.9, 118)),
    Point(60, Measured(0.79, 0.7, 0.873, 40)),
    Point(30, Measured(None, None, None, 3, "too few audit samples")),
)
FORECAST = (BandPoint(2_000_000.0, 0.889, 0.862, 0.91), BandPoint(1_300_000.5, 0.874, 0.872, 0.876))


def read(curve: Curve) -> list[list[str]]:
    text = curve_table(ProgressScreen(curve=curve))
    assert text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_measured_and_expected_are_told_apart() -> None:
    assert read(Curve(POINTS, (), FORECAST)) == [
        list(COLUMNS),
        ["measured", "30", "", "", "", "95 % interval", "3", "too few audit samples"],
        ["measured", "60", "0.79", "0.7", "0.873", "95 % interval", "40", ""],
        ["measured", "1234567", "0.871", "0.836", "0.9", "95 % interval", "118", ""],
        ["expected", "1300000.5", "0.874", "0.872", "0.876", "80 % band", "", ""],
        ["expected", "2000000", "0.889", "0.862", "0.91", "80 % band", "", ""],
    ]


def test_without_a_forecast_it_says_why() -> None:
    assert read(Curve(POINTS[:1], why_none="About 60 more labels are needed."))[-1] == [
        *("expected", "", "", "", "", "80 % band", "", "About 60 more labels are needed.")
    ]
    assert read(Curve()) == [list(COLUMNS)]


@pytest.mark.parametrize("strange", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_empty(strange: float) -> None:
    curve = Curve(
        (Point(10, Measured(strange, strange, 0.5, 9)),),
        (),
        (BandPoint(strange, 0.5, 0.4, 0.6), BandPoint(20, 0.5, strange, 0.6)),
    )
    assert [row[2:5] for row in read(curve)[1:]] == [["", "", "0.5"], ["0.5", "", "0.6"]]


def test_shares_stay_between_nothing_and_all() -> None:
    rows = curve_rows(Curve((Point(10, Measured(1.2, -0.1, 1.3, 5)),), (), (BandPoint(-5, 0.5, 0.4, 0.6),)))
    assert [(row.accuracy, row.low, row.high) for row in rows] == [(1.0, 0.0, 1.0)]


def test_a_text_that_looks_like_a_formula_is_none() -> None:
    curve = Curve((Point(10, Measured(None, reason="=cmd()")),), why_none="@SUM(A1)\n,")
    assert [row[-1] for row in read(curve)[1:]] == ["'=cmd()", "'@SUM(A1)\n,"]
    assert csv_text([(-1, -0.5, "-1", None, "a")]) == "-1,-0.5,'-1,,a\r\n"


def test_it_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    text = curve_table(ProgressScreen(curve=Curve(POINTS, why_none="Zu früh \ud800")))
    save_csv(tmp_path / "curve.csv", text)
    assert "früh".encode() in (tmp_path / "curve.csv").read_bytes()
    with pytest.raises(DesktopAlError, match="folder does not exist"):
        save_csv(tmp_path / "none" / "curve.csv", text)
    assert [path.name for path in tmp_path.iterdir()] == ["curve.csv"]
