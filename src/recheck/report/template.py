"""Jinja2 in Markdown: templates and their context into blocks.

The environment is a sandbox, an unknown placeholder is an error with template and line, and every
value is escaped: only the template's own words can be Markdown.
"""

import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from recheck.errors import ConfigurationInvalid
from recheck.messages import N_
from recheck.report import wording
from recheck.report.markdown import directive, escaped


class Templates:
    """The templates of one folder."""

    def __init__(self, folder: Path) -> None:
        self._environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(folder, encoding="utf-8"),
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
        reason=problem,
    )


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

FILTERS: Mapping[str, Callable[..., str]] = {
    "count": wording.count,
    "percent": wording.percent,
    "date": wording.chinese_date,
    "period": wording.period,
}
