"""Every call that shows text is looked at: what is not a constant goes through `dashboard.plain`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.dashboard_app import ROOT

PAGES = sorted((ROOT / "dashboard").rglob("*.py"))

# Where Streamlit reads Markdown: the call, and which of its arguments (position or name) it reads so.
_MESSAGE = (0, "body")
_LABEL = (0, "label", "help")
MARKDOWN: dict[str, tuple[int | str, ...]] = {
    **dict.fromkeys(("markdown", "caption", "error", "warning", "info", "success", "toast", "write_stream"), (*_MESSAGE, "help")),
    **dict.fromkeys(("title", "header", "subheader"), (*_MESSAGE, "help", "divider")),
    "write": tuple(range(20)),
    "latex": _MESSAGE, "badge": (0, "label"), "spinner": (0, "text"), "dialog": (0, "title"), "popover": _LABEL,
    "expander": _LABEL, "status": _LABEL, "progress": (1, "text"), "tabs": (0, "tabs"), "metric": (0, 1, 2, "label", "value", "delta", "help"),
    **dict.fromkeys((
        "button", "download_button", "link_button", "form_submit_button", "checkbox", "toggle", "text_input", "text_area",
        "number_input", "file_uploader", "date_input", "time_input", "color_picker", "selectbox", "multiselect", "slider",
        "select_slider", "pills", "segmented_control", "radio", "feedback", "camera_input", "chat_input",
    ), _LABEL),
    "page_link": ("label", "help"), "image": ("caption",), "table": (),
}  # fmt: skip
# Where what `format_func` gives is read as Markdown, and where it stays text.
FORMATTED = {"pills": "markdown", "segmented_control": "markdown", "radio": "markdown"}
AS_TEXT = {"selectbox": "visible", "multiselect": "visible", "select_slider": "visible"}
NAMES = {"file_name", "alt"}  # text where Streamlit does not read Markdown


def safe(node: ast.expr | None, through: str) -> bool:
    """Whether an expression is fixed text, or text that went through `plain.<through>`, or a number with a format."""
    if node is None or isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.JoinedStr):
        return all(safe(part, through) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return safe(node.value, through) or _is_number(node.format_spec)
    if isinstance(node, ast.IfExp):
        return safe(node.body, through) and safe(node.orelse, through)
    if isinstance(node, ast.List | ast.Tuple):
        return all(safe(each, through) for each in node.elts)
    if isinstance(node, ast.Name) and node.id.isupper():
        return True  # a constant of the module
    if not isinstance(node, ast.Call):
        return False
    if ast.unparse(node.func) in {"count", "counted"}:  # a number and the noun counted
        return all(safe(noun, through) for noun in node.args[1:])
    return ast.unparse(node.func) == f"plain.{through}"


def _is_number(spec: ast.expr | None) -> bool:
    """A format that only numbers have: text given there ends in an error and is never shown."""
    if (
        not isinstance(spec, ast.JoinedStr)
        or len(spec.values) != 1
        or not isinstance(spec.values[0], ast.Constant)
    ):
        return False
    return spec.values[0].value in {",", "d", ".0%", ".1f", ".2f"}


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Calls of Streamlit's elements, on `st` or on a container of any name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr


def faults(tree: ast.AST) -> Iterator[str]:
    """What is shown without having gone through `plain`."""
    for call, name in calls(tree):
        if ast.unparse(call.func).split(".")[0] in {"plain", "sys"}:
            continue
        wanted = MARKDOWN.get(name, ())
        given = [*enumerate(call.args), *((keyword.arg, keyword.value) for keyword in call.keywords)]
        for place, value in given:
            if place in wanted and not safe(value, "markdown"):
                yield f"line {value.lineno}: {name}({ast.unparse(value)[:80]})"
            if (place in NAMES or (name, place) == ("download_button", 2)) and not safe(value, "visible"):
                yield f"line {value.lineno}: {name}({place}={ast.unparse(value)[:80]})"
            if place == "format_func" and name in FORMATTED | AS_TEXT:
                through = (FORMATTED | AS_TEXT)[name]
                if not (isinstance(value, ast.Lambda) and safe(value.body, through)):
                    yield f"line {value.lineno}: {name}(format_func={ast.unparse(value)[:80]})"
            if name == "dataframe" and place == 0 and not ast.unparse(value).startswith("plain.frame("):
                yield f"line {value.lineno}: dataframe({ast.unparse(value)[:80]})"
            if name in {"html", "iframe"} and place in (0, "body", "src") and not _is_ours(value):
                yield f"line {value.lineno}: {name}({ast.unparse(value)[:80]})"
            if name == "empty_label" or (place == "unsafe_allow_html" and ast.unparse(value) != "False"):
                yield f"line {value.lineno}: {name} lets HTML through"


def _is_ours(value: ast.expr) -> bool:
    """Fixed HTML, or the style sheet with the theme's own colours."""
    return (
        isinstance(value, ast.Constant)
        or ast.unparse(value).lstrip("_").isupper()
        or "{colours}" in ast.unparse(value)
    )


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_is_shown_goes_through_plain(path: Path) -> None:
    assert not list(faults(ast.parse(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize(
    "line",
    [
        "st.error(str(error))", "st.caption(f'{name} is here')", "box.title(article.title)", "st.button(label=name)",
        "st.tabs(['a', name])", "st.success(note)", "st.write('a', title)", "st.progress(0.5, name)", "st.html(text)",
        "st.selectbox('a', b, format_func=titles.__getitem__)", "st.pills('a', b, format_func=lambda x: plain.visible(x))",
        "st.download_button('a', b, file_name=title)", "st.markdown('a', unsafe_allow_html=True)", "st.dataframe(rows)",
        "st.caption(name if name else 'none')", "st.dialog(title)", "st.metric('a', value)", "st.toast(plain.visible(a))",
    ],
)  # fmt: skip
def test_a_call_without_it_is_found(line: str) -> None:
    assert list(faults(ast.parse(line)))


def test_all_elements_of_streamlit_that_take_text_are_known() -> None:
    """A newer Streamlit may bring elements; each is added above once it is known what it reads."""
    import streamlit as st

    known = {
        *MARKDOWN,
        *FORMATTED,
        *AS_TEXT,
        "dataframe",
        "data_editor",
        "code",
        "html",
        "iframe",
        "plotly_chart",
    }
    used = {name for path in PAGES for call, name in calls(ast.parse(path.read_text())) if isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name) and call.func.value.id == "st"}  # fmt: skip
    layout = {
        "columns", "container", "fragment", "rerun", "stop", "switch_page", "navigation", "Page", "set_page_config", "form",
        "cache_data", "cache_resource", "get_option", "logout", "empty",
    }  # fmt: skip
    assert not {name for name in used if hasattr(st, name)} - known - layout


@pytest.mark.parametrize("name", ["network", "timeline"])
def test_charts_take_names_through_plain(name: str) -> None:
    source = (ROOT / "dashboard" / "charts" / f"{name}.py").read_text(encoding="utf-8")
    assert "html.escape" not in source
    assert "plain.chart(" in source
