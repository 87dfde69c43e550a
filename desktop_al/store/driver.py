"""The database driver of all project files: SQLCipher, which reads and writes plain SQLite files just as well.

``from desktop_al.store.driver import sqlite3``: the interface is that of the standard library's module.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
else:
    from sqlcipher3 import dbapi2 as sqlite3

__all__ = ["connect", "sqlite3"]


def connect(
    path: Path, key: bytes | bytearray | None, mode: str = "rwc", timeout: float = 5.0, **more: Any
) -> sqlite3.Connection:
    """A connection in autocommit, usable from any thread. ``key``: 48 bytes of an encrypted file, None of a plain one;
    a wrong one shows with the first statement. ``mode``: as in SQLite's URIs, "ro&immutable=1" for one."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection: sqlite3.Connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=timeout, **more
    )
    try:
        if key is not None:
            # What SQLCipher thinks of a wrong key is said by us, in words.
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute(f'PRAGMA key="{key_text(key)}"')
            # The form of the file, whatever a later SQLCipher does by itself.
            connection.execute("PRAGMA cipher_compatibility=4")
            # No part of it in plain files that SQLite makes for a while.
            connection.execute("PRAGMA temp_store=MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def key_text(key: bytes | bytearray) -> str:
    """A key as SQLCipher takes it: not to be derived from again."""
    return f"x'{key.hex()}'"
