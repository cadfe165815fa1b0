"""Text that would drive the terminal, the markup or the parser: it is shown as text, and nothing else happens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from wire import NEVER, assert_harmless, kinds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Folder = Callable[..., Path]

BODY = "\n\n今天早上，太原的公园里已经有人在打太极拳。" + "晨练的人说，这里的空气很好。" * 5 + "\n"
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)

PAYLOADS = {
    "an escape sequence": "\x1b[31m红\x1b[0m",
    "a title (OSC 0)": "\x1b]0;own\x07",
    "the clipboard (OSC 52)": "\x1b]52;c;ZXZpbA==\x1b\\",
    "a hyperlink (OSC 8)": "\x1b]8;;http://evil\x1b\\x\x1b]8;;\x1b\\",
    "a device query": "\x1b[c\x1b[6n\x1bP$q\x1b\\",
    "C1 introducers": "\x9b31m\x9d0;own\x9c",
    "NEL and IND": "a\x85b\x84c",
    "a bell and backspaces": "\x07abc\x08\x08\x08xyz",
    "a delete": "a\x7fb",
    "overrides": "\u202eloot\u202c",
    "isolates": "\u2066a\u2067b\u2068c\u2069",
    "embeddings": "\u202aa\u202bb",
    "a carriage return": "good\rbad",
    "form feeds": "a\x0cb\x0bc",
    "line separators": "a\u2028b\u2029c",
    "a tab": "a\tb",
    "Textual's markup": "[@click=app.bell]x[/]",
    "Rich's markup": "[red]x[/] [/] [bold",
    "a format string": "{0} {path} %s %n ${HOME}",
    "tags": "a\U000e0041\U000e007fb",
}  # fmt: skip
SUFFIXES = ("body.txt", "title.md", "front.md", "value.yaml", "header.txt", "toml.md", "json.md")


def laid_in(payload: str, name: str) -> str:
    """Return a bulletin with ``payload`` where the file's name says."""
    beyond = max(payload) > "\uffff"  # YAML and TOML take no surrogate pairs
    quoted = json.dumps(f"太原{payload}新闻", ensure_ascii=not beyond)
    return {
        "body.txt": f"太原新闻\n\n{payload}太原{payload}，今天早上。{payload}{BODY}",
        "title.md": f"# 太原{payload}新闻{BODY}",
        "front.md": f"---\ntitle: {quoted}\nsection: {quoted}\nauthor: {quoted}\ndate: {quoted}\n---{BODY}",
        "value.yaml": f"title: {quoted}\nsection: {quoted}\ndate: {quoted}\nsource: {quoted}\nbody: {quoted}\n",
        "header.txt": f"Title: 太原{payload}新闻\nSection: 太原{payload}\nDate: {payload}{BODY}",
        "toml.md": f"+++\ntitle = {quoted}\nsection = {quoted}\ndate = {quoted}\n+++{BODY}",
        "json.md": json.dumps({"title": f"太原{payload}", "section": payload, "date": payload}) + BODY,
    }[name]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_a_bulletin_says_drives_the_terminal(payload: str, folder: Folder, run, run_all) -> None:
    harm = PAYLOADS[payload]
    root = folder({name: laid_in(harm, name) for name in SUFFIXES})

    problems = run_all(root, query=f"太原{harm}")

    assert kinds(problems) <= {"control-characters", "date", "yaml", "front-matter"}
    assert len(run("list", root, "--json").json()) >= len(SUFFIXES)
    for name in SUFFIXES:
        assert "太原" in run(root / name).out
        exported = run("parse", root / name).out
        assert NEVER.search(exported) is None


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_name_query_or_option_drives_the_terminal(payload: str, folder: Folder, run, run_all) -> None:
    harm = PAYLOADS[payload]
    name = harm.replace("/", "∕")
    root = folder({f"{name}/{name}.txt": "太原" + BODY, f"{name}.md": b"%PDF-1.4"})

    assert kinds(run_all(root)) == {"binary"}
    for command in (
        ("list", root, "--section", harm),
        ("list", "--article", harm),
        ("show", root, "--article", harm),
        ("show", root / f"{name}.md"),
        ("search", harm, root),
        ("search", f'"{harm}" -{harm}', root),
        ("search", "太原", root, harm),
        ("keys", harm),
        ("check", root, f"--{harm}"),
        ("list", f"{root}/{harm}"),
        (harm,),
    ):
        run(*command)  # looks at the output itself


@pytest.mark.parametrize("markup", ["[@click=app.bell]x[/]", "[red]x[/]", "[/]", "\\[b]"])
def test_markup_of_the_toolkit_is_text(markup: str, folder: Folder, run) -> None:
    root = folder({"a.txt": f"太原新闻{markup}\n\n本报讯 今天早上{markup}，太原的公园里已经有人。\n"})

    assert run(root / "a.txt").out.count(markup) == 2
    assert run("list", root, "--json").json()[0]["headline"] == f"太原新闻{markup}"


STRUCTURES: dict[str, tuple[str, str, set[str]]] = {
    "an alias bomb": ("a.yaml", f"title: 太原\nbody: x\n{BOMB}", {"yaml-aliases"}),
    "an alias bomb of few aliases": (
        "a.yaml",
        "title: 太原\na: &a [" + "x," * 999 + "x]\nb: &b [" + "*a," * 20 + "x]\nbody: [" + "*b," * 12 + "x]\n",
        {"yaml-size"},
    ),
    "an alias bomb on top": ("a.md", f"---\ntitle: 太原\n{BOMB}---{BODY}", {"yaml-aliases"}),
    "an alias inside itself": ("a.yaml", "title: 太原\nbody: &a [x, *a]\n", {"yaml-depth"}),
    "an alias to nothing": ("a.yaml", "title: 太原\nbody: *nobody\n", {"yaml-quotes"}),
    "deep YAML": ("a.yaml", "title: 太原\nbody: " + "[" * 5000 + "]" * 5000 + "\n", {"yaml-depth"}),
    "deep YAML by indents": (
        "a.yaml", "\n".join(" " * at + "太原:" for at in range(300)) + "\n", {"yaml-depth"}),
    "deep YAML on top": ("a.md", "---\ntitle: 太原\nx: " + "{a: " * 500 + "}" * 500 + f"\n---{BODY}", {"yaml-depth"}),
    "merge keys": ("a.yaml", "x: &x {title: 太原, body: a}\narticles:\n- <<: *x\n  title: 太原\n  body: b\n", set()),
    "keys said twice": ("a.yaml", "title: 太原\ntitle: 太原\nbody: a\nbody: b\n", set()),
    "keys that are lists": ("a.yaml", "? [a, b]\n: c\ntitle: 太原\nbody: x\n", set()),
    "tags that call": ("a.yaml", "title: !!python/object/apply:os.system ['太原']\nbody: x\n", set()),
    "YAML that is no mapping": ("a.yaml", f"太原{BODY}", {"yaml-shape"}),
    "YAML of empty documents": ("a.yaml", "---\n---\n---\n# 太原\n", {"yaml-shape"}),
    "a NUL in YAML": ("a.yaml", "title: 太原\nbody: a\0b" + "c" * 200 + "\n", {"control-characters"}),
    "one NUL among letters": ("a.txt", f"Taiyuan\0 {'The harbour reopens today. ' * 40}\n", {"control-characters"}),
    "a tab as indent": ("a.yaml", "title: 太原\nbody:\n\t- x\n", {"yaml"}),
    "front matter never closed": ("a.md", f"---\ntitle: 太原\n{BODY}", {"front-matter-open"}),
    "TOML never closed": ("a.md", f"+++\ntitle = '太原'\n{BODY}", {"front-matter-open"}),
    "huge front matter": ("a.md", "---\ntitle: 太原\n" + f"x: {'y' * 200}\n" * 400 + f"---{BODY}", {"front-matter-large"}),
    "TOML with a fault": ("a.md", f"+++\ntitle = 太原\n+++{BODY}", {"front-matter"}),
    "TOML nested deep": ("a.md", "+++\ntitle = '太原'\nx = " + "[" * 5000 + "]" * 5000 + f"\n+++{BODY}", {"front-matter"}),
    "TOML with a huge number": ("a.md", f"+++\ntitle = '太原'\nx = {'9' * 9000}\n+++{BODY}", {"front-matter"}),
    "JSON nested deep": ("a.md", '{"title": "太原", "x": ' + "[" * 20_000 + "]" * 20_000 + "}" + BODY, {"yaml-depth"}),
    "JSON nested fairly deep": ("a.md", '{"title": "太原", "x": ' + "[" * 600 + "]" * 600 + "}" + BODY, set()),
    "JSON with a huge number": ("a.md", '{"title": "太原", "x": ' + "9" * 9000 + "}" + BODY, {"front-matter"}),
    "JSON with a far exponent": ("a.md", '{"title": "太原", "x": 1e999999, "date": 1e400}' + BODY, {"date"}),
    "JSON of many keys": ("a.md", json.dumps({"title": "太原"} | {f"\x01{n}": n for n in range(3000)}) + BODY, set()),
    "JSON with half a character": ("a.md", '{"title": "太原\\ud83d", "author": "\\udca9"}' + BODY, set()),
    "half a character in UTF-16": ("a.txt", "\ufeff太原新闻\ud83d今天\n".encode("utf-16-le", "surrogatepass") * 9, {"damaged-text", "control-characters"}),
    "half a character in UTF-8": ("a.txt", ("太原新闻" * 50 + "\ud83d").encode("utf-8", "surrogatepass"), {"damaged-text"}),
    "a date of tens": ("a.md", f"---\ntitle: 太原\ndate: 二〇二二年十十月十十日\n---{BODY}", {"date"}),
    "a month with a long s": ("a.md", f"---\ntitle: 太原\ndate: 1 ſept 2022\n---{BODY}", set()),
    "the thirty-first of February": ("a.md", f"---\ntitle: 太原\ndate: 2022-02-31\n---{BODY}", {"date"}),
    "the year nought": ("a.md", f"---\ntitle: 太原\ndate: 0000-00-00\n---{BODY}", {"date"}),
    "a date of a thousand digits": ("a.md", f"---\ntitle: 太原\ndate: {'2' * 1000}\n---{BODY}", {"date"}),
    "a list of dates": ("a.md", f"---\ntitle: 太原\ndate: [x, {{y: z}}]\n---{BODY}", {"date"}),
    "a charset that is a codec": ("a.txt", "charset: unicode_escape\n\n太原 \\x1b]0;own\\x07\n", set()),
    "a charset that runs escapes": ("a.txt", "charset: unicode_escape\n\nTaiyuan \\x1b]0;own\\x07 \\q\n", set()),
    "a charset that is none": ("a.txt", "encoding: rot13\n\ncharset: ../../x\n\n太原\n", set()),
    "carriage returns only": ("a.md", "# 太原\r\r今天早上，公园里已经有人。\r" * 50, set()),
}  # fmt: skip


@pytest.mark.parametrize("case", STRUCTURES)
def test_a_trap_for_the_parser_is_named_and_the_text_is_shown(case: str, folder: Folder, run, run_all) -> None:
    name, content, expected = STRUCTURES[case]
    root = folder({name: content})

    assert kinds(run_all(root)) == expected
    shown = run(root / name)
    assert shown.code == 0
    assert "太原" in shown.out or "Taiyuan" in shown.out


@pytest.mark.parametrize(("title", "quoted"), [("快讯: 第3号", "快讯: 第3号"), ("[要闻] 太原", "[要闻] 太原")])
@pytest.mark.parametrize("name", ["a.md", "a.yaml"])
def test_a_title_yaml_refuses_is_shown_and_the_quotes_that_mend_it_are_told(
    title: str, quoted: str, name: str, folder: Folder, run
) -> None:
    text = f"section: 要闻\ntitle: {title}\n"
    root = folder({name: f"---\n{text}---{BODY}" if name == "a.md" else f"{text}body: 今天早上。\n"})

    (found,) = run("check", root, "--json").json()
    shown = run(root / name)

    assert (found["kind"], found["line"]) == ("yaml-quotes", 3 if name == "a.md" else 2)
    assert f'title: "{quoted}"' in found["message"]
    assert title in shown.out
    assert "今天早上" in shown.out
    if name == "a.md":
        assert run("list", root, "--json").json()[0]["headline"] == title


@pytest.mark.parametrize("payload", ["an escape sequence", "C1 introducers", "overrides", "a carriage return"])
def test_a_process_of_its_own_writes_no_harmful_byte(payload: str, folder: Folder, tmp_path: Path) -> None:
    harm = PAYLOADS[payload]
    root = folder({f"{harm}/{harm}.md": laid_in(harm, "title.md"), f"{harm}.txt": b"\x7fELF"})
    environment = {**os.environ, "PYTHONWARNINGS": "error", "READER_SETTINGS": str(tmp_path / "none.yaml")}

    for arguments in (
        [root],
        ["list", root],
        ["search", harm, root],
        ["check", root],
        ["show", root, "--article", "2"],
    ):
        ran = subprocess.run(
            [sys.executable, "-m", "reader", *map(str, arguments)], capture_output=True, env=environment, timeout=60
        )
        assert ran.returncode in {0, 1, 2}
        assert_harmless(ran.stdout.decode())
        assert_harmless(ran.stderr.decode())
