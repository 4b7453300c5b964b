"""``serve``: the site in a browser while its content is being written."""

from __future__ import annotations

import errno
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.check import CheckResult
from timeline.cli.common import echo_diagnostics, printable_lines, require_folder, shown, totals
from timeline.cli.options import CONFIG, CONTENT
from timeline.cli.outcome import OK

if TYPE_CHECKING:
    from timeline.serve.bulletin import Bulletin
    from timeline.serve.preview import Preview
    from timeline.serve.server import Server

PROGRAM = Path(__file__).parent.parent
"""What the pages are made with: templates, words, the theme's own part, style sheets, scripts."""


@click.command()
@CONTENT
@CONFIG
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen at; 0 takes a free one.",
)
def serve(content: Path, config: Path, host: str, port: int) -> int:
    """Serve the site and follow every change: save a file, and the page shows it.

    What is wrong is shown here and over the page, which stays as it was until that is mended.
    Changes of the generator's Python code need a new start. Ctrl-C stops.
    """
    # Slow to import, as for 'build'.
    from timeline.serve.bulletin import Bulletin  # noqa: PLC0415  # see above
    from timeline.serve.preview import Preview  # noqa: PLC0415
    from timeline.serve.session import Session  # noqa: PLC0415
    from timeline.serve.watch import Watch  # noqa: PLC0415

    require_folder(content)
    # Ended by another program, it cleans up as after Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    bulletin = Bulletin()
    try:
        with _workshop(config) as work, Watch([content, config, PROGRAM]) as watch:
            preview = Preview(config, work)
            with _answering(host, port, preview, bulletin) as server:
                click.echo(f"Preview at {server.address} (Ctrl-C stops it)")
                Session(content, shown(content), preview, bulletin, watch).run(_tell, _report)
    except KeyboardInterrupt:
        click.echo("\nPreview stopped.")
    return OK


@contextmanager
def _workshop(config: Path) -> Iterator[Path]:
    """Yield a folder for the previewed site, on the disk of its sources; it is removed after."""
    from timeline.write.alone import Busy  # noqa: PLC0415  # slow, as above
    from timeline.write.workshop import workshop  # noqa: PLC0415

    place = config.absolute().parent / ".cache"
    with ExitStack() as stack:
        for number in count(1):
            try:
                work = stack.enter_context(workshop(place / f"preview-{number}", patience=0))
                break
            except Busy:
                continue  # Another preview runs, at another port.
            except OSError as error:
                raise click.ClickException(f"{error.filename}: {error.strerror}") from None
            except ValueError as error:
                raise click.ClickException(str(error)) from None
        yield work


@contextmanager
def _answering(host: str, port: int, preview: Preview, bulletin: Bulletin) -> Iterator[Server]:
    """Yield a server that answers, in a thread of its own, until the block ends."""
    from timeline.serve.server import Server  # noqa: PLC0415  # slow, as above

    try:
        server = Server(host, port, preview, bulletin)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = f"--port {port + 1}"
            advice = (
                f"stop what runs there, or choose another: {other}"
                f' (with make: make serve SERVE_ARGS="{other}")'
            )
            raise click.ClickException(f"port {port} is taken; {advice}") from None
        raise click.ClickException(f"{host}, port {port}: {error.strerror}") from None
    with server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            bulletin.close()
            server.shutdown()
            thread.join()


def _tell(line: str) -> None:
    # A message may have lines of its own, and a file's name may hold anything.
    click.echo(printable_lines(line.splitlines()))


def _report(result: CheckResult) -> None:
    echo_diagnostics(result.diagnostics)
    if result.errors:
        click.echo(f"{totals(result)}; the page stays as it was until they are mended")
