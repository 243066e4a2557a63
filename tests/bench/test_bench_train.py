"""Who the shipped weights were made from."""

from __future__ import annotations

from bench.train import fresh, lines
from classifiers.learned import reader


def test_the_reader_learned_from_no_fresh_writer_and_every_fresh_one_is_there():
    named = fresh()
    assert named and named <= {line.writer for line in lines()}
    assert not named & reader.seen_writers()
