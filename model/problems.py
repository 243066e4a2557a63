"""Problems are values: what went wrong, where, and what to do, carried in results instead of raised."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_TABLES = Path(__file__).with_name("messages")


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One line of the message table. text: Chinese, ``{name}`` for each parameter; severity: error|warning|note.

    passing: what it tells may be otherwise the next time (a time limit, a crash), so that it is not kept.
    """

    name: str
    code: str
    text: str
    severity: str
    passing: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that went wrong. message: its name in the table; where: file, line or field; params: sorted pairs."""

    message: str
    where: str
    params: tuple[tuple[str, str], ...] = ()

    @property
    def code(self) -> str:
        """The message's code, such as ``E101``."""
        return messages()[self.message].code

    @property
    def severity(self) -> str:
        """``error``, ``warning`` or ``note``."""
        return messages()[self.message].severity

    @property
    def passing(self) -> bool:
        """Whether the same work may go well the next time."""
        return messages()[self.message].passing

    def text(self) -> str:
        """The Chinese sentence for people, with the code in front."""
        message = messages()[self.message]
        return f"[{message.code}] " + message.text.format(where=self.where, **dict(self.params))


class PufaError(Exception):
    """A call that cannot be carried out as asked; carries the Problem that says why. For the command line's exit 2."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text())
        self.problem = problem


def problem(message: str, where: str, **params: object) -> Problem:
    """A Problem by the name of its message; ``where`` and each parameter fill the message's text.

    Raises KeyError for a message that no table has: a bug of ours.
    """
    if message not in messages():
        raise KeyError(message)
    return Problem(message=message, where=where, params=tuple(sorted((k, str(v)) for k, v in params.items())))


@lru_cache(maxsize=1)
def messages() -> dict[str, Message]:
    """The whole message table by name, read from the ``messages`` folder (one TOML file a room).

    Raises ValueError where a name or a code stands twice.
    """
    import tomllib

    table: dict[str, Message] = {}
    codes: set[str] = set()
    for path in sorted(_TABLES.glob("*.toml")):
        for name, row in tomllib.loads(path.read_text("utf-8")).items():
            if name in table or row["code"] in codes:
                raise ValueError(f"{path.name}: {name} or {row['code']} stands twice")
            codes.add(row["code"])
            table[name] = Message(name=name, code=row["code"], text=row["text"],
                                  severity=row.get("severity", "error"), passing=row.get("passing", False))
    return table
