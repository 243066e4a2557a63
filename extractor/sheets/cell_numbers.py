"""Numbers by the digits of a cell's format: 41,651.00, 98%, 1.2万, 1.23E+05, 2 1/2."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from extractor.sheets.cell_tokens import Token

_EXACT = Context(prec=700, rounding=ROUND_HALF_UP)
_LITERALS = ("literal", "comma", "percent")


def number_writer(tokens: Sequence[Token]) -> Callable[[float], str]:
    """What writes the size of a number (0 or more, finite) as the tokens of a section say."""
    if not any(token.kind == "digit" for token in tokens):
        text = "".join(token.text for token in tokens if token.kind in (*_LITERALS, "point"))
        return lambda size: text
    percents = 2 * sum(token.kind == "percent" for token in tokens)
    if any(token.kind == "power" for token in tokens):
        return lambda size: _with_power(_exact(size, percents), tokens)
    if any(token.text == "/" for token in tokens):
        return lambda size: _fraction(_exact(size, percents), tokens)
    return _by_digits(tokens, percents)


def _exact(size: float, shift: int) -> Decimal:
    """The number to fifteen digits, as a workbook takes it, times a power of ten."""
    return Decimal(f"{size:.15g}").scaleb(shift, _EXACT)


def _by_digits(tokens: Sequence[Token], shift: int) -> Callable[[float], str]:
    digits = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    point = next((at for at, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    before = [at for at in digits if at < point]
    shift -= 3 * sum(_commas_behind(tokens, at) for at in {*before[-1:], digits[-1]})
    grouped = any(token.kind == "comma" for token in tokens[before[0]:before[-1]]) if before else False
    places = Decimal(1).scaleb(len(before) - len(digits))
    whole, rest = tokens[:point], tokens[point:]
    usual = _usual(whole, rest)

    def write(size: float) -> str:
        value = _exact(size, shift).quantize(places, context=_EXACT)
        if usual is not None:
            return usual[0] + (f"{value:,f}" if grouped else f"{value:f}") + usual[1]
        front, _, back = f"{value:f}".partition(".")
        return _whole(whole, front.lstrip("0"), grouped) + _rest(rest, back)

    return write


def _usual(whole: Sequence[Token], rest: Sequence[Token]) -> tuple[str, str] | None:
    """What stands before and behind the number, for formats like ``#,##0.00"元"``: no sign between the digits, one
    digit at least before the point, and the same number of them behind it always. None for others."""
    places = [token for token in whole if token.kind in ("digit", "comma")]
    first = next((at for at, token in enumerate(whole) if token.kind == "digit"), 0)
    middle = "".join(token.text for token in whole[first:first + len(places)])
    decimals = "".join(token.text for token in rest if token.kind == "digit")
    if middle.rstrip(",") not in ("0", "#,##0") or decimals.strip("0") or len(places) != sum(
            token.kind in ("digit", "comma") for token in whole[first:first + len(places)]):
        return None
    if any(token.kind != "digit" for token in rest[1:1 + len(decimals)]) or rest and not decimals:
        return None
    return ("".join(token.text for token in whole[:first]),
            "".join(token.text for token in (*whole[first + len(places):], *rest[1 + len(decimals):])
                    if token.kind in ("literal", "percent")))


def _commas_behind(tokens: Sequence[Token], last: int) -> int:
    """How many commas follow a digit, each of which divides by a thousand."""
    end = last + 1
    while end < len(tokens) and tokens[end].kind == "comma":
        end += 1
    return end - last - 1


def _whole(tokens: Sequence[Token], digits: str, grouped: bool) -> str:
    """The part before the point: digits fill its places from the right, the first place takes all that are left."""
    made: list[str] = []
    places = sum(token.kind == "digit" for token in tokens)
    done = 0
    for token in reversed(tokens):
        if token.kind == "digit":
            places -= 1
            take = len(digits) if not places else 1
            piece, digits = (digits[-take:], digits[:-take]) if digits else ("", "")
            for char in reversed(piece or {"0": "0", "?": " "}.get(token.text, "")):
                if grouped and done and done % 3 == 0 and char != " ":
                    made.append(",")
                made.append(char)
                done += 1
        elif token.kind in ("literal", "percent"):
            made.append(token.text[::-1])
    return "".join(made)[::-1]


def _rest(tokens: Sequence[Token], digits: str) -> str:
    """The point and what follows it; ``#`` shows no zeros at the end."""
    kinds = [token.text for token in tokens if token.kind == "digit"]
    keep = len(digits)
    while keep and digits[keep - 1] == "0" and kinds[keep - 1] != "0":
        keep -= 1
    made, at = "", 0
    for token in tokens:
        if token.kind == "digit":
            made += digits[at] if at < keep else " " if token.text == "?" else ""
            at += 1
        elif token.kind in ("literal", "percent") or token.kind == "point" and at == 0:
            made += token.text
    return made


def _with_power(value: Decimal, tokens: Sequence[Token]) -> str:
    """1.23E+05."""
    mark = next(at for at, token in enumerate(tokens) if token.kind == "power")
    point = next((at for at, token in enumerate(tokens) if token.kind == "point"), mark)
    places = sum(token.kind == "digit" for token in tokens[point:mark])
    long = sum(token.kind == "digit" for token in tokens[mark:])
    figures, _, power = f"{value:.{places}E}".partition("E")
    sign = "-" if power.startswith("-") else "+" if tokens[mark].text[1] == "+" else ""
    return f"{figures}E{sign}{power[1:].lstrip('0').zfill(max(1, long))}"


def _fraction(value: Decimal, tokens: Sequence[Token]) -> str:
    """1/4, 2 1/2; the number of places says how large the parts may be."""
    stroke = next(at for at, token in enumerate(tokens) if token.text == "/")
    below = [token.text for token in tokens[stroke + 1:] if token.kind in ("digit", "literal")]
    fixed = "".join(text for text in below if text.isascii() and text.isdigit()).lstrip("0")[:4]
    places = min(4, max(1, sum(token.kind == "digit" for token in tokens[stroke + 1:])))
    before = "".join(token.text if token.kind == "digit" else " " for token in tokens[:stroke]).split()
    exact = Fraction(value)
    part = Fraction(round(exact * int(fixed)), int(fixed)) if fixed else exact.limit_denominator(10**places - 1)
    if len(before) < 2:
        return f"{part.numerator}/{part.denominator}"
    whole, left = divmod(part.numerator, part.denominator)
    return " ".join([str(whole)] * bool(whole or not left) + [f"{left}/{part.denominator}"] * bool(left))
