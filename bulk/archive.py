"""A cohort against the archive of earlier dossiers: what is known of them, and keeping what is new."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from classifiers.words import table
from integrity.photos.known import parts_as_text
from integrity.submission import Submission
from integrity.texts.letters import rules as mask_lists
from integrity.texts.paper import prepared, texts_of
from model.known import KnownPicture
from model.packing import code_digest
from store.archive import Archive
from store.known import KnownDossiers


def known_beside(archive: Archive, cohort: Sequence[Submission]) -> KnownDossiers:
    """What the archive knows beside the cohort, its fingerprints made by today's rules."""
    renew(archive)
    return KnownDossiers(archive, {(one.year, one.unit) for one in cohort})


def remember(archive: Archive, cohort: Iterable[Submission]) -> int:
    """Keeps every dossier that is not kept in just its state; how many were new or changed."""
    changed = 0
    for one in cohort:
        state = f"{rules()}:{_content(one)}"
        if not archive.holds(one.year, one.unit, state):
            archive.put(one.year, one.unit, state, [text.known() for text in texts_of([one])], _pictures(one))
            changed += 1
    return changed


def renew(archive: Archive) -> int:
    """Makes the fingerprints of papers anew that other rules of masking made; how many dossiers that were."""
    stale = [one for one in archive.dossiers() if not one.digest.startswith(f"{rules()}:")]
    known = KnownDossiers(archive)
    for one in stale:
        hashes = {number: prepared(known.text(number)).known().hashes for number in archive.papers(one.year, one.unit)}
        archive.reprint(one.year, one.unit, f"{rules()}:{one.digest.split(':', 1)[-1]}", hashes)
    return len(stale)


@lru_cache(maxsize=1)
def rules() -> str:
    """Names the rules by which fingerprints of texts are made: their code and word lists."""
    made = code_digest("integrity/texts/letters", "integrity/texts/winnow", "classifiers/grammar/text")
    lists = json.dumps([mask_lists(), table("bodies")["简称"], table("bodies")["自称"]], ensure_ascii=False)
    return hashlib.sha256(f"{made}{lists}".encode()).hexdigest()[:16]


def _content(one: Submission) -> str:
    """Names the content of a dossier: its files and what each was taken for."""
    files = sorted((document.path, document.sha256, one.papers.get(document.path, ""), len(document.traces.pictures)
                    if document.traces else -1) for document in one.documents)
    return hashlib.sha256(repr(files).encode("utf-8", "surrogatepass")).hexdigest()


def _pictures(one: Submission) -> Iterator[KnownPicture]:
    for document in one.documents:
        for picture in document.traces.pictures if document.traces else ():
            yield KnownPicture(year=one.year, unit=one.unit, file=document.path, number=picture.number,
                               page=picture.page, bbox=picture.bbox, coded=picture.coded, pixels=picture.pixels,
                               quality=picture.quality, codes=picture.codes, thumb=picture.thumb,
                               facts=(("beside", picture.beside), ("parts", parts_as_text(picture.parts)),
                                      *picture.exif))
