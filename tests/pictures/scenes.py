"""What a picture is taken of, and in which looks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_al.ui.theme import ThemeName

if TYPE_CHECKING:
    from tests.pictures.stand import Stand


@dataclass(frozen=True, slots=True)
class Look:
    """Theme, size of the window in logical pixels, and scale of everything in it. ``mark`` goes into file names."""

    mark: str
    theme: ThemeName = "light"
    width: int = 1440
    height: int = 900
    scale: float = 1.0


PLAIN = Look("light")
LOOKS = (
    PLAIN,
    Look("dark", theme="dark"),
    Look("contrast", theme="high-contrast"),
    Look("small", width=1120, height=700),
    Look("200", scale=2.0),
    Look("200-small", width=1120, height=700, scale=2.0),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A page in a state. ``words`` must stand on it, whole; ``main``: it is taken in all looks, not only the plain one.

    ``again`` brings back what a change of look closes.
    """

    name: str
    words: tuple[str, ...] = ()
    main: bool = False
    again: Callable[[], None] | None = None


#: Brings the window from state to state and says at each where it is. What is needed for it really happens.
Play = Callable[["Stand"], Iterator[Scene]]


class CannotPlay(Exception):
    """This computer does not let the situation happen; the sentence says why."""
