"""Labelled lines in the shape of Label Studio: tasks with annotations or predictions, there and back, and its config.

A line is a task, its fields but ``gold`` the task's ``data``. An entry of ``gold`` is a region: its criteria are the
region's labels, the rest stands in controls of that region. An entry without ``span`` covers the whole text. What is
written is masked; ``restored`` puts a text back that masking changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from model.evidence import LEVELS, STATUSES
from model.rubric import Rubric
from reports.masking import mask

Raw = Mapping[str, Any]
STATUS_WORDS: dict[str, str] = dict(zip(STATUSES, ("已经做了", "打算做、要求做", "明说没有", "不在评议期",
                                                   "别的单位做的", "口号、规定，没有事实"), strict=True))
_AT_LEAST = "至少"
_ORDER = ("criteria", "status", "quantity", "lower_bound", "date", "level")
_WORDS = ("actor", "note", "kind")
"""Fields of an entry that are written as plain words."""


def to_task(raw: Raw, prediction: tuple[str, float, Sequence[Raw]] | None = None) -> dict[str, Any]:
    """A task of a line: its ``gold`` as an annotation, a prediction (version, score, entries) as one."""
    text = mask(str(raw["text"]))
    plain = {key: mask(value) if isinstance(value, str) and key != "id" else value for key, value in raw.items()
             if key != "gold"}
    entries = raw.get("gold")
    task: dict[str, Any] = {"data": plain}
    if entries is not None:
        extra = {f"e{n}": more for n, entry in enumerate(entries, 1) if (more := _extra(entry))}
        if extra:
            task["data"]["gold_extra"] = extra
        task["annotations"] = [{"result": _results(entries, text, len(text) == len(raw["text"]))}]
    if prediction is not None:
        version, score, found = prediction
        task["predictions"] = [{"model_version": version, "score": round(score, 4),
                                "result": _results(found, text, len(text) == len(raw["text"]))}]
    return task


def _extra(entry: Raw) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in (*_ORDER, *_WORDS, "span")}


def _results(entries: Sequence[Raw], text: str, spans: bool) -> list[dict[str, Any]]:
    made = []
    for number, entry in enumerate(entries, 1):
        start, end = entry.get("span") or (0, len(text)) if spans else (0, len(text))
        place = {"start": _units(text[:start]), "end": _units(text[:end]), "text": text[start:end]}
        for name, kind, value in _controls(entry):
            made.append({"id": f"e{number}", "from_name": name, "to_name": "text", "type": kind,
                         "value": {**place, **value}})
    return made


def _controls(entry: Raw) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, type and value of every control of an entry that says something."""
    yield "criteria", "labels", {"labels": list(entry["criteria"])}
    yield "status", "choices", {"choices": [entry["status"]]}
    if entry.get("quantity") is not None:
        yield "quantity", "number", {"number": entry["quantity"]}
    if entry.get("lower_bound"):
        yield "lower_bound", "choices", {"choices": [_AT_LEAST]}
    if entry.get("date"):
        yield "date_from", "textarea", {"text": [entry["date"]["from"]]}
        yield "date_to", "textarea", {"text": [entry["date"]["to"]]}
    if entry.get("level"):
        yield "level", "choices", {"choices": [entry["level"]]}
    for name in _WORDS:
        if entry.get(name):
            yield name, "textarea", {"text": [mask(entry[name])]}


def _units(text: str) -> int:
    """Length as the browser counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _chars(text: str, units: int) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")[:2 * units].decode("utf-16-le", "surrogatepass"))


def from_task(task: Any) -> dict[str, Any] | None:
    """The labelled line of an exported task; None where nobody has labelled it.

    Of several annotations the one marked as the truth counts, else the last that was not cancelled.
    """
    if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
        return {}
    made = [one for one in task.get("annotations") or () if not one.get("was_cancelled")]
    if not made:
        return None
    chosen = next((one for one in made if one.get("ground_truth")), made[-1])
    data = {key: value for key, value in task["data"].items() if key != "gold_extra"}
    extra = task["data"].get("gold_extra") or {}
    regions: dict[str, list[dict[str, Any]]] = {}
    for result in chosen.get("result") or ():
        regions.setdefault(str(result.get("id")), []).append(result)
    text = str(data.get("text", ""))
    return {**data, "gold": [{**_entry(some, text), **extra.get(name, {})} for name, some in regions.items()]}


def _entry(results: Iterable[Raw], text: str) -> dict[str, Any]:
    said: dict[str, Any] = {}
    span = None
    for result in results:
        value = result.get("value") or {}
        if "start" in value and "end" in value:
            span = [_chars(text, int(value["start"])), _chars(text, int(value["end"]))]
        if result.get("type") in ("labels", "choices", "number", "textarea"):
            said[str(result.get("from_name"))] = value.get("text" if result["type"] == "textarea" else result["type"])
    entry = {"criteria": said.get("criteria") or [], "status": _first(said.get("status")),
             "quantity": said.get("quantity"), "lower_bound": _first(said.get("lower_bound")) == _AT_LEAST,
             "date": _days(_first(said.get("date_from")), _first(said.get("date_to"))),
             "level": _first(said.get("level"))}
    entry |= {name: value for name in _WORDS if (value := _first(said.get(name)))}
    return entry | ({"span": span} if span and span != [0, len(text)] else {})


def _first(values: Any) -> Any:
    return values[0] if isinstance(values, list) and values else values or None


def _days(start: str | None, end: str | None) -> dict[str, str] | None:
    """One day alone stands for both ends."""
    return {"from": str(start or end).strip(), "to": str(end or start).strip()} if start or end else None


def restored(line: Raw, original: Raw | None) -> Raw:
    """The line with what masking covered put back from the original of the same id, where it is the same text."""
    if original is None or mask(str(original["text"])) != line["text"]:
        return line
    kept = {key: original[key] if key in original and isinstance(value, str) and mask(str(original[key])) == value
            else value for key, value in line.items()}
    before = {str(entry.get("note")): entry["note"] for entry in original.get("gold", ()) if entry.get("note")}
    notes = {mask(note): note for note in before}
    gold = [{**entry, "note": notes.get(entry["note"], entry["note"])} if "note" in entry else entry
            for entry in line["gold"]]
    return {**kept, "gold": gold}


def config(rubrics: Sequence[Rubric]) -> str:
    """The labelling config (XML) for lines of these standards."""
    titles: dict[str, list[str]] = {}
    for rubric in rubrics:
        for criterion in rubric.criteria():
            titles.setdefault(criterion.id, []).append(criterion.title)
    labels = "".join(f"    <Label value={quoteattr(name)} hint={quoteattr('；'.join(dict.fromkeys(said)))}/>\n"
                     for name, said in titles.items())
    return (
        '<View>\n  <Style>.htx-text{ white-space: pre-wrap; }</Style>\n  <Header value="$unit · $year"/>\n'
        '  <Text name="text" value="$text" saveTextResult="yes"/>\n'
        f'  <Labels name="criteria" toName="text" choice="multiple" showInline="true">\n{labels}  </Labels>\n'
        + _choices("status", "成了没有", STATUS_WORDS, required=True)
        + '  <Header size="5" value="数量（件、场次等；没有写就空着）"/>\n'
          '  <Number name="quantity" toName="text" perRegion="true"/>\n'
        + _choices("lower_bound", "余、多、以上", {_AT_LEAST: "不少于这个数"})
        + _area("date_from", "起日，如 2020-12-04") + _area("date_to", "止日，如 2020-12-04；同一天可以不写")
        + _choices("level", "级别", {name: f"{name}级" for name in LEVELS})
        + _area("actor", "谁做的：own、sub、superior、peer、system、joint、partner")
        + _area("kind", "材料种类（可不写）") + _area("note", "说明（难定的写明理由）") + "</View>\n")


def _choices(name: str, title: str, values: Mapping[str, str], required: bool = False) -> str:
    inner = "".join(f"    <Choice value={quoteattr(value)} hint={quoteattr(hint)}/>\n"
                    for value, hint in values.items())
    must = f' required="true" requiredMessage={quoteattr(f"请选{title}")}' if required else ""
    return (f'  <Header size="5" value={quoteattr(title)}/>\n  <Choices name="{name}" toName="text" perRegion="true" '
            f'choice="single" showInline="true"{must}>\n{inner}  </Choices>\n')


def _area(name: str, title: str) -> str:
    return (f'  <TextArea name="{name}" toName="text" perRegion="true" maxSubmissions="1" editable="true" '
            f"placeholder={quoteattr(title)}/>\n")
