"""What the command line takes: the commands, their arguments and the words of ``--help``."""

import argparse

from desktop_al.core.column_roles import ROLES
from desktop_al.core.head import NO_ANCHOR
from desktop_al.core.program import program_version

#: Audit share of a simulation that is to judge when to stop.
STOP_AUDIT = 0.1
#: As the tables of exporters and rules have them, which are too heavy for ``--help``.
FORMATS = (
    *("csv", "jsonl", "labelstudio", "prodigy", "doccano", "coco", "folders", "imagefolder", "npz"),
    *("results", "protocol", "model"),
)
IMPORTED = (
    *("labelstudio", "coco", "labelme", "prodigy", "doccano", "labelsleuth"),
    *("imagefolder", "folders", "jsonl", "csv"),
)
VIEWS = ("annotations", "samples", "training")
RULES = ("majority", "adjudicated", "dawid-skene", "single")
_OLD, _NEW = "DESKTOP_AL_PASSPHRASE", "DESKTOP_AL_NEW_PASSPHRASE"
_PROJECT = "the project file"
_ENCRYPT = f"encrypt the project; the passphrase is asked for, or taken from {_OLD}"


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(
        prog="desktop-al",
        description="Label a folder of images or texts while a model learns what is worth asking next. Offline.",
        epilog="desktop-al PROJECT or desktop-al FOLDER opens the window.",
    )
    whole.add_argument("--version", action="version", version=f"desktop-al {program_version()}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, help_text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_text, description=help_text)
        sub.add_argument("--home", metavar="DIR", help="where settings are kept, instead of the user's own place")
        return sub

    opening = command("open", "Open the window, with a project or a folder to label.")
    opening.add_argument(
        "path", nargs="?", metavar="PROJECT|FOLDER", help="what is opened; without: the first page of the program"
    )

    demo = command("demo", "Open a ready project made from data that installed packages carry.")
    which = demo.add_mutually_exclusive_group()
    which.add_argument("--images", action="store_true", help="handwritten digits (the default)")
    which.add_argument("--text", action="store_true", help="descriptions of scientific functions")
    which.add_argument("--study", action="store_true", help="a study with three annotators, to be adjudicated")
    which.add_argument("--folder", metavar="DIR", help="a folder of your own, with answers drawn at random")
    demo.add_argument("--encrypt", action="store_true", help=_ENCRYPT)
    demo.add_argument("--project", metavar="P.dal", help="where the demo lies; gone on with if it is there")
    demo.add_argument("--autoplay", type=_count, metavar="N", help="give N answers by key events, then close")
    demo.add_argument("--shots", metavar="DIR", help="with --autoplay: leave a picture of every page in DIR")
    demo.add_argument("--seed", type=_count, default=0, help="of answers drawn at random")

    new = command("new", "Make a project without the window.")
    new.add_argument("folder", metavar="FOLDER", help="the images or texts; nothing is ever written there")
    new.add_argument("--project", required=True, metavar="P.dal", help="the new file, elsewhere")
    new.add_argument("--classes", metavar="a,b,c", help="without: those that the protocol names")
    new.add_argument("--protocol", metavar="FILE.md", help="a guideline, with or without front matter")
    new.add_argument("--annotator", metavar="NAME", help="who owns the project; without: who is logged in here")
    new.add_argument("--encrypt", action="store_true", help=_ENCRYPT)
    new.add_argument("--copy-samples", action="store_true", help="with --encrypt: copy the samples into the project")

    samples = command("samples", "Copy the samples into an encrypted project, or write them to a folder again.")
    samples.add_argument("project", metavar="P.dal", help=_PROJECT)
    where = samples.add_mutually_exclusive_group(required=True)
    where.add_argument("--copy-in", action="store_true", help="the folder itself stays as it is")
    where.add_argument("--take-out", metavar="FOLDER", help="an empty folder, where they lie unencrypted")

    bring = command("import", "Import the labels of a file into a project: a plan is made, then all of it is written.")
    bring.add_argument("project", metavar="P.dal", help=_PROJECT)
    bring.add_argument("file", metavar="FILE", help="or a folder, where the format is one")
    bring.add_argument(
        "--as",
        dest="kind",
        choices=("pre-annotations", "annotations"),
        default="pre-annotations",
        help="as suggestions to be looked at (the default), or as what annotators have decided",
    )
    bring.add_argument("--format", default="", choices=IMPORTED, help="without: it is recognised")
    bring.add_argument(
        "--annotator", metavar="NAME", help="who imports, and has the rows that name nobody; without: who worked last"
    )
    bring.add_argument(
        "--map",
        nargs="+",
        action="extend",
        default=[],
        type=_old_new,
        metavar="OLD=NEW",
        help="a class or an annotator of the file is NEW here; OLD=+ a new one of that name, OLD= left out",
    )
    bring.add_argument(
        "--columns",
        nargs="+",
        action="extend",
        default=[],
        type=_role_column,
        metavar="ROLE=COLUMN",
        help="which column of a table is what, for columns with names of your own; roles: "
        f"{', '.join(ROLES)}; numbers from 1 where the table has no header; ROLE= for none",
    )
    bring.add_argument("--replace", action="store_true", help="take the file's answer where an annotator has another")
    bring.add_argument("--dry-run", action="store_true", help="print the plan and write nothing")
    _json_option(bring)

    export = command("export", "Write the annotations in force, one label per sample, or the protocol.")
    export.add_argument("project", metavar="P.dal", help=_PROJECT)
    export.add_argument("--format", required=True, choices=FORMATS, help="for which program, or what is written")
    export.add_argument(
        "--out", required=True, metavar="FILE|FOLDER", help="folders, imagefolder and model: a folder, new or empty"
    )
    export.add_argument(
        "--view",
        choices=VIEWS,
        default="annotations",
        help="annotations: every annotation (the default); samples: one label per sample; training: the same with "
        "weights and without what is not worth labelling. folders, imagefolder and npz hold a sample once: there "
        "annotations means samples",
    )
    export.add_argument(
        "--rule",
        choices=RULES,
        help="how several answers become one label: majority (the default), single (samples that one annotator alone "
        "answered), dawid-skene, adjudicated (decisions, else the majority). What a rule cannot settle is left out "
        "and counted",
    )
    export.add_argument(
        "--link",
        action="store_true",
        help="folders and imagefolder: links instead of copies where the disk can; changing one changes the sample",
    )
    export.add_argument("--times", action="store_true", help="with the seconds spent on each answer")
    export.add_argument(
        "--raw",
        action="store_true",
        help="tables with every cell as it is; without: an apostrophe before cells that a spreadsheet would run as "
        "formulas (= + - @), taken away again where this program reads its own tables. jsonl always has all as it is",
    )
    export.epilog = (
        "labelstudio, prodigy and doccano hold the texts themselves, folders and imagefolder the files, unencrypted. "
        "Masked pictures leave with their masks drawn over them. Names of annotators and comments leave with every "
        "annotation."
    )

    report = command("report", "Write a report of a project: one HTML or PDF file, or its figures.")
    report.add_argument("project", metavar="P.dal", help=_PROJECT)
    report.add_argument("--out", metavar="R.html|R.pdf", help="the file to write; not needed with --json")
    report.add_argument(
        "--anonymous",
        action="store_true",
        help="codes for the names of people; always in blind studies and handed-out copies. The names of the project "
        "and of its classes, their definitions and the reasons for not worth labelling stay as they are",
    )
    report.add_argument("--times", action="store_true", help="with what labels took in time, and hours")
    report.epilog = (
        "No names of samples, no comments and none of an adjudicator's own words are in it. It is not encrypted, nor "
        "is that of an encrypted project."
    )
    report.add_argument("--bootstrap", type=_count, default=2000, metavar="N", help="resamples for the intervals")
    report.add_argument("--without-model", action="store_true", help="leave out what needs the model; quick")
    _json_option(report)

    audit = command("audit", "Write the audit trail: who did what and when, each event of the log.")
    audit.add_argument("project", metavar="P.dal", help=_PROJECT)
    audit.add_argument("--out", required=True, metavar="FILE.csv|FILE.jsonl", help="the file to write")

    handout = command("handout", "Make a copy for one annotator, without anybody's annotations.")
    handout.add_argument("project", metavar="P.dal", help=_PROJECT)
    handout.add_argument("--annotator", required=True, metavar="NAME", help="for whom the copy is")
    handout.add_argument("--out", required=True, metavar="X.dal", help="the copy, ending in .dal")

    gold = command("gold", "Keep known answers, against which annotators are compared.")
    gold.add_argument("project", metavar="P.dal", help=_PROJECT)
    gold.add_argument("file", metavar="FILE.csv", help="sample,label: the sample's name as in exports")
    gold.add_argument("--annotator", metavar="NAME", help="who knows them; without: who made the project")

    merge = command("merge", "Bring what other copies of a project hold into this one.")
    merge.add_argument("project", metavar="P.dal", help=_PROJECT)
    merge.add_argument("others", nargs="+", metavar="OTHER.dal", help="copies, which stay as they are")

    backup = command("backup", "Make a backup of a project and check it, or list those there are.")
    backup.add_argument("project", metavar="P.dal", help=_PROJECT)
    which = backup.add_mutually_exclusive_group()
    which.add_argument("--out", metavar="FILE", help="the new file; without: among the others, which are thinned")
    which.add_argument("--list", action="store_true", help="look through all that there are, the newest first")
    _json_option(backup)

    restore = command("restore", "Put a backup in the place of a project, which is kept under another name.")
    restore.add_argument("project", metavar="P.dal", help=_PROJECT)
    restore.add_argument("backup", metavar="BACKUP.dal", help="one that backup --list names")

    verify = command("verify", "Check a project: chains, contents, structure.")
    verify.add_argument("project", metavar="P.dal", help=_PROJECT)
    verify.add_argument("--save-head", metavar="H.json", help="write the head of the log, to be kept elsewhere")
    verify.add_argument(
        "--head", metavar="H.json|FINGERPRINT", help="check that the log still holds a head that was saved earlier"
    )
    verify.epilog = NO_ANCHOR
    _json_option(verify)

    predict = command("predict", "Say of each sample of a folder which class it most likely has.")
    predict.add_argument("model", metavar="P.dal|MODEL", help="a project, or the folder of a model that was exported")
    predict.add_argument("folder", metavar="FOLDER", help="samples of the same kind; nothing is written there")
    predict.add_argument("--out", required=True, metavar="FILE.csv", help="one row for each sample")
    predict.add_argument("--raw", action="store_true", help="cells as they are, as for export")
    _json_option(predict)

    pace = command("pace", "Look for signs of tiring in a table of answers and their times.")
    pace.add_argument("file", metavar="FILE.csv", help="annotator,sample,shown,committed,active_s, times in seconds")
    _json_option(pace)

    agreement = command("agreement", "Measure how far annotators agree, from a table of answers.")
    agreement.add_argument(
        "file", metavar="FILE.csv", help='annotator,sample,label[,session]; sets of classes as "a|b"'
    )
    scales = ("nominal", "ordinal", "interval", "ratio", "set")
    agreement.add_argument("--scale", choices=scales, default="nominal", help="what the labels are; without: nominal")
    agreement.add_argument("--levels", metavar="a,b,c", help="the classes in their order; without: those in the table")
    agreement.add_argument("--bootstrap", type=_count, default=2000, metavar="N", help="resamples for the intervals")
    agreement.add_argument("--seed", type=_count, default=0, help="of the resamples")
    _json_option(agreement)

    stop = command("stop", "Say whether more labels are worth it, from a learning history.")
    stop.add_argument("file", metavar="FILE.json", help="checkpoints with labels, audit_right, audit_n; and cost")
    _json_option(stop)

    simulate = command("simulate", "Replay the learning loop on data whose answers are known.")
    simulate.add_argument("folder", nargs="?", metavar="FOLDER", help="the samples; or none, with --features")
    simulate.add_argument("--features", metavar="X.npy", help="one row of numbers for each sample, instead of a folder")
    simulate.add_argument(
        "--labels",
        required=True,
        metavar="LABELS.csv|Y.npy|folders",
        help="a CSV with the columns path and label; an array for --features; or the names of the subfolders",
    )
    simulate.add_argument("--test-features", metavar="XT.npy", help="samples to measure with, never asked")
    simulate.add_argument("--test-labels", metavar="YT.npy", help="what those are")
    simulate.add_argument(
        "--test-fraction", type=float, default=0.3, metavar="SHARE", help="without those: share drawn to measure with"
    )
    simulate.add_argument("--strategy", default="recommended", metavar="NAME[,NAME...]|all", help="names or mixes")
    simulate.add_argument(
        "--batch", type=_count, default=10, metavar="N", help="labels between two rounds of the model"
    )
    simulate.add_argument(
        "--budget", type=_count, default=300, metavar="N", help="labels in all, the initial ones counted"
    )
    simulate.add_argument(
        "--initial", type=_count, default=10, metavar="N", help="labels drawn at random first; 0: cold start"
    )
    simulate.add_argument("--initial-indices", metavar="I.npy", help="which samples are labelled first, from 0")
    simulate.add_argument("--seeds", type=_count, default=5, metavar="N", help="repetitions, each drawn anew")
    simulate.add_argument("--audit", type=float, metavar="SHARE", help="reserve a share as audit samples")
    simulate.add_argument(
        "--stop-report", action="store_true", help=f"say when stopping would be advised; audit {STOP_AUDIT}"
    )
    simulate.add_argument("--noise", type=float, default=0.0, metavar="SHARE", help="share of wrong answers")
    simulate.add_argument("--abstain", type=float, default=0.0, metavar="SHARE", help="share answered with unsure")
    simulate.add_argument("--model", default="logistic", metavar="NAME", help="what learns; the README lists them")
    simulate.add_argument(
        "--wanted", metavar="CLASS", help="the class that certainty looks for; without: the likeliest one"
    )
    simulate.add_argument("--features-of", choices=("cheap", "all"), default="all", help="all: with the network")
    simulate.add_argument("--cache", metavar="DIR|none", help="where the features of a folder are kept")
    simulate.add_argument("--jobs", type=_count, metavar="N", help="seeds at once; without: as many as there are cores")
    simulate.add_argument("--plot", metavar="FILE.svg|FILE.png", help="draw the learning curves")
    _json_option(simulate)

    features = command("features", "Compute the features of a folder, for a project on this or another computer.")
    features.add_argument("folder", metavar="FOLDER", help="the samples of the project")
    features.add_argument("--out", required=True, metavar="X.npz", help="the file to write, for import-features")
    features.add_argument("--names", metavar="NAME[,NAME...]", help="without: all that the window computes")
    features.add_argument("--jobs", type=_count, metavar="N", help="processes; without: as many as there are cores")

    bring = command("import-features", "Bring features that were computed elsewhere into a project.")
    bring.add_argument("project", metavar="P.dal", help=_PROJECT)
    bring.add_argument("file", metavar="X.npz", help="what features wrote")

    encrypt = command("encrypt", "Encrypt a project.")
    encrypt.add_argument("project", metavar="P.dal", help=_PROJECT)
    encrypt.add_argument("--annotator", metavar="NAME", help="whose passphrase it is; without: who labelled last")
    encrypt.epilog = f"The passphrase is asked for, or taken from {_NEW}."

    decrypt = command("decrypt", "Make an encrypted project plain again.")
    decrypt.add_argument("project", metavar="P.dal", help=_PROJECT)
    decrypt.epilog = f"The passphrase is asked for, or taken from {_OLD}."

    passphrase = command("passphrase", "Change one's own passphrase of an encrypted project, or those of others.")
    passphrase.add_argument("project", metavar="P.dal", help=_PROJECT)
    act = passphrase.add_mutually_exclusive_group()
    act.add_argument("--add", metavar="NAME", help="a passphrase for another annotator")
    act.add_argument("--remove", metavar="NAME", help="take an annotator's passphrase away")
    act.add_argument("--reset", metavar="NAME", help="another passphrase for an annotator who forgot it")
    act.add_argument("--recovery", action="store_true", help="print a recovery code; an earlier one no longer opens it")
    act.add_argument("--list", action="store_true", help="print whose passphrases open it")
    passphrase.epilog = f"Passphrases are asked for, or taken from {_OLD} and, the new one, {_NEW}."
    return whole


def _json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", nargs="?", const="-", metavar="FILE", help="to FILE, or to standard output")


def _old_new(text: str) -> tuple[str, str]:
    old, mark, new = text.partition("=")
    if not mark or not old:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form OLD=NEW")
    return old, new


def _role_column(text: str) -> tuple[str, str]:
    role, mark, column = text.partition("=")
    if not mark or role not in ROLES:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form ROLE=COLUMN with a role of {', '.join(ROLES)}")
    return role, column


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if number < 0:
        raise argparse.ArgumentTypeError(f"a whole number from 0 is needed, not {text}")
    return number
