"""What the institute owes and by when: lists to produce, silence to notice, letters to write."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from recheck import strict
from recheck.errors import ConfigurationInvalid
from recheck.messages import N_
from recheck.rulebook.book import RULES

DUTIES = RULES / "duties.toml"


@dataclass(frozen=True)
class Step:
    """A letter of the ladder: due from `from_days` after the reporting date until the next step."""

    step: str
    label: str
    letter: str  # the template
    from_days: int
    answer_days: int
    joint: bool = False  # one letter about all institutions


@dataclass(frozen=True)
class Duties:
    """`rules/duties.toml`, with what recheck.toml states itself."""

    silent_days: int
    intervals: Mapping[str, int]  # list → days after which it must be produced again
    ladder: tuple[Step, ...]

    def step_on(self, days_late: int) -> Step | None:
        """The letter that is due so many days after the reporting date."""
        begun = [step for step in self.ladder if step.from_days <= days_late]
        return begun[-1] if begun else None


@cache
def read_duties() -> Duties:
    """The duties that come with us."""
    duties = strict.read(DUTIES, Duties)
    check_duties(duties, DUTIES.name)
    return duties


def check_duties(duties: Duties, file: str) -> None:
    """Raise ConfigurationInvalid unless the steps follow each other and days are not negative."""
    days = [duties.silent_days, *duties.intervals.values()]
    if any(number < 0 for number in (*days, *(step.answer_days for step in duties.ladder))):
        raise ConfigurationInvalid(N_("{file}: days of duties must not be below 0."), file=file)
    for earlier, later in pairwise(duties.ladder):
        if later.from_days <= earlier.from_days:
            raise ConfigurationInvalid(
                N_("{file}: the step {later} must begin after {earlier}."),
                file=file,
                earlier=earlier.step,
                later=later.step,
            )
