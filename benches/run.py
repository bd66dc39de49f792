"""Speed as ratios: two programs in turn, whole processes, medians, peak memory.

python benches/run.py [--times N] [NAME …]
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

BENCHES = Path(__file__).parent
OUT = BENCHES.parent / "out" / "bench"
UPLOADS, TAKEN, STORE = OUT / "uploads", OUT / "taken", OUT / "store"
RETURNED, SAVED = OUT / "returned", OUT / "saved"
AS_OF, STORE_AS_OF = "2025-06-30", "2025-12-31"
Line = tuple[str | Path, ...]


@dataclass(frozen=True)
class Comparison:
    """Our program against another one; `limit` is the largest ratio of times that we promise."""

    name: str
    ours: Line
    theirs: Line
    limit: float
    inputs: Callable[[], None]
    before_each: Callable[[], None] | None = None
    afterwards: Callable[[], None] | None = None


@dataclass(frozen=True)
class Run:
    """One whole process."""

    seconds: float
    megabytes: float  # peak of its largest process; 0 where the system does not tell


def recheck(*words: str | Path) -> Line:
    """Our console script, without the shell between."""
    return (sys.executable, "-c", "from recheck.cli import main; main()", *words)


def script(name: str, *words: str | Path) -> Line:
    """One of the programs beside this one."""
    return (sys.executable, BENCHES / name, *words)


# --- inputs -----------------------------------------------------------------------------------


def make_uploads() -> None:
    """43 workbooks, once."""
    if not UPLOADS.exists():
        print("making 43 workbooks …", file=sys.stderr)
        subprocess.run(script("make_uploads.py", UPLOADS), check=True)


def make_store() -> None:
    """A store of 4 million rows, once."""
    if not STORE.exists():
        print("making a store of 4 million rows …", file=sys.stderr)
        subprocess.run(script("make_store.py", STORE), check=True, stdout=subprocess.DEVNULL)


def new_workspace() -> None:
    """An empty workspace for the next ingest."""
    shutil.rmtree(TAKEN, ignore_errors=True)
    subprocess.run(recheck("init", TAKEN), check=True, capture_output=True)


def make_taken() -> None:
    """A workspace that has taken the 43 workbooks, anew: other rules may read them now."""
    make_uploads()
    new_workspace()
    subprocess.run(list(map(str, INGEST)), check=False, capture_output=True)


def nothing() -> None:
    """For what needs no input."""


# --- measuring --------------------------------------------------------------------------------


def measured(line: Line) -> Run:
    """Run a program to its end; findings in the uploads are no failure."""
    with tempfile.TemporaryFile() as problems:
        start = time.perf_counter()
        process = subprocess.Popen(list(map(str, line)), stdout=subprocess.DEVNULL, stderr=problems)
        code, megabytes = ended(process)
        seconds = time.perf_counter() - start
        problems.seek(0)
        said = problems.read().decode(errors="replace")
    if code not in (0, 1) or "Traceback" in said:
        sys.exit(f"{line[1:]} ended with {code}\n{said}")
    return Run(seconds, megabytes)


def ended(process: subprocess.Popen[bytes]) -> tuple[int, float]:
    """Exit code and peak memory; Windows keeps the latter to itself."""
    if not hasattr(os, "wait4"):
        return process.wait(), 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def same_count() -> None:
    """Both programs must find the same number of overdue cases, else the race means nothing."""
    ours = output(recheck("overdue", "--as-of", AS_OF, "--format", "csv", "--workspace", TAKEN))
    theirs = output(script("pandas_baseline.py", UPLOADS, AS_OF))
    print(
        f"{'':18} overdue cases: {ours.count(chr(10)) - 1} by recheck, {theirs.strip()} by pandas"
    )


def output(line: Line) -> str:
    """What a program prints."""
    return subprocess.run(line, check=True, capture_output=True, encoding="utf-8").stdout


def compare(comparison: Comparison, times: int) -> None:
    """Alternate both programs and print one line."""
    comparison.inputs()
    ours, theirs = [], []
    for _ in range(times):
        if comparison.before_each:
            comparison.before_each()
        ours.append(measured(comparison.ours))
        theirs.append(measured(comparison.theirs))
    ours_median, theirs_median = (
        statistics.median(run.seconds for run in runs) for runs in (ours, theirs)
    )
    ratio = ours_median / theirs_median
    peak = max(run.megabytes for run in ours)
    verdict = "ok" if ratio <= comparison.limit else "TOO SLOW"
    print(
        f"{comparison.name:18} {ours_median:8.2f} s {theirs_median:8.2f} s"
        f"   ratio {ratio:5.2f} (limit {comparison.limit:.2f})   peak {peak:6.0f} MB   {verdict}",
        flush=True,
    )
    if comparison.afterwards:
        comparison.afterwards()


# --- what is compared -------------------------------------------------------------------------

INGEST = recheck("ingest", UPLOADS, "--workspace", TAKEN, "--received", "2025-07-12")
RATES = recheck(
    "rates",
    "--by",
    "district,period",
    "--as-of",
    STORE_AS_OF,
    "--format",
    "csv",
    "--workspace",
    STORE,
)
OVERDUE = recheck(
    "overdue",
    "--district",
    "顺德区",
    "--as-of",
    STORE_AS_OF,
    "--format",
    "csv",
    "--workspace",
    STORE,
)
FEEDBACK = recheck(
    "feedback", "--period", "2025H1", "-o", RETURNED, "--as-of", AS_OF, "--workspace", TAKEN
)
COMPARISONS = (
    Comparison(
        "ingest/fastexcel", INGEST, script("fastexcel_baseline.py", UPLOADS),
        2.0, make_uploads, new_workspace,
    ),
    Comparison(
        "ingest/pandas", INGEST, script("pandas_baseline.py", UPLOADS, AS_OF),
        1 / 1.5, make_uploads, new_workspace, same_count,
    ),
    Comparison(
        "feedback", FEEDBACK, script("save_baseline.py", UPLOADS, SAVED), 3.0, make_taken,
    ),
    Comparison("rates", RATES, script("scan_baseline.py", STORE, "rates"), 3.0, make_store),
    Comparison("overdue", OVERDUE, script("scan_baseline.py", STORE, "overdue"), 5.0, make_store),
    Comparison(
        "report", script("report.py", "recheck"), script("report.py", "typst"), 1.0, nothing,
    ),
    Comparison("help", recheck("--help"), script("bare_typer.py", "--help"), 1.5, nothing),
)  # fmt: skip
TOLD = ("identities",)
"""Programs that race nobody, and tell how well something is found."""


def main() -> None:
    """Run the named comparisons, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="beginnings of names; all when none is given")
    parser.add_argument("--times", type=int, default=5)
    chosen = parser.parse_args()
    print(f"{'':18} {'recheck':>10} {'other':>10}")
    for comparison in COMPARISONS:
        if not chosen.names or comparison.name.startswith(tuple(chosen.names)):
            compare(comparison, chosen.times)
    for name in TOLD:
        if not chosen.names or name.startswith(tuple(chosen.names)):
            subprocess.run(script(f"{name}.py"), check=True)


if __name__ == "__main__":
    main()
