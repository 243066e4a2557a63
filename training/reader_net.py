"""The reader as a network (torch): an encoder, a head that tells kinds (for training alone) and one that tells fates.

Needs torch (extra ``reader``).
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.functional import gelu, normalize

from classifiers.learned.choices import DAY_FACTS, NUMBER_FACTS
from training.reader_base import Base

PLACES, PICK = 320, 192
_NORM = 1e-12
_SHARP = 10.0
"""How sharply words are chosen by their likeness to a kind."""


class Layer(nn.Module):
    """One layer of a BERT encoder (Devlin et al. 2019)."""

    def __init__(self, base: Base, at: int) -> None:
        super().__init__()
        given = {name: torch.from_numpy(value) for name, value in base.tensors.items() if name.startswith(f"l{at}.")}
        self.heads = base.heads
        self.qkv = nn.Linear(base.width, 3 * base.width)
        self.ao, self.fi, self.fo = (nn.Linear(base.width, base.width), nn.Linear(base.width, base.inner),
                                     nn.Linear(base.inner, base.width))
        self.aln, self.oln = nn.LayerNorm(base.width, _NORM), nn.LayerNorm(base.width, _NORM)
        self.drop = nn.Dropout(0.1)
        for kind in "wb":
            value = torch.cat([given[f"l{at}.{name}.{kind}"] for name in "qkv"])
            setattr(self.qkv, {"w": "weight", "b": "bias"}[kind], nn.Parameter(value))
            for name in ("ao", "fi", "fo", "aln", "oln"):
                setattr(getattr(self, name), {"w": "weight", "b": "bias"}[kind],
                        nn.Parameter(given[f"l{at}.{name}.{kind}"].clone()))

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """States after the layer; mask: what attention adds for words that are none."""
        rows, words, width = x.shape
        q, k, v = self.qkv(x).view(rows, words, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        if mask is None:
            told = (q @ k.transpose(-1, -2) / math.sqrt(width // self.heads)).softmax(-1) @ v
        else:
            lost = 0.1 if self.training else 0.0
            told = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=lost)
        x = self.aln(x + self.drop(self.ao(told.transpose(1, 2).reshape(rows, words, width))))
        out: Tensor = self.oln(x + self.drop(self.fo(gelu(self.fi(x)))))
        return out


class Reader(nn.Module):
    """vocabulary: rows of the base's words that are kept. kinds: a vector a kind to begin from, kinds × width."""

    def __init__(self, base: Base, layers: int, vocabulary: list[int], kinds: Tensor) -> None:
        super().__init__()
        width = self.width = base.width
        self.word = nn.Embedding.from_pretrained(torch.from_numpy(base.tensors["emb.word"][vocabulary]), freeze=False)
        self.pos = nn.Parameter(torch.from_numpy(base.tensors["emb.pos"][:PLACES] + base.tensors["emb.type"]))
        self.norm = nn.LayerNorm(width, _NORM)
        self.norm.weight = nn.Parameter(torch.from_numpy(base.tensors["emb.ln.w"]))
        self.norm.bias = nn.Parameter(torch.from_numpy(base.tensors["emb.ln.b"]))
        self.layers = nn.ModuleList(Layer(base, at) for at in range(layers))
        self.drop = nn.Dropout(0.1)
        self.kind = nn.Embedding.from_pretrained(kinds.clone(), freeze=False)
        self.hidden, self.fate = nn.Linear(4 * width, width), nn.Linear(width, 7)
        self.asks = nn.Embedding.from_pretrained(kinds.clone(), freeze=False)
        self.names = nn.Embedding.from_pretrained(kinds.clone(), freeze=False)
        self.numbers, self.days = Pick(width, NUMBER_FACTS), Pick(width, DAY_FACTS)
        self.key = nn.Linear(width, width)
        nn.init.eye_(self.key.weight)
        nn.init.zeros_(self.key.bias)
        self.bias, self.scale = nn.Parameter(torch.full((len(kinds),), -4.0)), nn.Parameter(torch.tensor(8.0))

    def encode(self, ids: Tensor, live: Tensor | None = None) -> Tensor:
        """States of words, texts × words × width. live: which words are there; None for all."""
        x = self.drop(self.norm(self.words(ids) + self.pos[:ids.shape[1]]))
        mask = None if live is None else torch.zeros(live.shape)[:, None, None, :].masked_fill(
            ~live[:, None, None, :], -1e9)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def words(self, ids: Tensor) -> Tensor:
        """Vectors of words."""
        out: Tensor = self.word(ids)
        return out

    def spoken(self, x: Tensor, own: Tensor) -> Tensor:
        """Whether each piece speaks of each kind, pieces × kinds (log odds). x: states of each piece's text, or of one
        text for all; own: 1 for the words of the piece."""
        keys, asks = normalize(self.key(x), dim=-1), normalize(self.asks.weight, dim=-1)
        near = (keys @ asks.T).transpose(1, 2) * _SHARP
        share = near.masked_fill(own[:, None, :] == 0, -1e9).softmax(-1)
        told = normalize(share @ x, dim=-1)
        return (told * normalize(self.names.weight, dim=-1)).sum(-1) * self.scale + self.bias

    def fates(self, x: Tensor, own: Tensor, spans: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor]:
        """What became of things, things × 7 (log odds), and what was seen of them, things × width. x, own: of each
        thing's sentence; spans: 1 for the words of its clause."""
        mean = (x * own[..., None]).sum(1) / own.sum(1, keepdim=True).clamp(min=1)
        clause = (x * spans[..., None]).sum(1) / spans.sum(1, keepdim=True).clamp(min=1)
        kind = self.kind(kinds)
        near = torch.einsum("bth,bh->bt", normalize(x, dim=-1), normalize(kind, dim=-1)) * _SHARP
        about = torch.einsum("bt,bth->bh", near.masked_fill(own == 0, -1e9).softmax(-1), x)
        seen = gelu(self.hidden(self.drop(torch.cat([mean, clause, kind, about], -1))))
        return self.fate(self.drop(seen)), seen


class Pick(nn.Module):
    """What chooses among the options of a slot by what was read of the thing, of each option's words and its facts."""

    def __init__(self, width: int, facts: int) -> None:
        super().__init__()
        self.thing, self.words = nn.Linear(width, PICK), nn.Linear(width, PICK, bias=False)
        self.facts, self.score = nn.Linear(facts, PICK), nn.Linear(PICK, 1)

    def forward(self, states: Tensor, hidden: Tensor, spans: Tensor, facts: Tensor) -> Tensor:
        """states: words × width, of each thing or of one; hidden: what ``fates`` made of a thing; spans: options ×
        words, 1 for an option's words; facts: options × facts. Gives a score an option. Leading axes: things."""
        words = spans @ states / spans.sum(-1, keepdim=True).clamp(min=1)
        seen = gelu(self.thing(hidden)[..., None, :] + self.words(words) + self.facts(facts))
        out: Tensor = self.score(seen)[..., 0]
        return out


class Picking(nn.Module):
    """What chooses as it is used: for one thing."""

    def __init__(self, pick: Pick) -> None:
        super().__init__()
        self.pick = pick

    def forward(self, states: Tensor, hidden: Tensor, spans: Tensor, facts: Tensor) -> Tensor:
        """states: 1 × words × width; hidden: 1 × width; spans: options × words. Gives a score an option."""
        out: Tensor = self.pick(states[0], hidden[0], spans, facts)
        return out


class Reading(nn.Module):
    """What reads a text as it is used: words' vectors in eight bits with a scale a word."""

    def __init__(self, net: Reader) -> None:
        super().__init__()
        self.net = net
        weights = net.word.weight.detach()
        scale = weights.abs().amax(1, keepdim=True) / 127
        self.register_buffer("small", torch.round(weights / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor, own: Tensor) -> tuple[Tensor, Tensor]:
        """ids: 1 × words; own: pieces × words. Gives the states, 1 × words × width, and pieces × kinds."""
        net: Any = self.net
        small: Any = self.small
        x = net.norm(small[ids].float() * self.scale[ids] + net.pos[:ids.shape[1]])
        for layer in net.layers:
            x = layer(x, None)
        return x, net.spoken(x, own)


class Fates(nn.Module):
    """What tells fates by a text's states as it is used."""

    def __init__(self, net: Reader) -> None:
        super().__init__()
        self.kind, self.hidden, self.fate = net.kind, net.hidden, net.fate

    def forward(self, states: Tensor, own: Tensor, spans: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor]:
        """states: 1 × words × width; own, spans: things × words; kinds: things. Gives things × 7, things × width."""
        x = states[0]
        mean = own @ x / own.sum(1, keepdim=True).clamp(min=1)
        clause = spans @ x / spans.sum(1, keepdim=True).clamp(min=1)
        kind = self.kind(kinds)
        near = normalize(kind, dim=-1) @ normalize(x, dim=-1).T * _SHARP
        about = near.masked_fill(own == 0, -1e9).softmax(-1) @ x
        seen = gelu(self.hidden(torch.cat([mean, clause, kind, about], -1)))
        return self.fate(seen), seen
