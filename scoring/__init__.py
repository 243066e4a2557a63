"""Events and a rubric become points: a ledger for every criterion, what is missing, totals and grades."""

from scoring.engine import score

__all__ = ["score"]
