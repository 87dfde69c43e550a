"""Suggestions packed to go with a copy."""

import pytest

from desktop_al.core.given_offers import GivenOffer, pack_offers, unpack_offers

OFFERS = {bytes([n]) * 16: GivenOffer(f"={'ab'[n % 2]}", f"f{n % 3}.csv", None if n % 2 else n / 7) for n in range(7)}


def test_what_is_packed_comes_out_again():
    packed = pack_offers(OFFERS.items())
    assert unpack_offers(packed) == OFFERS
    assert len(packed["files"]) == 3
    assert pack_offers([]) == {}
    assert unpack_offers({}) == {}


@pytest.mark.parametrize(
    "change",
    [
        {"given": "%%%"},
        {"given": "AAAA"},
        {"given": 7},
        {"files": []},
        {"answers": ["=a"]},
        {"answers": None},
    ],
)
def test_what_is_wrong_gives_nothing(change):
    assert unpack_offers(pack_offers(OFFERS.items()) | change) == {}


def test_what_is_no_table_gives_nothing():
    assert unpack_offers(["files"]) == unpack_offers(None) == {}
