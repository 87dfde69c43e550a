"""The tags of DICOM files that the owner of a project has shown: none until they are named."""

from collections.abc import Mapping

from desktop_al.core.errors import BadArgument
from desktop_al.core.settings import Value
from desktop_al.core.state import State
from desktop_al.core.words import tr
from desktop_al.loop.roles import role_of

#: The setting that names them.
TAGS = "dicom_tags"


def shown_tags(choices: Mapping[str, Value]) -> tuple[str, ...]:
    """Keywords of the tags that are told with each sample; what another version allowed and this one does not is
    passed over."""
    text = str(choices[TAGS])
    if not text.strip():
        return ()
    # The reader of DICOM takes half a second to load.
    from desktop_al.media.dicom_tags import known_tags

    return known_tags(text)


def check_tags(state: State, annotator: str, text: str) -> None:
    """Refuse what cannot be shown.

    Raises:
        BadArgument: not the owner, a word that is no keyword of the data dictionary, a private or binary tag.
    """
    if role_of(state, annotator) != "owner":
        raise BadArgument(tr("Only the owner of the project can have tags of DICOM files shown."))
    if text.strip():
        from desktop_al.media.dicom_tags import check_tags as check

        check(text)
