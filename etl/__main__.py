"""The command line of the ETL: python -m etl load | check | run | list | reasons | status."""

from __future__ import annotations

import argparse
import json
import logging
import signal
import sys
import threading
from pathlib import Path

from tqdm import tqdm

from data.answers import Answers
from data.clock import now, to_wib
from data.errors import CityError
from data.queries.feeds import feed_health
from data.settings import Settings
from data.warehouse import Warehouse
from etl import likeness, neighbours
from etl.engine import load
from etl.feed import Mapping
from etl.feeds import feed, feeds
from etl.reasons import table
from etl.schedule import Scheduler
from etl.sources import listed


def main(argv: list[str] | None = None) -> int:
    """Run one command. Errors go to stderr in one line and give the exit code of their kind."""
    args = _arguments().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    try:
        code: int = args.run(args, Settings.from_env())
        return code
    except CityError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130


def _arguments() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m etl", description="Bring facts into the warehouse.")
    commands = top.add_subparsers(required=True, metavar="command")
    for name, run, text in (("load", _load, "load files or URLs"), ("check", _load, "say what a load would do, and write nothing")):
        one = commands.add_parser(name, help=text)
        one.add_argument("feed", metavar="FEED", help="name of the feed; see `python -m etl list`")
        one.add_argument("paths", metavar="PATH", nargs="+", help="file or https URL")
        one.add_argument("--map", type=Path, help="mapping file (TOML) for an export of your own")
        one.add_argument("--source", help="name of the source; by default the mapping's")
        one.add_argument("--json", action="store_true", help="one JSON line per file, nothing else")
        one.set_defaults(run=run, is_trial=name == "check")
    commands.add_parser("run", help="poll the sources of sources.toml until stopped").set_defaults(run=_run)
    commands.add_parser("list", help="the feeds and the forms that they understand").set_defaults(run=_list)
    commands.add_parser("reasons", help="every reason for which a row is held back, as a page").set_defaults(run=_reasons)
    status = commands.add_parser("status", help="state of every feed and source")
    status.add_argument("--json", action="store_true")
    status.set_defaults(run=_status)
    return top


def _load(args: argparse.Namespace, settings: Settings) -> int:
    mapping = Mapping.from_file(args.map) if args.map else None
    warehouse, worst = Warehouse.join(settings), 0
    try:
        for path in args.paths:
            worst = max(worst, _load_one(args, warehouse, path, mapping))
        if not args.is_trial:
            _catch_up(warehouse, args)
    finally:
        warehouse.close()
    return worst


def _catch_up(warehouse: Warehouse, args: argparse.Namespace) -> None:
    """What a bulk load left for later, now: the command has nobody who waits for a screen."""
    with tqdm(desc="tetangga laporan / neighbours", unit=" laporan", disable=args.json or not sys.stderr.isatty(), leave=False) as bar:

        def show(done: int, left: int) -> None:
            bar.total = bar.n + done + left
            bar.update(done)

        neighbours.catch_up(warehouse, say=show)
    likeness.catch_up(warehouse, least=likeness.LEAST)


def _load_one(args: argparse.Namespace, warehouse: Warehouse, path: str, mapping: Mapping | None) -> int:
    with tqdm(total=100, desc=Path(path).name, disable=args.json or not sys.stderr.isatty(), bar_format="{desc}: {bar} {postfix}") as bar:

        def show(step: str, share: float) -> None:
            bar.set_postfix_str(step)
            bar.update(100 * share - bar.n)

        try:
            batch = load(warehouse, feed(args.feed), path, source=args.source, mapping=mapping, progress=show, is_trial=args.is_trial)
        except CityError as error:
            if args.json:
                print(json.dumps({"feed": args.feed, "error": type(error).__name__, "message": error.message, "hint": error.hint}))
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            return error.exit_code
    line = batch.line()
    print(json.dumps(line) if args.json else "  ".join(f"{k} {v:,}" if isinstance(v, int) else f"{k} {v}" for k, v in line.items()))
    return 0


def _run(args: argparse.Namespace, settings: Settings) -> int:
    sources = listed(settings.sources_file)
    if not sources:
        print(f"There is no source in {settings.sources_file}; see docs/feeds.md for its form.", file=sys.stderr)
        return 2
    logging.getLogger("city").setLevel(logging.INFO)
    warehouse = Warehouse.join(settings)
    scheduler = Scheduler(warehouse, sources).start()
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
    scheduler.stop()
    warehouse.close()
    return 0


def _list(args: argparse.Namespace, settings: Settings) -> int:
    for one in feeds().values():
        print(f"{one.name}  {one.title_id} / {one.title_en}")
        for mapping in one.mappings():
            print(f"    {mapping.name} ({mapping.reader}, source {mapping.source}): {', '.join(mapping.needs)}")
    return 0


def _reasons(args: argparse.Namespace, settings: Settings) -> int:
    print(table(), end="")
    return 0


def _status(args: argparse.Namespace, settings: Settings) -> int:
    warehouse = Warehouse.join(settings)
    try:
        health = feed_health(Answers(warehouse), now())
    finally:
        warehouse.close()
    if args.json:
        print(health.to_json(orient="records", date_format="iso"))
        return 0
    for row in health.to_dict("records"):
        newest = row["newest_event_at"]
        when = "-" if newest is None or newest != newest else to_wib(newest.to_pydatetime()).strftime("%d-%m-%Y %H.%M WIB")
        print(f"{row['feed']:18} {row['source'] or '-':24} {row['state']:10} {when:24} {row['rows'] or 0:>10,} rows  {row['quarantined'] or 0:>7,} in quarantine")
    return 0


if __name__ == "__main__":
    sys.exit(main())
