"""Joins and splits of reviewers laid over the machine's events: the last word on two mentions counts, nothing else moves."""

# ruff: noqa: E501 - a case a line reads better, and Chinese counts double

from __future__ import annotations

from documents import day, mention
from hypothesis import given
from hypothesis import strategies as st

from classifiers.events import merge_events
from classifiers.regroup import Wish, regrouped

TALK, CASE = "legal_training", "case_published"
MENTIONS = [mention(TALK, f"m{n}", when=day(1 + n // 3, 5 + n % 3 // 2), title=None, file=f"{n % 4}.docx", quote=f"第{n}次培训" * (n % 2 + 1)) for n in range(9)]
EVENTS = merge_events([*MENTIONS, mention(CASE, "c1", title="某甲非法采砂案"), mention(CASE, "c2", title="某乙擅自取水案")])
IDS = [m.id for e in EVENTS if e.kind == TALK for m in e.mentions]


def join(*ids, words="人工合并（王强 2021-01-08）"):
    """A join."""
    return Wish(split=False, mentions=ids, rest=None, words=words)


def split(*ids, rest=None, words="人工拆分（王强 2021-01-08）"):
    """A split."""
    return Wish(split=True, mentions=ids, rest=None if rest is None else frozenset(rest), words=words)


def parts(events):
    """The partition of the mentions."""
    return {frozenset(m.id for m in event.mentions) for event in events}


def home(events, one):
    """The event of a mention."""
    return next(event for event in events if any(m.id == one for m in event.mentions))


wishes = st.lists(st.builds(
    lambda off, ids, rest: split(*ids, rest=set(rest) - set(ids) if rest is not None else None) if off else join(*ids),
    st.booleans(), st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True),
    st.none() | st.lists(st.sampled_from(IDS), max_size=4)), max_size=6)


def test_joined_events_are_one_that_names_who_joined_them():
    joined = regrouped(EVENTS, [join("c1", "c2")])
    event = home(joined, "c1")
    assert [m.id for m in event.mentions] == ["c1", "c2"] and event.id == home(EVENTS, "c1").id
    assert event.merge_reason == "人工合并（王强 2021-01-08）" and event.slots.title in ("某甲非法采砂案", "某乙擅自取水案")
    assert [e for e in joined if e.kind == TALK] == [e for e in EVENTS if e.kind == TALK]


def test_a_join_takes_the_whole_events_of_the_mentions_named():
    one = next(e for e in EVENTS if e.kind == TALK and len(e.mentions) > 1)
    second = next(e for e in EVENTS if e.kind == TALK and e is not one)
    event = home(regrouped(EVENTS, [join(one.mentions[1].id, second.mentions[0].id)]), one.mentions[0].id)
    assert {m.id for m in event.mentions} == {m.id for m in (*one.mentions, *second.mentions)}
    assert "说的是一件" in event.merge_reason and event.merge_reason.endswith("人工合并（王强 2021-01-08）")


def test_a_split_mention_has_an_event_of_its_own_and_its_own_day():
    told = [mention(TALK, "a", when=day(5, 20), title="甲"), mention(TALK, "b", when=day(5, 20), title="乙", file="乙.docx", quote="5月20日培训")]
    events = merge_events(told)
    assert len(events) == 1
    made = regrouped(events, [split("b", rest=["a"])])
    assert [(e.slots.title, e.merge_reason) for e in made] == [("甲", "人工拆分（王强 2021-01-08）"), ("乙", "人工拆分（王强 2021-01-08）")]
    assert made[0].id == events[0].id != made[1].id


def test_a_split_holds_against_mentions_that_come_later_only_where_it_names_them():
    told = [mention(TALK, name, when=day(5, 20), file=f"{name}.docx") for name in "abc"]
    events = merge_events(told)
    assert parts(regrouped(events, [split("b", rest=["a"])])) == {frozenset("ac"), frozenset("b")}
    assert parts(regrouped(events, [split("a", rest=["b"])])) == {frozenset("bc"), frozenset("a")}


def test_the_last_word_on_two_mentions_counts():
    assert home(regrouped(EVENTS, [split("c1"), join("c1", "c2")]), "c1").mentions[1:] != ()
    assert parts(regrouped(EVENTS, [join("c1", "c2"), split("c1")])) == parts(EVENTS)


def test_a_joined_total_and_listing_is_listed_and_totals_alone_stay_a_total():
    told = [mention(TALK, "t", value=6), mention(TALK, "u", value=4), mention(TALK, "a", when=day(5, 20))]
    events = merge_events(told)
    assert sorted(e.claim for e in events) == [False, True, True]
    listed = home(regrouped(events, [join("t", "a")]), "a")
    assert not listed.claim and listed.slots.date == day(5, 20) and listed.slots.quantity.value == 1
    total = home(regrouped(events, [join("t", "u")]), "t")
    assert total.claim and total.slots.quantity.value == 6


def test_nobodys_wish_changes_nothing():
    assert regrouped(EVENTS, []) == tuple(EVENTS) == regrouped(EVENTS, [join("gone", "away")])


@given(wishes)
def test_every_mention_stays_in_just_one_event_of_its_kind(asked):
    made = regrouped(EVENTS, asked)
    assert sorted(m.id for e in made for m in e.mentions) == sorted(m.id for e in EVENTS for m in e.mentions)
    assert all(m.kind == e.kind for e in made for m in e.mentions) and len({e.id for e in made}) == len(made)


@given(wishes)
def test_laid_over_twice_is_as_once(asked):
    once = regrouped(EVENTS, asked)
    assert regrouped(once, asked) == once


@given(wishes, st.lists(st.sampled_from(IDS), min_size=2, max_size=4, unique=True))
def test_the_newest_word_holds_whatever_was_said_before(asked, ids):
    assert len({home(regrouped(EVENTS, [*asked, join(*ids)]), one).id for one in ids}) == 1
    off, rest = ids[:1], ids[1:]
    made = regrouped(EVENTS, [*asked, split(*off, rest=rest)])
    assert all(home(made, off[0]).id != home(made, one).id for one in rest)


@given(st.lists(st.sampled_from([e.mentions[0].id for e in EVENTS if e.kind == TALK]), min_size=2, max_size=2, unique=True))
def test_a_join_taken_apart_again_gives_the_machines_events_back(pair):
    one, other = ([m.id for m in home(EVENTS, at).mentions] for at in pair)
    assert set(regrouped(EVENTS, [join(*one, *other), split(*other, rest=one)])) == set(EVENTS)
