"""Finding, done once: what a document says in a context is kept by the content of both and by the code that finds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from classifiers.context import Context, Opinion
from classifiers.events import merge_events
from classifiers.find import find_mentions
from classifiers.learned import place
from model.documents import Document
from model.evidence import Event, Mention, Paper
from model.packing import code_digest, pack, unpack

_BATCH = 64


class Store(Protocol):
    """Where bytes are kept by key."""

    def get_many(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """What is kept under each key; keys without anything are left out."""

    def put_many(self, values: Mapping[str, bytes]) -> None:
        """Keeps all of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What one document tells: its kind of paper and everything it says of evidence, in reading order."""

    paper: Paper
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Merged:
    """The events of a dossier."""

    events: tuple[Event, ...]


def find_all(documents: Sequence[Document], context: Context, store: Store, *,
             opinion: Opinion = "models") -> list[Told]:
    """``find_mentions`` of every document; what was found before in the same content, name and context is taken from
    the store. A document without a key is always looked through."""
    asked = f"{opinion}|{place.stamp() if opinion != 'rules' else ''}"
    about = f"{context_words(context)}|{asked}|{code_digest('classifiers', 'model')}"
    keys = [_key(document, about) for document in documents]
    kept = store.get_many(key for key in keys if key)
    told: list[Told] = []
    waiting: dict[str, bytes] = {}
    for document, key in zip(documents, keys, strict=True):
        one = _unpacked(kept.get(key))
        if one is None:
            paper, mentions = find_mentions(document, context, opinion=opinion)
            one = Told(paper=paper, mentions=mentions)
            if key:
                waiting[key] = pack(one)
        told.append(one)
        if len(waiting) >= _BATCH:
            store.put_many(waiting)
            waiting = {}
    store.put_many(waiting)
    return told


def merge_once(mentions: Sequence[Mention], long_kinds: frozenset[str], store: Store, key: str) -> tuple[Event, ...]:
    """``merge_events``, or what it made before under this key, which must name all that the mentions come from."""
    name = hashlib.sha256(f"events|{key}|{code_digest('classifiers', 'model')}".encode()).hexdigest()
    data = store.get_many((name,)).get(name)
    with suppress(ValueError):
        if data is not None:
            return unpack(data, Merged).events
    events = merge_events(mentions, long_kinds)
    store.put_many({name: pack(Merged(events=events))})
    return events


def context_words(context: Context) -> str:
    """Everything that a context holds, in one line that is the same in every process (a set has no order)."""
    kinds = "all" if context.kinds is None else ",".join(sorted(context.kinds))
    groups = ";".join(sorted(",".join(sorted(group)) for group in context.groups))
    return "|".join((groups, context.unit, str(context.year), repr(context.period), context.region, context.trade,
                     ",".join(context.trades), context.level, kinds, str(context.governs)))


def _key(document: Document, about: str) -> str:
    if not document.key:
        return ""
    text = f"{document.key}|{document.path}|{about}"
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _unpacked(data: bytes | None) -> Told | None:
    if data is None:
        return None
    try:
        return unpack(data, Told)
    except ValueError:
        return None
