"""Rules of the front end that reading alone would not keep."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DIST = ROOT / "frontend" / "dist"
TEMPLATES = sorted((ROOT / "apps").glob("*/templates/**/*.html"))
STYLES = sorted((ROOT / "frontend" / "src" / "css").rglob("*.css"))


@pytest.mark.parametrize(("name", "limit"), [("public.css", 10_000), ("public.js", 12_000)])
def test_the_public_page_stays_small(name: str, limit: int) -> None:
    assert len(gzip.compress((DIST / name).read_bytes())) < limit


def test_no_template_carries_inline_script_or_style() -> None:
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)(?![^>]*application/json)")
    bare = {
        path: re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", path.read_text(), flags=re.S)
        for path in TEMPLATES
    }
    assert [path.name for path, text in bare.items() if inline.search(text)] == []


def test_every_icon_a_template_names_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', (DIST / "icons.svg").read_text()))
    named = {name for path in TEMPLATES for name in re.findall(r"icons\.svg' %}#([a-z]+)", path.read_text())}
    assert named - drawn == set()


def test_colours_are_named_in_the_tokens_alone() -> None:
    colour = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", re.IGNORECASE)
    named = [path.name for path in STYLES if path.name != "tokens.css" and colour.search(path.read_text())]
    assert named == []


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: str, second: str) -> float:
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _schemes() -> dict[str, dict[str, str]]:
    light, dark, paper = re.split(r"@media [^{]+", (ROOT / "frontend/src/css/tokens.css").read_text())
    tokens = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in (light, dark, paper)]
    return {"light": tokens[0], "dark": tokens[0] | tokens[1], "print": tokens[0] | tokens[2]}


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_text_and_marks_stand_out_from_every_ground(scheme: str) -> None:
    tokens = _schemes()[scheme]
    texts = ["ink", "ink-soft", "ink-faint", "danger", "low-text", "mid-text", "high-text"]
    marks = ["low", "mid", "high", "line-strong", "focus"]
    for ground in ("paper", "surface", "sunken"):
        pale = [name for name in texts if _contrast(tokens[name], tokens[ground]) < 4.5]
        pale += [name for name in marks if _contrast(tokens[name], tokens[ground]) < 3]
        assert pale == [], ground
    for name in ("low", "mid", "high"):
        assert _contrast(tokens[f"{name}-text"], tokens[f"{name}-tint"]) >= 4.5
