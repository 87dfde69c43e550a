"""Which of the worker's jobs makes the next step."""

from collections.abc import Collection

from desktop_al.loop.messages import PURPOSES

#: What is asked for the sample on screen. An answer that takes less than ``AT_ONCE`` seconds comes before everything
#: else; beyond that it shares the time with what it keeps waiting, half and half: explaining samples, one after the
#: other, must not starve the rounds that suggest the next ones.
SHARING = frozenset(("view", "closest"))
AT_ONCE = 0.2


class Turns:
    """Keeps how many seconds the sharing jobs are ahead of those that waited for them."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def choose(self, purposes: Collection[str]) -> str:
        """Of the purposes of all jobs under way (at least one) the one whose turn it is; the earlier in ``PURPOSES``
        the more urgent."""
        order = sorted(purposes, key=PURPOSES.index)
        others = [purpose for purpose in order if purpose not in SHARING]
        return others[0] if others and self._ahead >= AT_ONCE else order[0]

    def took(self, purpose: str, seconds: float, purposes: Collection[str]) -> None:
        """A step of ``purpose`` took so long while the jobs of ``purposes`` were under way."""
        if purpose not in SHARING:
            self._ahead -= seconds
            if SHARING.isdisjoint(purposes):
                # Time in which nobody waited is owed to nobody.
                self._ahead = max(0.0, self._ahead)
        elif not SHARING.issuperset(purposes):
            self._ahead += seconds
