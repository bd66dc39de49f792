"""Templates: strict, escaped, numbered; wrong ones are told with template and line."""

from pathlib import Path

import pytest

from recheck.errors import ConfigurationInvalid
from recheck.report.document import Block, Heading, PageBreak, Paragraph, Run
from recheck.report.look import CANDIDATES, read_look, templates_folder
from recheck.report.markdown import blocks_of
from recheck.report.template import Templates


def rendered(folder: Path, text: str, **context: object) -> list[Block]:
    (folder / "page.md").write_text(text, encoding="utf-8")
    markdown = Templates(folder).render("page.md", context)
    return blocks_of(markdown, lambda kind, name: [Heading(3, f"{kind} {name}")])


def test_a_wrong_placeholder_names_template_and_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationInvalid) as caught:
        rendered(tmp_path, "# 摘要\n\n脱漏率{{ totl.missed_rate }}%\n")
    assert caught.value.parameters["template"] == "page.md"
    assert caught.value.parameters["line"] == 3
    assert "“totl”" in str(caught.value.parameters["reason"])


def test_a_wrong_placeholder_in_an_included_template_names_that_one(tmp_path: Path) -> None:
    (tmp_path / "part.md").write_text("一\n\n{{ total.mised_rate|percent }}", encoding="utf-8")
    with pytest.raises(ConfigurationInvalid) as caught:
        rendered(tmp_path, '\n{% include "part.md" %}', total={"missed_rate": 0.2})
    assert (caught.value.parameters["template"], caught.value.parameters["line"]) == ("part.md", 3)
    assert "“mised_rate”" in str(caught.value.parameters["reason"])


@pytest.mark.parametrize("text", ["{% if %}", "{{ x|percnt }}", "{{ x", '{% include "no.md" %}'])
def test_a_broken_template_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigurationInvalid):
        rendered(tmp_path, text, x=1)


def test_an_unknown_form_or_template_is_named(tmp_path: Path) -> None:
    for text, name in (("{{ x|percnt }}", "“percnt”"), ('{% include "no.md" %}', "no.md")):
        with pytest.raises(ConfigurationInvalid) as caught:
            rendered(tmp_path, text, x=1)
        assert name in str(caught.value.parameters["reason"])


class TestTheTemplatesOfAWorkspace:
    def test_take_the_place_of_their_namesakes_only(self, tmp_path: Path) -> None:
        own = tmp_path / "templates"
        own.mkdir()
        (own / "words.md").write_text("自己的话", encoding="utf-8")
        style = (templates_folder() / "style.toml").read_text(encoding="utf-8")
        (own / "style.toml").write_text(style.replace("#", "#  ", 1), encoding="utf-8")
        look = read_look(templates_folder(), own)
        assert look.templates.render("words.md", {}) == "自己的话"
        assert look.specs == read_look(templates_folder()).specs

    def test_may_not_exist(self, tmp_path: Path) -> None:
        assert read_look(templates_folder(), tmp_path / "templates").specs

    def test_are_refused_when_they_take_the_place_of_none(self, tmp_path: Path) -> None:
        own = tmp_path / "templates"
        own.mkdir()
        (own / "Thumbs.db").write_text("", encoding="utf-8")
        (own / "summry.md").write_text("", encoding="utf-8")
        with pytest.raises(ConfigurationInvalid) as caught:
            read_look(templates_folder(), own)
        told = caught.value.parameters
        assert told["file"] == "templates/summry.md"
        assert "summary.md" in str(told["question"])


def test_templates_cannot_reach_into_python(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationInvalid):
        rendered(tmp_path, "{{ ''.__class__.__mro__ }}")


def test_values_are_never_markdown(tmp_path: Path) -> None:
    hostile = "# **x** <b>{{ y }}</b> {{table a}} \\ `c`\n- d"
    blocks = rendered(tmp_path, "{{ name }}\n", name=hostile)
    assert blocks == [Paragraph((Run(hostile.replace("\n", " ")),))]


def test_what_a_macro_returns_is_escaped_once(tmp_path: Path) -> None:
    text = "{% macro bold(x) -%}**{{ x }}**{%- endmacro %}比{{ bold('1.5*') }}。"
    assert rendered(tmp_path, text) == [Paragraph((Run("比"), Run("1.5*", strong=True), Run("。")))]


def test_headings_are_numbered_and_some_are_not(tmp_path: Path) -> None:
    text = "# 摘要 {-}\n# 总体\n## 一\n## 二\n### 细\n# 分布\n## 三"
    assert [block.text for block in rendered(tmp_path, text) if isinstance(block, Heading)] == [
        "摘要", "一、总体", "（一）一", "（二）二", "1. 细", "二、分布", "（一）三",
    ]  # fmt: skip


def test_directives_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    text = '文字\n{{ table("by_town") }}\n{{ page_break() }}\n- 一\n  二\n1. 三'
    assert rendered(tmp_path, text) == [
        Paragraph((Run("文字"),)),
        Heading(3, "table by_town"),
        PageBreak(),
        Paragraph((Run("一二"),), "•"),
        Paragraph((Run("三"),), "1."),
    ]


def test_templates_are_found_in_the_package_else_in_the_repository(tmp_path: Path) -> None:
    installed, repository = tmp_path / "installed", tmp_path / "repository"
    repository.mkdir()
    assert templates_folder((installed, repository)) == repository
    installed.mkdir()
    assert templates_folder((installed, repository)) == installed
    assert CANDIDATES[0].parts[-3:] == ("recheck", "reports", "templates")
    assert (templates_folder() / "city.md").is_file()
