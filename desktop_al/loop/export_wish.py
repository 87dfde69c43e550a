"""What can be exported in which way, what is asked for, and what came of it in words."""

from dataclasses import dataclass
from typing import get_args

from desktop_al.core.errors import BadArgument, DesktopAlError
from desktop_al.core.shapes import SampleKind
from desktop_al.core.words import mark, tr, trn
from desktop_al.loop.sample_labels import RULES, rule_named
from desktop_al.media.export_rows import VIEWS, Noted, View
from desktop_al.media.exports import EXPORTERS, RESULTS, Exporter, Leaves

#: (title, about) of each view.
VIEW_WORDS: dict[View, tuple[str, str]] = {
    "annotations": (mark("Every annotation"), mark("What everybody said, one row for each answer.")),
    "samples": (mark("One label per sample"), mark("By the rule below. What the rule cannot settle is left out.")),
    "training": (
        mark("Training set with weights"),
        mark("One label per sample, without what was not worth labelling, and how much each may count."),
    ),
}
#: Formats that are written otherwise than by ``EXPORTERS``.
MODEL = "model"
ODD = (RESULTS, "protocol", MODEL)
#: Tables that a spreadsheet opens.
_TABLES = ("csv", "folders")
_INSTEAD = mark("{title} holds a sample once: one label per sample is written, by the rule {rule}.")


#: What leaves with a format, said before it is written.
_LEAVES: dict[Leaves, str] = {
    "labels": mark("Names of samples leave with it, nothing of what is in them."),
    "texts": mark("Names of samples leave with it; of texts the texts themselves."),
    "sizes": mark("Names of samples and the sizes of the images leave with it."),
    "files": mark(
        "The sample files themselves leave with it, unencrypted, with all that is in them, such as a patient's name in "
        "a DICOM header. Masks are drawn over the pictures."
    ),
    "features": mark("Names of samples leave with it, and features computed from the samples."),
}
_OF_MODEL = mark(
    "Names of classes leave with it, and numbers from which something can be told about the samples it learned from: "
    "treat it like the samples."
)
_PEOPLE = mark("Names of annotators and their comments as well.")


@dataclass(frozen=True, slots=True)
class FormatChoice:
    """A format as it is offered. ``ending`` of its file, "" for a folder; ``cells``: it is a table that spreadsheets
    open; ``single``: it has one form only; ``why_not`` it cannot be written now, "" where it can."""

    name: str
    title: str
    about: str
    ending: str
    views: tuple[View, ...]
    can_link: bool = False
    cells: bool = False
    single: bool = False
    why_not: str = ""


def format_choices(kind: SampleKind, why_no_model: str | None = None) -> tuple[FormatChoice, ...]:
    """The formats that samples of a kind can be written in, as the window offers them; with None for ``why_no_model``
    not the model, which is of the whole project."""
    made = [
        FormatChoice(one.name, one.title, one.about, one.ending, one.views, one.can_link, one.name in _TABLES)
        for one in EXPORTERS.values()
        if kind == "image" or not one.only_images
    ]
    title = mark("Results of adjudication")
    about = mark("One row for each sample: what it is, and how that came about.")
    made.append(FormatChoice(RESULTS, title, about, ".csv", ("samples",), cells=True, single=True))
    if why_no_model is not None:
        title, about = mark("The model"), mark("Its numbers as plain arrays, and what it learned from and how well.")
        made.append(FormatChoice(MODEL, title, about, "", ("samples",), single=True, why_not=why_no_model))
    return tuple(made)


def leaves_words(format_name: str, view: View) -> str:
    """What leaves with an export, in sentences."""
    if format_name == MODEL:
        return tr(_OF_MODEL)
    one = EXPORTERS.get(format_name)
    said = tr(_LEAVES[one.leaves if one is not None else "labels"])
    people = one is None or (view == "annotations" and "annotations" in one.views)
    return f"{said} {tr(_PEOPLE)}" if people else said


class ExportStopped(DesktopAlError):
    """Who waited for it stopped the export; nothing of it stays."""


@dataclass(frozen=True, slots=True)
class Wish:
    """``rule`` "" is the usual one; ``times``: with the seconds of each answer; ``raw``: every cell of a table as it
    is; ``link``: links instead of copies of files."""

    format: str = "csv"
    view: View = "annotations"
    rule: str = ""
    times: bool = False
    raw: bool = False
    link: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """``count`` rows of ``unit`` ("annotations", "samples") were written; ``said``: sentences on what the file holds
    and what it lacks."""

    count: int
    unit: str
    said: tuple[str, ...] = ()


def formats_words() -> str:
    return ", ".join(sorted((*EXPORTERS, *ODD)))


def settled(wish: Wish, exporter: Exporter | None, *, blind: bool = False) -> tuple[Wish, str]:
    """The wish as it can be fulfilled, and a sentence where that is not what was asked.

    Raises:
        BadArgument: an unknown view or rule, or options that do not go together.
    """
    if wish.view not in VIEWS:
        raise BadArgument(f"There is no view {wish.view}. Views: {', '.join(VIEWS)}.")
    if wish.rule:
        rule_named(wish.rule)
    if exporter is None:
        if wish.view != "annotations" or wish.rule or wish.link:
            raise BadArgument(f"The format {wish.format} has one form only, without views, rules and links.")
        return wish, ""
    if wish.link and not exporter.can_link:
        linking = " and ".join(one.name for one in EXPORTERS.values() if one.can_link)
        raise BadArgument(f"Links are for the formats {linking}.")
    usual = wish.rule or ("single" if blind else "majority")
    if wish.view not in exporter.views:
        instead = Wish(wish.format, exporter.views[0], usual, wish.times, wish.raw, wish.link)
        return instead, tr(_INSTEAD, title=tr(exporter.title), rule=tr(RULES[usual].title))
    if wish.view == "annotations":
        if wish.rule:
            raise BadArgument("A rule makes one label of several: it goes with the views samples and training.")
        return wish, ""
    return Wish(wish.format, wish.view, usual, wish.times, wish.raw, wish.link), ""


def left_words(why: str, count: int) -> str:
    """Why so many samples are not in the file."""
    if why == "several":
        return trn(
            "{n:,} sample was answered by several annotators and is left out.",
            "{n:,} samples were answered by several annotators and are left out.",
            count,
        )
    if why == "tie":
        return trn("{n:,} sample is tied and left out.", "{n:,} samples are tied and left out.", count)
    if why == "open":
        return trn(
            "{n:,} sample was left open by its adjudicator and is left out.",
            "{n:,} samples were left open by their adjudicators and are left out.",
            count,
        )
    if why == "not worth":
        return trn(
            "{n:,} sample is not worth labelling and left out.",
            "{n:,} samples are not worth labelling and left out.",
            count,
        )
    return trn(
        "{n:,} sample has no answer that says what it is and is left out.",
        "{n:,} samples have no answer that says what they are and are left out.",
        count,
    )


def note_words(what: Noted, count: int) -> str:
    """What a file lacks, or holds in another way, as a sentence."""
    assert what in get_args(Noted)
    if what == "empty texts":
        return trn(
            "{n:,} text could not be read and is empty in the file.",
            "{n:,} texts could not be read and are empty in the file.",
            count,
        )
    if what == "no sizes":
        return trn(
            "{n:,} image could not be read: its size in the file is 0.",
            "{n:,} images could not be read: their size in the file is 0.",
            count,
        )
    if what == "unread":
        return trn(
            "{n:,} sample could not be read and is left out.",
            "{n:,} samples could not be read and are left out.",
            count,
        )
    if what == "only in table":
        return trn(
            "{n:,} sample could not be read and is in labels.csv only.",
            "{n:,} samples could not be read and are in labels.csv only.",
            count,
        )
    if what == "no class":
        return trn(
            "{n:,} sample without a class is in labels.csv only.",
            "{n:,} samples without a class are in labels.csv only.",
            count,
        )
    if what == "links":
        return trn(
            "{n:,} file is a link: what changes it changes the sample itself.",
            "{n:,} files are links: what changes them changes the samples themselves.",
            count,
        )
    if what == "copies":
        return trn(
            "{n:,} file was copied, since it cannot be linked.",
            "{n:,} files were copied, since they cannot be linked.",
            count,
        )
    if what == "masked":
        return trn(
            "{n:,} picture has its masks drawn over it.", "{n:,} pictures have their masks drawn over them.", count
        )
    if what == "converted":
        return trn(
            "{n:,} DICOM file became a PNG of 8 bits, as it is shown at first: its other windows, frames and header "
            "are not in it.",
            "{n:,} DICOM files became PNGs of 8 bits, as they are shown at first: their other windows, frames and "
            "headers are not in them.",
            count,
        )
    if what == "renamed":
        return trn(
            "{n:,} class has a folder of another name, since none can be called so: labels.csv has both.",
            "{n:,} classes have folders of other names, since none can be called so: labels.csv has both.",
            count,
        )
    return trn(
        "{n:,} sample could not be read, has no features and is left out.",
        "{n:,} samples could not be read, have no features and are left out.",
        count,
    )
