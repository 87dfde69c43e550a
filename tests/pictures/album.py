"""All plays, and taking the pictures of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_al.core.languages import PSEUDO
from desktop_al.core.words import ENGLISH, in_use
from tests.pictures import (
    audit_pages,
    backup_pages,
    batch_pages,
    beside_pages,
    case_pages,
    clock_pages,
    deep_pages,
    export_pages,
    first_pages,
    import_pages,
    lock_pages,
    people_pages,
    progress_pages,
    review_pages,
    study_pages,
    troubles,
    work_pages,
)
from tests.pictures.scenes import LOOKS, PLAIN, CannotPlay, Look, Play
from tests.pictures.seen import missing, spoilt
from tests.pictures.stand import Stand
from tests.pictures.untranslated import untranslated

PLAYS: dict[str, Play] = {
    play.__name__.replace("_", "-"): play
    for play in (
        first_pages.welcome,
        first_pages.wizard_data,
        first_pages.wizard_steps,
        first_pages.wizard_creating,
        work_pages.label_images,
        work_pages.label_texts,
        work_pages.label_many,
        work_pages.guideline,
        beside_pages.beside_images,
        beside_pages.beside_texts,
        deep_pages.deep_images,
        work_pages.samples,
        review_pages.review,
        review_pages.review_texts,
        work_pages.protocol,
        work_pages.settings,
        work_pages.learning,
        work_pages.near_copies,
        work_pages.off_here,
        work_pages.own_network,
        backup_pages.backups,
        clock_pages.tiring,
        batch_pages.batch,
        batch_pages.batch_texts,
        progress_pages.progress,
        people_pages.agreement,
        case_pages.adjudication,
        study_pages.annotators,
        audit_pages.audit,
        export_pages.exports,
        import_pages.import_labels,
        lock_pages.locked,
        lock_pages.privacy,
        lock_pages.wizard_encrypt,
        troubles.unreadable,
        troubles.full_disk,
        troubles.in_use,
        troubles.folders,
        troubles.all_answered,
        troubles.model_failed,
        troubles.worker_died,
        troubles.damaged,
    )
}


@dataclass(frozen=True, slots=True)
class Report:
    """A picture that was taken, what is wrong on it and what is to be looked at (words that are cut off, on purpose
    or not); or a play that was left out, and why. ``bare``: what is not translated, in the pseudo-language."""

    file: str
    wrong: tuple[str, ...] = ()
    look_at: tuple[str, ...] = ()
    left_out: str = ""
    bare: tuple[str, ...] = ()


def take(name: str, place: Path, directory: Path, looks: Sequence[Look] = LOOKS) -> Iterator[Report]:
    """Play and photograph in the language in use; yields a report for every picture in ``directory``."""
    code = in_use().code
    stand = Stand(place)
    try:
        for scene in PLAYS[name](stand):
            for look in looks if scene.main else looks[:1]:
                stand.wear(look)
                if scene.again is not None and look is not PLAIN:
                    scene.again()
                    stand.settle()
                file = f"{scene.name}.{look.mark}.png"
                stand.picture().save(str(directory / file))
                # Twice as large, the end of a page is reached by scrolling.
                wanted = scene.words if look.scale == 1 and code == ENGLISH.code else ()
                wrong = [f"“{words}” does not stand on it" for words in missing(stand.window, wanted)]
                wrong += [f"another window was shown: {stranger}" for stranger in stand.strangers()]
                bare = [f"“{text}” ({kind})" for text, kind in untranslated(stand.window)] if code == PSEUDO else ()
                yield Report(file, tuple(wrong), tuple(spoilt(stand.window)), bare=tuple(bare))
            stand.wear(looks[0])
    except CannotPlay as reason:
        yield Report(name, left_out=str(reason))
    except (AssertionError, TimeoutError) as error:
        yield Report(name, (str(error),))
    finally:
        stand.end()
