"""The engine's version, written into every assessment."""

VERSION = "0.1.0"
ENGINE = f"pufa {VERSION}"
