"""Spoilt files: no reader raises what it did not promise, hangs, or takes memory without end (longer: make fuzz)."""

from __future__ import annotations

import os
import time
from pathlib import Path

import fuzz
import pytest
from fuzz_examine import Finding, examine
from fuzz_seeds import SEEDS
from given_tools import GivenTools

from extractor import Limits
from extractor.limits import MEGA
from extractor.reading import Reading
from extractor.registry import READERS
from extractor.single import read_here
from extractor.sniff import sniff
from extractor.tools import Tools

KEPT = sorted(Path(__file__).with_name("regressions").glob("*.bin"))


def test_every_reader_has_seeds_that_are_of_its_type_and_can_be_read(tmp_path: Path) -> None:
    assert set(READERS) <= set(SEEDS), "a reader without files to spoil: add some to fuzz_seeds.py"
    for kind in READERS:
        for number, data in enumerate(SEEDS[kind]()):
            path = tmp_path / f"{kind}{number}"
            path.write_bytes(data)
            document = read_here(path, path.name, Limits(), GivenTools("法治宣传"))
            assert sniff(path) == (kind if kind != "wps" else "doc")
            assert document.status != "failed", (kind, document.problems)


@pytest.mark.parametrize("half", [0, 1])
def test_spoilt_files_are_foreseen(half: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kinds = sorted(READERS)[half::2]
    assert fuzz.main(["--cases", "40", "--seed", "7", "--keep", str(tmp_path), *kinds]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_what_was_found_once_stays_foreseen(path: Path) -> None:
    assert examine(path, path.name) is None


def misbehave(path: Path, name: str, limits: Limits, tools: Tools) -> Reading:
    """A reader for the search to catch: what it does follows from the file's size."""
    word = path.stat().st_size % 7
    if word == 1:
        raise ZeroDivisionError("planted")
    if word == 2:
        os.abort()
    if word == 3:
        while True:
            time.monotonic()
    if word == 4:
        bytearray(b"x") * (120 * MEGA)
    return Reading(blocks=())


def test_the_search_finds_what_is_planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                          capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(READERS, "txt", f"{__name__}:misbehave")
    monkeypatch.setattr(fuzz, "PROCESSOR_SECONDS", 8)  # where memory is slow to come, growth must not look like a hang
    monkeypatch.setattr(fuzz, "GROWTH", 60 * MEGA)
    assert fuzz.main(["--cases", "21", "--keep", str(tmp_path), "txt"]) == 1
    told = capsys.readouterr().out
    assert "FOUND ZeroDivisionError" in told and "FOUND crash txt SIGABRT" in told
    assert "FOUND hang txt SIGXCPU" in told and "FOUND growth txt" in told
    assert len(list(tmp_path.glob("*.bin"))) == 4 and Finding("a").text == ""
