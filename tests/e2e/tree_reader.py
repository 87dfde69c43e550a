"""A reader that knows nothing of the program but its accessibility tree. Run by the system's own Python, which has the
bindings of AT-SPI.

One JSON question a line on standard input, one JSON answer a line on standard output:
{"do": "tree"} -> every accessible of the program that is showing: role, name, description, states, actions;
{"do": "press", "role", "name"} -> whether the first one with this role, and a name that begins so, was pressed;
{"do": "heard"} -> what was announced since the last time, as [words, politeness].
"""

import json
import sys
import threading

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

HEARD = []
_PROGRAM = "desktop_al"


def program():
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(number)
        if found is not None and found.get_name() == _PROGRAM:
            # What was read once may have changed since.
            found.set_cache_mask(Atspi.Cache.NONE)
            return found
    return None


def below(one, depth=0):
    """Everything that is showing; what is hidden is told to no one."""
    if one is None or depth > 40:
        return
    states = one.get_state_set()
    if depth > 1 and not states.contains(Atspi.StateType.SHOWING):
        return
    yield one, states
    for number in range(min(one.get_child_count(), 400)):
        yield from below(one.get_child_at_index(number), depth + 1)


def actions_of(one):
    actions = one.get_action_iface()
    count = actions.get_n_actions() if actions is not None else 0
    return [actions.get_action_name(n) for n in range(count)]


def said(one, states):
    names = [
        name
        for name in ("FOCUSED", "ENABLED", "CHECKED", "SELECTED", "FOCUSABLE", "EDITABLE", "VISIBLE")
        if states.contains(getattr(Atspi.StateType, name))
    ]
    return {
        "role": one.get_role_name(),
        "name": one.get_name() or "",
        "description": one.get_description() or "",
        "states": names,
        "actions": actions_of(one),
    }


def tree():
    root, found = program(), []
    if root is not None:
        for one, states in below(root):
            try:
                found.append(said(one, states))
            except GLib.Error:
                # It went while it was asked.
                continue
    return found


def press(role, name):
    root = program()
    if root is None:
        return "no program"
    for one, states in below(root):
        try:
            if one.get_role_name() != role or not (one.get_name() or "").startswith(name):
                continue
            if not states.contains(Atspi.StateType.ENABLED):
                return "not enabled"
            # Qt calls it Toggle where something can be on or off, and for the row of a list.
            wanted = next((n for n, called in enumerate(actions_of(one)) if called in ("Press", "Toggle")), None)
            if wanted is None:
                return "cannot be pressed"
            return "" if one.get_action_iface().do_action(wanted) else "refused"
        except GLib.Error:
            continue
    return "not found"


def answer(question):
    do = question["do"]
    if do == "tree":
        found = tree()
    elif do == "press":
        found = press(question["role"], question["name"])
    else:
        found = HEARD[:]
        del HEARD[:]
    print(json.dumps(found), flush=True)
    return False


def listen():
    for line in sys.stdin:
        GLib.idle_add(answer, json.loads(line))
    GLib.idle_add(Atspi.event_quit)


def on_event(event):
    HEARD.append([str(event.any_data), int(event.detail1)])


Atspi.init()
listener = Atspi.EventListener.new(on_event)
Atspi.EventListener.register(listener, "object:announcement")
threading.Thread(target=listen, daemon=True).start()
print(json.dumps("ready"), flush=True)
Atspi.event_main()
