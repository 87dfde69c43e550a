"""Names of samples in files of other tools: often addresses of the tool's own server or of a store. None is ever
fetched or opened; what is left is the path by which a sample of the project is found."""

import base64
import binascii
import re

_PERCENT = re.compile("(?:%[0-9A-Fa-f]{2})+")
_SCHEME = re.compile("([A-Za-z][A-Za-z0-9+.-]{1,20})://")
#: What Label Studio puts in front of the name of a file that was uploaded.
_UPLOAD = re.compile("/data/upload/(?:[0-9]+/)?(?:[0-9a-f]{8}-)?")
_LOCAL = re.compile(r"/data/local-files/?\?(?:.*&)?d=([^&]*)")
_PRESIGNED = re.compile("/(?:tasks|projects)/[0-9]+/(?:presign|resolve)/?[?](?:.*&)?fileuri=([^&]*)")
#: Longer ones are no addresses but contents.
_LONGEST = 8192


def is_content(name: str) -> bool:
    """Whether it is the picture itself (a data: address) and not its name."""
    return name[:5].lower() == "data:"


def sample_name(name: str) -> str:
    """The path in a name or an address: of ``/data/upload/1/1a2b3c4d-a.png`` a.png, of ``s3://bucket/x/a.png`` x/a.png,
    of ``/data/local-files/?d=x/a.png`` x/a.png. Empty for a picture itself."""
    name = name.strip()
    if is_content(name):
        return ""
    if len(name) > _LONGEST or ("/" not in name and "%" not in name):
        return name
    path = name
    scheme = _SCHEME.match(path)
    if scheme is not None:
        rest = path[scheme.end() :]
        if scheme[1].lower() == "file":
            # file:///home/a.png, file://host/a.png, file:///C:/a.png
            _, slash, below = rest.partition("/")
            path = unquoted(slash + below)
            return path[1:] if re.match("/[A-Za-z]:/", path) else path
        host, slash, below = rest.partition("/")
        path = slash + below if slash else host
    if (local := _LOCAL.search(path)) is not None:
        return unquoted(local[1]).lstrip("/") if local[1] else ""
    if (signed := _PRESIGNED.search(path)) is not None:
        return _signed(signed[1])
    if (upload := _UPLOAD.match(path)) is not None:
        return unquoted(path[upload.end() :].partition("?")[0])
    if scheme is None:
        return name
    if scheme[1].lower() in ("http", "https"):
        path = re.split("[?#]", path, maxsplit=1)[0]
        if (upload := _UPLOAD.match(path)) is not None:
            path = path[upload.end() :]
    return unquoted(path).lstrip("/")


def _signed(coded: str) -> str:
    """The address that Label Studio hides in one of its own (base64)."""
    coded = unquoted(coded)
    try:
        inner = base64.b64decode(coded + "=" * (-len(coded) % 4), altchars=b"-_", validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
    return "" if _PRESIGNED.search(inner) else sample_name(inner)


def unquoted(text: str) -> str:
    """With percent signs and two digits as the bytes that they mean, where these are UTF-8."""
    if "%" not in text:
        return text
    return _PERCENT.sub(_bytes, text)


def _bytes(found: re.Match[str]) -> str:
    try:
        return bytes.fromhex(found[0].replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
