"""Texts of tables that are shown through ``tr`` are collected for the translators."""

from desktop_al.core.commands import COMMANDS
from desktop_al.core.settings import SETTINGS
from tests.packaging.scripts import load

language_texts = load("language_texts")

#: The same in every language.
_SIGNS = {"ms", "%", "px", "100", "115", "130", "150", "200 %", "English", "Português (Portugal)"}


def test_every_command_and_setting_can_be_translated() -> None:
    collected = {text.text for text in language_texts.collected()}
    shown = {words for command in COMMANDS for words in (command.title, command.note)}
    for setting in SETTINGS:
        shown |= {setting.title, setting.sentence, setting.unit, *(words for _, words in setting.choices)}
    assert shown - collected - _SIGNS - {""} == set()
