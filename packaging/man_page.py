"""The manual page, made from what the command line takes, so that the two cannot differ.

Run with the Python of an environment that has the program: ``python packaging/man_page.py DATE`` prints it.
"""

from __future__ import annotations

import argparse
import sys
from typing import Iterator


def escaped(text: str) -> str:
    """Text as roff shows it: no line of it is a request, and its hyphens are those that are typed."""
    text = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("`", r"\(ga")
    return "\\&" + text if text.startswith((".", "'")) else text


def _usage(parser: argparse.ArgumentParser) -> str:
    words = " ".join(parser.format_usage().split())
    return words.split(": ", 1)[1]


def _help(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    if not action.help:
        return ""
    values = {**vars(action), "prog": parser.prog}
    return str(action.help) % values


def _named(action: argparse.Action) -> str:
    """An option or argument as it is typed."""
    metavar = action.metavar or ("" if action.nargs == 0 else (action.dest or "").upper())
    if action.choices and not action.metavar:
        metavar = "|".join(map(str, action.choices))
    if isinstance(metavar, tuple):
        metavar = " ".join(metavar)
    if not action.option_strings:
        return rf"\fI{escaped(metavar)}\fR"
    names = ", ".join(rf"\fB{escaped(name)}\fR" for name in action.option_strings)
    takes = action.nargs != 0 and not isinstance(action, (argparse._HelpAction, argparse._VersionAction))
    return names + (rf" \fI{escaped(metavar)}\fR" if takes and metavar else "")


def _options(parser: argparse.ArgumentParser, own_help: bool = False) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or (isinstance(action, argparse._HelpAction) and own_help):
            continue
        yield ".TP"
        yield _named(action)
        yield escaped(_help(action, parser)) or r"\&"


def commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def man_page(parser: argparse.ArgumentParser, version: str, date: str) -> str:
    """The page in roff, section 1."""
    lines = [
        f'.TH DESKTOP\\-AL 1 "{date}" "desktop_al {escaped(version)}" "User Commands"',
        # Lists of choices have no blanks at which a line could be stretched.
        ".ad l",
        ".SH NAME",
        r"desktop\-al \- label images or texts while a model learns",
        ".SH SYNOPSIS",
        r".B desktop\-al",
        r"[\fIPROJECT\fR|\fIFOLDER\fR]",
        ".br",
        r".B desktop\-al",
        r"\fICOMMAND\fR [\fIOPTIONS\fR]",
        ".SH DESCRIPTION",
        escaped(parser.description or ""),
        ".PP",
        escaped(parser.epilog or ""),
        "Without anything the window opens with its first page.",
        r"Every command has \fB\-\-help\fR.",
        ".SH OPTIONS",
        *_options(parser),
        ".SH COMMANDS",
    ]
    for name, sub in commands(parser).items():
        lines += [f'.SS "{escaped(name)}"', escaped(sub.description or ""), ".PP", rf"\fB{escaped(_usage(sub))}\fR"]
        # That each of them has --help is said once.
        lines += _options(sub, own_help=True)
        if sub.epilog:
            lines += [".PP", escaped(sub.epilog)]
    lines += [
        ".SH EXIT STATUS",
        ".TP",
        ".B 0",
        "Done.",
        ".TP",
        ".B 1",
        "Could not be done; one line on standard error says why.",
        ".TP",
        ".B 2",
        "Wrong usage.",
        ".SH ENVIRONMENT",
        ".TP",
        ".B DESKTOP_AL_PASSPHRASE",
        "The passphrase of an encrypted project, for scripts.",
        ".TP",
        ".B DESKTOP_AL_NEW_PASSPHRASE",
        "A new passphrase, for scripts.",
        ".TP",
        ".B DESKTOP_AL_HOME",
        "Where settings, log and demos are kept, instead of the user's own places.",
        ".TP",
        ".B DESKTOP_AL_WEIGHTS",
        "Where weights of pretrained networks lie.",
        ".SH FILES",
        ".TP",
        r".I *.dal",
        "A project: one file with everything that was decided about one folder of samples.",
        ".TP",
        r".I ~/.config/desktop_al",
        "Settings and log.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    from desktop_al.cli_arguments import parser as command_line
    from desktop_al.core.program import program_version

    sys.stdout.write(man_page(command_line(), program_version(), sys.argv[1]))
