"""Where the records of a table file begin and end: found by byte offset, streamed, in constant memory.

A record of a CSV file may hold line ends inside quotes (RFC 4180). As in Python's ``csv``, a quote opens
a field only as its first character. A quote that is never closed is taken as a plain character, so that
one broken row does not swallow all that follow.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO

import numpy as np

#: Bytes read at a time.
BLOCK = 1 << 20

#: A quoted field longer than this many characters is taken as one that is never closed.
LONGEST = 64 * 1024 * 1024

#: A delimiter that no text holds: the whole line is one field.
NO_DELIMITER = "\x1f"


@dataclass(frozen=True, slots=True)
class Framing:
    """What is needed to cut a file into records. ``start``: length of the byte order mark in bytes.

    ``encoding`` is a codec name; ``delimiter`` is "" where every line is a record (JSON Lines).
    """

    encoding: str
    start: int
    delimiter: str

    @property
    def unit(self) -> int:
        """Bytes of a code unit: 2 for UTF-16, else 1."""
        return 2 if self.encoding.startswith("utf-16") else 1


def records(
    file: BinaryIO, framing: Framing, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[tuple[int, int]]:
    """(offset, length) in bytes of each record that is not empty, without its line end, in file order."""
    if framing.delimiter:
        return _quoted(file, framing, cancelled)
    return _lines(file, framing, framing.start, cancelled)


def _narrow(data: bytes, encoding: str) -> bytes:
    """One byte for each code unit: what is not ASCII in UTF-16 becomes an x, which keeps the count."""
    if not encoding.startswith("utf-16"):
        return data
    units = np.frombuffer(data[: len(data) // 2 * 2], "<u2" if encoding.endswith("le") else ">u2")
    return np.where(units < 128, units, 0x78).astype(np.uint8).tobytes()


@lru_cache(maxsize=16)
def _pattern(delimiter: str) -> re.Pattern[bytes]:
    mark = re.escape(delimiter.encode("ascii"))
    field = rb'(?>"(?:[^"]++|"")*+"[^%b\r\n]*+|(?!")[^%b\r\n]*+)' % (mark, mark)
    return re.compile(rb"(%b(?:%b%b)*+)(?:\r\n?|\n|\Z)" % (field, mark, field))


def _quoted(file: BinaryIO, framing: Framing, cancelled: Callable[[], bool]) -> Iterator[tuple[int, int]]:
    match = _pattern(framing.delimiter).match
    nothing = b' \t"' + framing.delimiter.encode()
    unit, encoding = framing.unit, framing.encoding
    buffer, base, position = b"", framing.start, 0
    file.seek(framing.start)
    while not cancelled():
        # Doubling keeps a very long record linear: it is matched again from its start each time.
        wanted = max(BLOCK, len(buffer) - position)
        read = file.read(wanted * unit)
        ended = len(read) < wanted * unit
        buffer, base, position = buffer[position:] + _narrow(read, encoding), base + position * unit, 0
        size = len(buffer)
        while position < size:
            found = match(buffer, position)
            if found is None or (found.end() == size and not ended):
                break
            start, end = found.span(1)
            if end > start and found.group(1).strip(nothing):
                yield base + start * unit, (end - start) * unit
            position = found.end()
        if position < size and (ended or size - position > LONGEST):
            yield from _lines(file, framing, base + position * unit, cancelled)
            return
        if ended:
            return


def _lines(file: BinaryIO, framing: Framing, start: int, cancelled: Callable[[], bool]) -> Iterator[tuple[int, int]]:
    unit = framing.unit
    begin = position = start
    blank = True
    file.seek(start)
    while (block := _narrow(file.read(BLOCK * unit), framing.encoding)) and not cancelled():
        here = 0
        while (end := block.find(b"\n", here)) >= 0:
            if not blank or block[here:end].strip():
                carriage = end > here and block[end - 1] == 13
                yield begin, position + (end - carriage) * unit - begin
            here, blank = end + 1, True
            begin = position + here * unit
        blank = blank and not block[here:].strip()
        position += len(block) * unit
    if not blank:
        yield begin, position - begin
