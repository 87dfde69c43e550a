"""How a text looks, in a row of figures: what junk is told by, and what near duplicates are found by."""

import re
import unicodedata
import zlib
from collections import Counter
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from desktop_al.core.errors import BadArgument

__all__ = ["LANGUAGES", "SCRIPTS", "TEXT_COLUMNS", "TEXT_LOOKS_VERSION", "text_looks"]

#: A change of what ``text_looks`` returns raises it: what was computed before is worth nothing then.
TEXT_LOOKS_VERSION = 1
#: Longer texts are looked at up to here: a hostile file must not hang the program.
MAX_CHARACTERS = 200_000
#: Values of the MinHash signature, 8 bits each.
SIGNATURE = 64
#: Words of a shingle.
SHINGLE = 3
#: Lines kept of each text, by the smallest hash: the same line is kept or not in most texts that have it.
LINES = 8
#: A shorter line may be in many texts by chance.
_LINE = 20
#: So many characters without a space are no word.
_LONG = 60

SCRIPTS: tuple[str, ...] = (
    *("other", "latin", "cyrillic", "greek", "arabic", "hebrew", "devanagari", "thai", "hangul", "kana", "han"),
)
_SCRIPT_NAMES = {
    name.upper(): number for number, name in enumerate(SCRIPTS) if name not in ("other", "kana", "han")
} | {"HIRAGANA": SCRIPTS.index("kana"), "KATAKANA": SCRIPTS.index("kana"), "CJK": SCRIPTS.index("han")}

#: Language -> its commonest short words, those left out that mean something in another of these languages' texts.
_WORDS_OF = {
    "English": "the of and to is that it for with was as on are this be at have from not you by which or they",
    "German": "der die und das ist nicht ein eine zu den mit sich auf des dem auch von für werden wird sind im als",
    "French": "le la les et des est une du que qui dans pas pour ce il au sur plus par avec sont nous vous elle",
    "Spanish": "el los las que es por una del con para su no lo se como más pero sus fue al este son esta",
    "Italian": "il che di la per non una sono del con della si le dei nel anche gli alla come questo ha delle",
    "Portuguese": "os as que do da em um uma para com não por mais dos no na se ao foi como das",
    "Dutch": "de het een van en is dat niet zijn op te met voor aan er om ook maar bij deze worden naar wordt dit",
    "Swedish": "och att det som en är på för av inte med den till har jag om ett var de vi kan från men så",
    "Danish": "og at det som en er på for af ikke med den til har jeg om et var de vi kan fra men så",
    "Polish": "na nie się to do jest że jak od przez po dla ale tym co są czy tak jego był oraz",
    "Czech": "se na je že to do jako ve pro by jsou ale od po není byl které",
    "Turkish": "ve bir bu da de için ile çok olarak daha ne var gibi olan kadar sonra en ama değil her ki mi",
    "Finnish": "ja on ei että se oli hän mutta kun niin myös ovat tai jos joka kuin ole sen voi mitä olla nyt ne",
    "Hungarian": "az és hogy nem is egy van ez de meg volt csak ha már el mint azt vagy még lehet ki szerint",
    "Indonesian": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke adalah bisa ada orang atau",
}
#: Number of a language in the looks, counted from 1; 0: not known.
LANGUAGES: tuple[str, ...] = ("", *_WORDS_OF)
_LANGUAGES_OF: dict[str, tuple[int, ...]] = {}
for _number, _words in enumerate(_WORDS_OF.values()):
    for _word in _words.split():
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _number)

_FIGURES = (
    "characters",  # at most 60,000
    "words",  # runs of letters or digits, at most 60,000; of Han, Kana and Thai each sign
    "letters",  # share of letters among the characters that are no white space
    "odd",  # share of those that stand for no character: U+FFFD, control pictures, private, unassigned
    "unbroken",  # share of those in runs of 60 or more without white space, addresses and drawn lines aside
    "commonest",  # share of the most frequent of those
    "entropy",  # of all characters, bits
    "lines",  # not empty, at most 60,000
    "repeated",  # share of the most frequent line
    "script",  # number in SCRIPTS of the script of most letters
    "language",  # number in LANGUAGES whose short words are the most frequent; 0: no clear one
)
TEXT_COLUMNS: tuple[str, ...] = (
    *_FIGURES,
    *(f"script_{name}" for name in SCRIPTS),  # share of the letters
    *(f"language_{name}" for name in LANGUAGES[1:]),  # share of the words that are short words of it
    *(f"line_{at}" for at in range(2 * LINES)),  # two parts of 11 bits of the hash of a line + 1; 0: none
    *(f"minhash_{at}" for at in range(SIGNATURE)),
)

_SPACELESS = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_SPACELESS}]|(?:(?![{_SPACELESS}])\w)+")
_UNBROKEN = re.compile(rf"[^\s{_SPACELESS}]{{{_LONG},}}")

_RANDOM = np.random.Generator(np.random.PCG64(20240601))
_FACTORS = _RANDOM.integers(0, 2**63, SIGNATURE, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_TERMS = _RANDOM.integers(0, 2**63, SIGNATURE, dtype=np.uint64)

Row = npt.NDArray[np.float32]
Hashes = npt.NDArray[np.uint64]


def text_looks(text: str) -> Row:
    """One row of ``TEXT_COLUMNS``, float32 and exact in float16, never NaN.

    Raises:
        BadArgument: not a text.
    """
    if not isinstance(text, str):
        raise BadArgument(f"A text was expected, not {type(text).__name__}.")
    part = text[:MAX_CHARACTERS]
    words = _WORD.findall(part.lower())
    lines = [" ".join(line.split()) for line in part.splitlines()]
    figures, scripts = _characters(part)
    counts = Counter(line for line in lines if line)
    known = sum(counts.values())
    repeated = max(counts.values()) / known if known else 0.0
    language, languages = _language(words)
    row = np.concatenate(
        [
            np.array([len(text), len(words), *figures, known, repeated, int(np.argmax(scripts)), language], np.float32),
            np.array([*scripts, *languages], np.float32),
            _line_hashes(counts),
            _signature(words),
        ]
    )
    # What is kept is float16: the same figures, whether they come from there or not.
    looks: Row = np.minimum(row, 60000).astype(np.float16).astype(np.float32)
    return looks


@lru_cache(maxsize=20_000)
def _kind(sign: str) -> tuple[bool, bool, int]:
    """Of a character: is it a letter, does it stand for none, the number of its script."""
    category = unicodedata.category(sign)
    odd = category in ("Co", "Cn", "Cs", "Cc") or sign == "\ufffd" or "\u2400" <= sign <= "\u2421"
    if not category.startswith(("L", "M")):
        return False, odd, 0
    name = unicodedata.name(sign, "").split(" ", 1)[0].split("-", 1)[0]
    return True, odd, _SCRIPT_NAMES.get(name, 0)


def _characters(text: str) -> tuple[list[float], list[float]]:
    """Shares of letters, odd and unbroken characters, of the commonest one, entropy; share of each script."""
    counts = Counter(text)
    scripts = [0] * len(SCRIPTS)
    solid = letters = odd = commonest = 0
    for sign, count in counts.items():
        if sign.isspace():
            continue
        is_letter, is_odd, script = _kind(sign)
        solid += count
        commonest = max(commonest, count)
        odd += count * is_odd
        if is_letter:
            letters += count
            scripts[script] += count
    shares = np.array(list(counts.values()), np.float64) / max(1, len(text))
    entropy = float(-(shares * np.log2(shares)).sum())
    # Neither an address nor a drawn line is data.
    unbroken = sum(len(run) for run in _UNBROKEN.findall(text) if "://" not in run and len(set(run)) >= 10)
    some = max(1, solid)
    return [letters / some, odd / some, unbroken / some, commonest / some, entropy], [
        count / max(1, letters) for count in scripts
    ]


def _language(words: list[str]) -> tuple[int, list[float]]:
    """The language whose short words are clearly the most, and the share of each language's among the words."""
    found = [0] * len(_WORDS_OF)
    for word, count in Counter(words).items():
        for number in _LANGUAGES_OF.get(word, ()):
            found[number] += count
    first, second = sorted(found, reverse=True)[:2]
    clear = first >= 8 and first >= 0.12 * len(words) and first >= 1.3 * second
    return found.index(first) + 1 if clear else 0, [count / max(1, len(words)) for count in found]


def _crc(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _mixed(hashes: Hashes) -> Hashes:
    """Spread over 64 bits (the finaliser of SplitMix64: Steele, Lea & Flood, OOPSLA 2014)."""
    mixed = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _line_hashes(counts: Counter[str]) -> Row:
    found = np.zeros(2 * LINES, np.float32)
    hashes = np.array([_crc(line) for line in counts if len(line) >= _LINE], np.uint64)
    kept = np.sort(_mixed(hashes + np.uint64(0x9E3779B97F4A7C15)))[:LINES]
    # The lowest bits: the highest are all alike in what is smallest.
    found[0 : 2 * len(kept) : 2] = (kept & np.uint64(2047)) % 2047 + 1
    found[1 : 2 * len(kept) : 2] = (kept >> np.uint64(11) & np.uint64(2047)) % 2047 + 1
    return found


def _signature(words: list[str]) -> Row:
    """Smallest hash of all shingles under each of ``SIGNATURE`` functions (Broder 1997), its lowest 8 bits
    (b-bit minwise hashing: Li & Konig 2010). Zeros with fewer words than a shingle has."""
    if len(words) < SHINGLE:
        return np.zeros(SIGNATURE, np.float32)
    hashes = np.array([_crc(word) for word in words], np.uint64)
    shingles = hashes[: len(hashes) - SHINGLE + 1].copy()
    for at in range(1, SHINGLE):
        shingles = _mixed(shingles + hashes[at : len(hashes) - SHINGLE + 1 + at])
    shingles = np.unique(shingles)
    smallest = np.full(SIGNATURE, np.iinfo(np.uint64).max, np.uint64)
    for start in range(0, len(shingles), 2048):
        part = shingles[None, start : start + 2048] * _FACTORS[:, None] + _TERMS[:, None]
        smallest = np.minimum(smallest, part.min(axis=1))
    return (_mixed(smallest) & np.uint64(255)).astype(np.float32)
