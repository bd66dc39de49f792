"""The whole way on the sample uploads: files in; overdue lists, packs, rates and reports out."""

import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
SAMPLES = REPOSITORY / "sample_uploads"
WORKSPACE = REPOSITORY / "out" / "demo"
LISTS = WORKSPACE / "out"
AS_OF = "2025-12-31"

ARRIVALS = (
    ("2024H1", "2024-07-12", "2024-08-20", "2024-09-03"),
    ("2024H2", "2025-01-12", "2025-02-20", "2025-03-03"),
    ("2025H1", "2025-07-12", "2025-08-20", "2025-09-03"),
    ("2025H2", "2026-01-12", "2026-02-20", "2026-03-03"),
)
"""Half-year, and the days on which its files, the correction and the supplement arrived."""

DONE, WITH_FINDINGS = 0, 1


def main() -> None:
    """Run the commands of sample_uploads/README.md, then say where everything is."""
    if WORKSPACE.exists():
        shutil.rmtree(WORKSPACE)
    recheck("init", WORKSPACE, "--reporters", SAMPLES / "reporters.csv", workspace=False)
    for period, first, corrected, added in ARRIVALS:
        ingest(SAMPLES / period, first)
        if (records := SAMPLES / f"{period}-exam-records").is_dir():
            ingest(records, first)
        ingest(SAMPLES / f"{period}-corrections", corrected)
        ingest(SAMPLES / f"{period}-supplements", added, "--add")
    LISTS.mkdir(exist_ok=True)
    for suffix in ("xlsx", "csv"):
        target = LISTS / f"逾期未复查清单_{AS_OF}.{suffix}"
        recheck("overdue", "--as-of", AS_OF, "--format", suffix, "-o", target)
    recheck("pack", "--as-of", AS_OF, "--received", "2026-03-05", "-o", LISTS / "督办")
    recheck("rates", "--by", "due_period", "--as-of", AS_OF)
    recheck("rates", "--by", "district", "--as-of", AS_OF)
    recheck("report", "--period", "2025H2", "--as-of", AS_OF, "-o", LISTS / "报告")
    recheck("verify", "--as-of", AS_OF)
    for made in sorted(path for path in LISTS.rglob("*") if path.is_file()):
        print(made.relative_to(REPOSITORY))


def ingest(folder: Path, received: str, *options: str) -> None:
    """Take the files of one folder; findings are expected, the samples are ugly on purpose."""
    recheck("ingest", folder, "--received", received, *options, accepted=(DONE, WITH_FINDINGS))


def recheck(
    *words: str | Path, workspace: bool = True, accepted: tuple[int, ...] = (DONE,)
) -> None:
    """Run one command as a user would, and stop when it ends otherwise than expected."""
    where = ("--workspace", WORKSPACE) if workspace else ()
    line = [str(word) for word in (command(), *words, *where)]
    print(f"\n$ recheck {' '.join(line[1:])}", flush=True)
    code = subprocess.run(line, check=False).returncode
    if code not in accepted:
        sys.exit(code)


def command() -> str:
    """The console script beside this Python, else the one on the path."""
    beside = shutil.which("recheck", path=str(Path(sys.executable).parent))
    return beside or shutil.which("recheck") or sys.exit("recheck is not installed; see README.md")


if __name__ == "__main__":
    main()
