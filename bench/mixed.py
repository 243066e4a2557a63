"""A dossier as a unit hands it in, of any size, with what is known of every file: ``python -m bench.mixed FOLDER``.

Papers, scans, photos, tables, mails, archives, old formats, litter and broken files in the folders people make. The
same number and seed give the same files (.doc and .ppt, which LibreOffice makes, have the same text).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import mixed_odd as odd
from bench import mixed_photo as photo
from bench.mixed_office import make_docx, make_pptx
from bench.mixed_packed import MAILS, make_zip
from bench.mixed_pdf import make_pdf, make_scan
from bench.mixed_sheets import MAKERS as SHEETS
from bench.mixed_texts import make_html, make_md, make_ofd, make_txt
from bench.mixed_truth import Truth
from bench.mixed_words import Words, data

Make = Callable[[Path, str, Words, int], list[Truth]]
Forms = Sequence[tuple[str, Make]]
SHARES = {"docx": 340, "pdf": 200, "photo": 150, "sheet": 100, "text": 50, "scan": 40, "pptx": 30, "zip": 20,
          "mail": 20, "litter": 20, "old": 10, "broken": 10, "ofd": 6, "video": 4}
"""Files of each kind in a thousand."""
EVERY_FORM = {"docx": 20, "pdf": 12, "photo": 18, "sheet": 15, "scan": 13, "broken": 10, "text": 8, "old": 5, "pptx": 4,
              "zip": 4, "mail": 4, "litter": 4, "ofd": 2, "video": 1}
"""Of each kind in 120 files, so that every form of every kind is there once at least."""
TEXTS: Forms = ((".txt", make_txt), (".html", make_html), (".txt", make_txt), (".md", make_md),
                (".htm", make_html))
OLD: Forms = ((".doc", odd.make_old("doc")), (".rtf", odd.make_rtf), (".ppt", odd.make_old("ppt")),
              (".wps", odd.make_old("doc")), (".rtf", odd.make_rtf))
RICH: Forms = ((".rtf", odd.make_rtf),)
LONG_EVERY, PHOTO_COPY_EVERY, PAPER_COPY_EVERY = 17, 4, 25


def build(folder: Path, files: int = 1000, seed: int = 7, *, office: bool = True,
          shares: Mapping[str, int] = SHARES) -> list[Truth]:
    """Fills ``folder`` with exactly ``files`` files; what reading them must give, sorted by path.

    Members of archives and attachments of mails have truths of their own beside these files. office: also .doc and
    .ppt where LibreOffice is there, else more .rtf instead. shares: how the kinds are mixed. Raises ValueError where
    the folder is not empty.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise ValueError(f"{folder} is not empty")
    maker = _Maker(folder, seed, OLD if office and odd.office() else RICH)
    work = [(kind, index) for kind, count in counts(files, shares).items() for index in range(count)]
    random.Random(seed).shuffle(work)  # noqa: S311 - no secret
    truths = [truth for kind, index in work for truth in maker.make(kind, index)]
    return sorted(truths, key=lambda truth: truth.path)


def counts(files: int, shares: Mapping[str, int] = SHARES) -> dict[str, int]:
    """How many files of each kind: at least one where there are enough, and all of them together ``files``."""
    total = sum(shares.values())
    exact = {kind: files * share / total for kind, share in shares.items()}
    least = 1 if files >= len(shares) else 0
    made = {kind: max(int(value), least) for kind, value in exact.items()}
    while sum(made.values()) > files:
        spare = [kind for kind in made if made[kind] > least]
        made[max(spare, key=lambda kind: made[kind] - exact[kind])] -= 1
    while sum(made.values()) < files:
        made[max(made, key=lambda kind: exact[kind] - made[kind])] += 1
    return made


@dataclass
class _Maker:
    """Makes file after file; remembers the first papers and photos, so that later ones can be copies."""

    folder: Path
    seed: int
    old: Forms

    def __post_init__(self) -> None:
        self.first: dict[str, list[tuple[Path, Truth]]] = {"docx": [], "photo": []}

    def make(self, kind: str, index: int) -> list[Truth]:
        words, variant = Words(f"{self.seed}/{kind}/{index}"), index + self.seed
        every = {"photo": PHOTO_COPY_EVERY, "docx": PAPER_COPY_EVERY}.get(kind)
        if every and index % every == every - 1 and self.first[kind]:
            original, truth = words.dice.choice(self.first[kind])
            path, name = self._place(kind, words, original.suffix, index)
            return photo.copied(original, path, truth, name)
        suffix, make = self._form(kind, variant)
        path, name = self._place(kind, words, suffix, index)
        truths = make(path, name, words, variant)
        if kind in self.first:
            self.first[kind].append((path, truths[0]))
        return truths

    def _form(self, kind: str, variant: int) -> tuple[str, Make]:
        """Suffix and maker of a file."""
        several = {"sheet": SHEETS, "text": TEXTS, "mail": MAILS, "old": self.old}
        if kind in several:
            return several[kind][variant % len(several[kind])]
        if kind == "broken":
            suffix, make = odd.BROKENS[variant % len(odd.BROKENS)]
            return suffix, lambda path, name, words, _: make(path, name, words)
        single: dict[str, tuple[str, Make]] = {
            "docx": (".docx", make_docx), "pdf": (".pdf", make_pdf), "scan": (".pdf", make_scan),
            "ofd": (".ofd", make_ofd), "photo": (photo.suffix(variant), photo.make_photo),
            "pptx": (".pptx", make_pptx), "zip": (".zip", make_zip),
            "video": (".mp4", odd.make_video), "litter": ("", odd.make_litter)}
        return single[kind]

    def _place(self, kind: str, words: Words, suffix: str, index: int) -> tuple[Path, str]:
        """Where the file lies: its path, and the same inside the dossier."""
        groups = {"photo": "photos", "video": "photos", "sheet": "sheets", "pptx": "decks"}
        folders = [one for one in data()["folders"] if kind not in ("photo", "video") or "照片" in one]
        folder = words.dice.choice(folders)
        if kind == "litter":
            name = odd.LITTER[(index + self.seed) % len(odd.LITTER)].replace("%s", str(1000 + index))
        elif kind in ("photo", "video"):
            name = words.text(words.pick("photos")) + suffix
        else:
            names, long = words.words[groups.get(kind, "papers")], index % LONG_EVERY == LONG_EVERY - 1
            name = words.name(names, suffix, long=long)
        path, number = self.folder / folder / name, 1
        while path.exists():
            number += 1
            path = path.parent.with_name(f"{path.parent.name}{number}") / name if kind == "litter" else \
                path.with_name(_numbered(name, suffix, number))
        path.parent.mkdir(parents=True, exist_ok=True)
        return path, path.relative_to(self.folder).as_posix()


def _numbered(name: str, suffix: str, number: int) -> str:
    mark = f" ({number})"
    stem = name[:len(name) - len(suffix)].encode()[:250 - len(mark) - len(suffix)].decode("utf-8", "ignore")
    return f"{stem}{mark}{suffix}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Builds a dossier and, where asked, writes what is known of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.mixed", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a new or empty folder")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--no-office", action="store_true", help="leave out what needs LibreOffice")
    parser.add_argument("--truth", type=Path, metavar="FILE", help="write what is known of every file as JSON")
    options = parser.parse_args(arguments)
    truths = build(options.folder, options.files, options.seed, office=not options.no_office)
    if options.truth:
        known = json.dumps([one.as_dict() for one in truths], ensure_ascii=False, indent=1)
        options.truth.write_text(known + "\n", "utf-8")
    kinds = Counter(one.kind for one in truths)
    print(f"{options.files} files, {len(truths)} with members: "
          + ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
