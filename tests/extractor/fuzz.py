"""Searches for files that a reader did not foresee: ``python -m fuzz [--seconds N | --cases N] [--seed N] [KIND…]``.

Spoils good files of every type and reads each in a child with bounds of memory and time. Prints every finding once
and keeps its file in ``regressions/``, which a test replays for ever. Ends with 1 where something was found. The
same seed and number of cases make the same files.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import mmap
import os
import random
import re
import resource
import signal
import struct
import sys
import tempfile
import time
from pathlib import Path

from fuzz_examine import Finding, examine
from fuzz_mutate import spoilt
from fuzz_seeds import SEEDS

from extractor.apart.confinement import allow_processor_time
from extractor.limits import MEGA

KEPT = Path(__file__).with_name("regressions")
BATCH = 100
MEMORY, GROWTH, LEAK = 2048 * MEGA, 500 * MEGA, 200 * MEGA
PROCESSOR_SECONDS, WALL_SECONDS = 15, 120
_LARGEST = 100_000


def main(arguments: list[str]) -> int:
    """Runs the search; how many different findings there were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=0.0)
    parser.add_argument("--cases", type=int, default=100, help="of every type, where no time is given")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=KEPT, help="folder for the files of findings")
    parser.add_argument("kinds", nargs="*", default=sorted(SEEDS))
    given = parser.parse_args(arguments)
    search = _Search(given.seed, given.keep)
    end = time.monotonic() + given.seconds
    first = 0
    while time.monotonic() < end if given.seconds else first < given.cases:
        for kind in given.kinds:
            search.batch(kind, first, min(BATCH, given.cases - first) if not given.seconds else BATCH)
        first += BATCH
    print(f"{search.cases} files, {len(search.found)} findings")
    return min(len(search.found), 1)


class _Search:
    """Reads batches of spoilt files in children and keeps what they found."""

    def __init__(self, seed: int, keep: Path) -> None:
        self._seed = seed
        self._keep = keep
        self._board = mmap.mmap(-1, 1 << 16)
        self._seeds: dict[str, list[bytes]] = {}
        self.found: set[str] = set()
        self.cases = 0

    def batch(self, kind: str, first: int, count: int) -> None:
        """Reads ``count`` files of a type, from number ``first`` on; a child that dies is followed by another."""
        if kind not in self._seeds:
            self._seeds[kind] = list(SEEDS[kind]())
        at, last = first, first + count
        while at < last:
            self._board[:16] = struct.pack("<QQ", at, 0)
            child = os.fork()
            if child == 0:
                self._child(kind, at, last)
            _, status = os.waitpid(child, 0)
            at, size = struct.unpack("<QQ", self._board[:16])
            if size:
                key, _, text = self._board[16:16 + size].decode("utf-8", "replace").partition("\0")
                self._note(kind, at, Finding(key, text))
            elif os.WIFSIGNALED(status):
                number = os.WTERMSIG(status)
                late = number in (signal.SIGXCPU, signal.SIGALRM)
                self._note(kind, at, Finding(f"{'hang' if late else 'crash'} {kind} {signal.Signals(number).name}"))
            elif at < last:
                self._note(kind, at, Finding(f"exit {kind} {os.waitstatus_to_exitcode(status)}"))
            at += 1
        self.cases += count

    def case(self, kind: str, number: int) -> bytes:
        """The spoilt file of that number."""
        dice = random.Random(f"{self._seed} {kind} {number}")
        return spoilt(dice.choice(self._seeds[kind]), dice)

    def _child(self, kind: str, first: int, last: int) -> None:
        """Reads files until one shows something; never returns."""
        room = _mapped() + MEMORY  # a test process that has read scans maps over a gigabyte before it begins
        resource.setrlimit(resource.RLIMIT_AS, (room, room))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 2)
        begun = 0
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            path = Path(folder) / "case"
            for number in range(first, last):
                self._board[:8] = struct.pack("<Q", number)
                path.write_bytes(self.case(kind, number))
                signal.alarm(WALL_SECONDS)
                allow_processor_time(PROCESSOR_SECONDS)
                before = _highest()
                found = examine(path, f"case.{kind}")
                if found is None and _highest() - before > GROWTH:
                    found = Finding(f"growth {kind}", f"{(_highest() - before) // MEGA} MB")
                if number == first + 10:
                    begun = _held()
                if found is None and number == last - 1 and begun and _held() - begun > LEAK:
                    found = Finding(f"leak {kind}", f"{(_held() - begun) // MEGA} MB in {last - first} files")
                if found is not None:
                    told = f"{found.key}\0{found.text[-20_000:]}".encode("utf-8", "replace")[:1 << 15]
                    self._board[16:16 + len(told)] = told
                    self._board[8:16] = struct.pack("<Q", len(told))
                    break
            else:
                self._board[:8] = struct.pack("<Q", last)
        os._exit(0)

    def _note(self, kind: str, number: int, found: Finding) -> None:
        """Prints a finding that is new and keeps its file."""
        if found.key in self.found:
            return
        self.found.add(found.key)
        data = self.case(kind, number)
        word = re.sub(r"[^A-Za-z0-9]+", "-", found.key).strip("-")
        name = f"{kind}-{word}-{hashlib.sha256(data).hexdigest()[:8]}.bin"
        print(f"FOUND {found.key} (seed {self._seed}, {kind} {number}, {len(data)} bytes)", flush=True)
        print(found.text[-3000:], flush=True)
        if len(data) <= _LARGEST:
            self._keep.mkdir(parents=True, exist_ok=True)
            (self._keep / name).write_bytes(data)


def _highest() -> int:
    """The most memory that this process ever held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _held() -> int:
    """The memory that this process holds now, in bytes."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * mmap.PAGESIZE


def _mapped() -> int:
    """The address space that this process has mapped, in bytes."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * mmap.PAGESIZE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
