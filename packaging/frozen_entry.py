"""Where the frozen program begins: its window, its commands, and the processes that it starts."""

from multiprocessing import freeze_support

if __name__ == "__main__":
    # A process that the program starts is this program again; it must not get as far as the command line.
    freeze_support()

    import os
    import sys

    if sys.platform == "linux" and not any(os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        # As Python does by itself where it is not frozen: Qt would complain of a place without letters.
        os.environ["LC_CTYPE"] = "C.UTF-8"

    from desktop_al.cli import main

    sys.exit(main())
