"""Between "Export" on any page and the file that is written."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from desktop_al.core.errors import DesktopAlError
from desktop_al.core.words import tr, trn
from desktop_al.ui.preferences import load
from desktop_al.ui.report_desk import ReportDesk
from desktop_al.ui.window import Window
from desktop_al.ui.written import not_opened, open_folder

if TYPE_CHECKING:
    from desktop_al.loop.export_wish import Exported, Wish
    from desktop_al.loop.project import Project
    from desktop_al.ui.export_page import ExportPage

#: How often it is shown how far it is; from when on.
_LOOK_MS, _SHOWN_AFTER_S = 250, 1.0


class _Running:
    """One file that is being written: its thread says how far it is and asks whether to stop."""

    def __init__(self, out: Path) -> None:
        self.out, self.share, self.began = out, 0.0, time.monotonic()
        self.stop = threading.Event()

    def heard(self, share: float) -> None:
        self.share = share


class ExportDesk(QObject):
    """``project`` gives the open project, ``post`` has something done on the window's thread; ``home``: where the
    networks' weights are."""

    def __init__(
        self,
        window: Window,
        project: "Callable[[], Project | None]",
        post: Callable[[Callable[[], None]], None],
        home: Path | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._project, self._post, self._home = window, project, post, home
        self.report = ReportDesk(window, project, post, self._tell)
        #: What was written while another page was shown: told when the page is opened next.
        self._untold: tuple[str, Path] | None = None
        self._running: list[_Running] = []
        self._samples: frozenset[bytes] | None = None
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_share)
        window.built.connect(self._built)

    def _built(self, name: str) -> None:
        if name == "export":
            self._page.chosen.connect(self._ask_place)
            self._page.stopped.connect(self.stop)
            self._page.closed.connect(self._window.leave_page)
            self._page.written.folder_asked.connect(self._show_folder)

    @property
    def _page(self) -> "ExportPage":
        page: ExportPage = self._window.page("export")
        return page

    def at_work(self) -> bool:
        """Whether a file is being written."""
        return bool(self._running) or self.report.at_work()

    def ask(self, samples: frozenset[bytes] | None = None) -> None:
        """Ask what to write of ``samples``, or of all, and where to."""
        project = self._project()
        if project is None:
            return
        if not self._running:
            self._samples = samples
            from desktop_al.loop.model_labels import why_no_model

            count = None if samples is None else len(samples)
            no_model = why_no_model(project) if samples is None else None
            self._page.begin(project.basics.kind, count, times=project.clock.times_leave, no_model=no_model)
        self._window.show_page("export")
        if self._untold is not None and not self._running:
            self._page.written.tell(*self._untold)
            self._untold = None

    def _ask_place(self, wish: "Wish") -> None:
        project = self._project()
        if project is None:
            return
        stem = project.path.stem if self._samples is None else f"{project.path.stem} {tr('selection')}"
        ending = self._page.ending()
        title = tr("Export labels")
        if ending:
            proposed = project.path.with_name(f"{stem}{ending}")
            if proposed == project.path:
                proposed = project.path.with_name(f"{stem} {tr('labels')}{ending}")
            pattern = f"*{ending}"
            chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(proposed), pattern)
        else:
            proposed = project.path.with_name(f"{stem} {wish.format}")
            options = QFileDialog.Option.ShowDirsOnly
            chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(proposed), "", options=options)
        if chosen:
            out = Path(chosen)
            named = out.with_name(out.name + ending)
            # Whether to write over a file was asked of the name as it was typed.
            self.export(out if out.suffix or named.exists() else named, self._samples, wish)

    def stop(self) -> None:
        """Give up what is being written; nothing of it stays."""
        for running in self._running:
            running.stop.set()

    def export(self, out: Path, samples: frozenset[bytes] | None = None, wish: "Wish | None" = None) -> None:
        """Write the annotations in force (of ``samples``, or all) to ``out`` in the background, as ``wish`` says;
        without one as a table, or as JSON lines where the name says so."""
        from desktop_al.loop.export_wish import MODEL, Wish

        project = self._project()
        if project is None:
            return
        wanted = wish or Wish("jsonl" if out.suffix == ".jsonl" else "csv", times=project.clock.times_leave)
        running = _Running(out)
        weights = self._weights()

        def work() -> None:
            from desktop_al.loop import exporting

            done: Exported | None = None
            words = tr("The labels could not be exported. The log has the details.")
            saved = project.wait_saved(10.0)
            try:
                if wanted.format == MODEL:
                    done = _write_model(project.path, out, weights, self._own_network(), running)
                else:
                    done = exporting.export_labels(
                        project.path,
                        wanted,
                        out,
                        samples,
                        viewer=project.annotator,
                        progress=running.heard,
                        stop=running.stop.is_set,
                        weights=weights,
                    )
                words = _words(done, wanted, out)
                if not saved:
                    words += tr(" The last {n} are not on disk yet and are not in it.", n=project.unsaved)
            except DesktopAlError as error:
                words = str(error)
            finally:
                self._post(lambda: self._done(running, project, wanted, done, words))

        self._running.append(running)
        self._look.start()
        if self._window.has("export"):
            self._page.set_trouble("")
            self._page.set_working(True)
        threading.Thread(target=work, name="export", daemon=True).start()

    def _weights(self) -> str:
        if self._home is None:
            return ""
        from desktop_al.loop.opening import weights_folder

        return str(weights_folder(self._home))

    def _own_network(self) -> str:
        """The user's own image model, as it was kept; "" for none."""
        return "" if self._home is None else str(load(self._home).settings["own_network"])

    def _show_share(self) -> None:
        running = self._running[-1] if self._running else None
        if running is not None and time.monotonic() - running.began > _SHOWN_AFTER_S and self._window.has("export"):
            self._page.show_share(running.out.name, running.share)

    def _done(self, running: _Running, project: "Project", wish: "Wish", done: "Exported | None", words: str) -> None:
        """The file is there, or is not: that it was written goes into the log."""
        if done is not None:
            from desktop_al.loop.export_log import CLOSED, note_export

            open_still = self._project() is project
            arguments = (project.record, project.annotator, wish.format, done.count, running.out)
            not_kept = note_export(*arguments) if open_still else tr(CLOSED)
            words = " ".join(filter(None, (words, not_kept)))
        self._running.remove(running)
        if not self._running:
            self._look.stop()
        if self._window.has("export"):
            self._page.set_working(bool(self._running))
        if done is not None and self._project() is project:
            self._tell(words, running.out)
        elif self._window.shown == "export":
            self._page.set_trouble(words)
        else:
            self._window.status.flash(words)

    def _tell(self, words: str, out: Path) -> None:
        """What was written to ``out``: on the page where that is shown, else in the status bar, and on the page when
        it is opened next."""
        if self._window.shown == "export":
            self._untold = None
            self._page.tell_written(words, out)
        else:
            self._untold = words, out
            self._window.status.flash(words)

    def _show_folder(self, folder: Path) -> None:
        if not open_folder(folder):
            self._window.status.flash(not_opened(folder))

    def forget(self) -> None:
        """The project is being closed."""
        self._untold = None
        self.report.forget()


def _write_model(path: Path, out: Path, weights: str, own_network: str, running: _Running) -> "Exported":
    from desktop_al.loop.export_entries import Watched
    from desktop_al.loop.export_wish import Exported
    from desktop_al.loop.model_training import export_model
    from desktop_al.loop.predicting import model_warning

    watched = Watched(running.heard, running.stop.is_set)
    trained = export_model(path, out, weights, own_network, watched=watched)
    return Exported(trained.model.labels, "labels", tuple(filter(None, (model_warning(trained),))))


def _words(done: "Exported", wish: "Wish", out: Path) -> str:
    """What was written, and what the file lacks."""
    if wish.format == "results":
        said = trn("Exported {n} result to {name}.", "Exported {n} results to {name}.", done.count, name=out.name)
    elif wish.format == "model":
        said = trn(
            "Exported a model from {n:,} label to {name}.",
            "Exported a model from {n:,} labels to {name}.",
            done.count,
            name=out.name,
        )
    elif done.unit == "samples":
        said = trn("Exported {n} sample to {name}.", "Exported {n} samples to {name}.", done.count, name=out.name)
    else:
        said = trn(
            "Exported {n} annotation to {name}.", "Exported {n} annotations to {name}.", done.count, name=out.name
        )
    return " ".join((said, *done.said))
