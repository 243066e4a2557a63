"""The two networks of rapidocr's package and how onnxruntime computes them. Imported where the models are run only.

Their files are used as they are. rapidocr's own pipeline around them is not: it detects at full size, pads lines to
the longest of a batch and keeps numbers that are almost zero, and takes four times as long and twice the memory.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NAME = "rapidocr"


def installed() -> bool:
    """Whether recognition can work on this installation."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2")) and all(
        _files(part) for part in ("det", "rec"))


@cache
def engine_version() -> str:
    """What recognises here: package and models with their versions; "" where nothing is installed."""
    from importlib.metadata import PackageNotFoundError, version

    if not installed():
        return ""
    try:
        packages = [f"{name} {version(name)}" for name in ("rapidocr", "onnxruntime")]
    except PackageNotFoundError:
        packages = [NAME]
    return " ".join([*packages, *(_files(part)[0].stem for part in ("det", "rec"))])


def session(part: str) -> Any:
    """The network ``det`` (where words stand) or ``rec`` (what they are), on one thread.

    Memory goes back after each run, and numbers too small for ordinary floats count as zero: with them the first
    network takes three times as long.
    """
    import onnxruntime

    onnxruntime.set_default_logger_severity(3)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = 4
    options.add_session_config_entry("session.set_denormal_as_zero", "1")
    return onnxruntime.InferenceSession(str(_files(part)[0]), options, providers=["CPUExecutionProvider"])


def _files(part: str) -> list[Path]:
    """The model files of a part in rapidocr's package, the one to use first."""
    import rapidocr

    return sorted((Path(rapidocr.__file__).parent / "models").glob(f"*_{part}_*.onnx"), reverse=True)
