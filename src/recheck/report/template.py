"""Jinja2 in Markdown: templates and their context into blocks.

The environment is a sandbox, an unknown placeholder is an error with template and line, and every
value is escaped: only the template's own words can be Markdown.
"""

import re
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateAssertionError,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from recheck.errors import ConfigurationInvalid
from recheck.messages import N_, sentence
from recheck.report import wording
from recheck.report.markdown import directive, escaped

QUOTED = re.compile(r"'([^']*)'(?= is undefined|\.|$)")
"""The name that Jinja complains about: 'totl' is undefined, has no attribute 'due'."""


class Templates:
    """The templates of some folders; of two with one name, that of the first folder."""

    def __init__(self, *folders: Path) -> None:
        self._environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(folders, encoding="utf-8"),
            undefined=StrictUndefined,
            autoescape=True,  # so that what a macro returns is not escaped again
            finalize=_finished,
        )
        self._environment.filters = {**self._environment.filters, **FILTERS}
        self._environment.globals = {**self._environment.globals, **DIRECTIVES}

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """The template `name` as Markdown; raises ConfigurationInvalid naming template and line."""
        try:
            return self._environment.get_template(name).render(context)
        except TemplateSyntaxError as problem:
            raise _wrong(problem.name or name, problem.lineno, problem) from problem
        except (TemplateError, TypeError, ValueError, ArithmeticError) as problem:
            raise _wrong(*_place(problem, name), problem) from problem


def _wrong(template: str, line: int, problem: Exception) -> ConfigurationInvalid:
    return ConfigurationInvalid(
        N_("Template {template}, line {line}: {reason}"),
        template=template,
        line=line,
        reason=_reason(problem),
    )


def _reason(problem: Exception) -> str:
    """What Jinja says in English, in our words where it is a slip of the pen."""
    name = next(iter(QUOTED.findall(str(problem))), "")
    if isinstance(problem, UndefinedError):
        return sentence(N_("there is no figure “{name}”; compare our template."), {"name": name})
    if isinstance(problem, TemplateNotFound):
        return sentence(N_("there is no template {name}."), {"name": problem.name})
    if isinstance(problem, TemplateAssertionError):
        known = {"name": name, "known": "、".join(FILTERS)}
        return sentence(N_("there is no form “{name}”; the forms are {known}."), known)
    told = {"reason": problem}
    return sentence(N_("what stands in curly brackets is not understood ({reason})."), told)


def _place(problem: Exception, name: str) -> tuple[str, int]:
    """Template and line where a problem arose: the innermost frame that is a template's."""
    frames = traceback.extract_tb(problem.__traceback__)
    found = [frame for frame in frames if frame.filename.endswith(".md")]
    return (Path(found[-1].filename).name, found[-1].lineno or 1) if found else (name, 1)


def _finished(value: object) -> object:
    """What stands in place of a placeholder."""
    if isinstance(value, Markup | StrictUndefined):
        return value
    return Markup(escaped(wording.text(value)))  # noqa: S704  escaped for Markdown, not for HTML


def _table(name: str) -> Markup:
    return Markup(directive("table", name))  # noqa: S704


def _chart(name: str) -> Markup:
    return Markup(directive("chart", name))  # noqa: S704


def _page_break() -> Markup:
    return Markup(directive("page_break"))  # noqa: S704


DIRECTIVES: Mapping[str, Callable[..., Markup]] = {
    "table": _table,
    "chart": _chart,
    "page_break": _page_break,
}


def _strict(form: Callable[..., str]) -> Callable[..., str]:
    """A form that says which figure is missing, instead of stumbling over what stands for it."""

    def printed(value: object) -> str:
        if isinstance(value, StrictUndefined):
            return str(value)  # which raises, with the name
        return form(value)

    return printed


FILTERS: Mapping[str, Callable[..., str]] = {
    "count": _strict(wording.count),
    "percent": _strict(wording.percent),
    "date": _strict(wording.chinese_date),
    "period": _strict(wording.period),
}
