"""Which weights are in use: the shipped, the published version, or those that a variable names; never broken ones."""

from __future__ import annotations

import json
import shutil

import pytest

from classifiers.context import context_for
from classifiers.kept import find_all
from classifiers.learned.place import POINTER, SHIPPED, TRAINED, checked, file, fingerprint, folder, stamp
from extractor import read_text
from model.problems import PufaError


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A work folder in which ``v1`` is a copy of the shipped weights, published."""
    monkeypatch.setenv("PUFA_HOME", str(tmp_path))
    monkeypatch.delenv("PUFA_WEIGHTS", raising=False)
    version = tmp_path / "learned" / "v1"
    version.mkdir(parents=True)
    for name in TRAINED:
        shutil.copy(SHIPPED / name, version / name)
    publish(version)
    return version


def publish(version):
    """Points at a version."""
    told = {"version": version.name, "fingerprint": fingerprint(version)}
    (version.parent / POINTER).write_text(json.dumps(told), "utf-8")


def test_without_a_work_folder_the_shipped_weights_are_in_use(monkeypatch):
    monkeypatch.delenv("PUFA_HOME", raising=False)
    monkeypatch.delenv("PUFA_WEIGHTS", raising=False)
    assert folder() == SHIPPED and stamp() == ""


def test_the_published_version_is_in_use_and_has_a_stamp(home):
    assert folder() == home and file("status.json") == home / "status.json" and stamp() == fingerprint(home)
    (home.parent / POINTER).write_text('{"version": "shipped", "fingerprint": ""}', "utf-8")
    assert folder() == SHIPPED


def test_the_variable_goes_before_the_published_version(home, tmp_path, monkeypatch):
    other = shutil.copytree(home, tmp_path / "other")
    monkeypatch.setenv("PUFA_WEIGHTS", str(other))
    assert folder() == other
    monkeypatch.setenv("PUFA_WEIGHTS", "shipped")
    assert folder() == SHIPPED


def test_weights_changed_after_publishing_are_refused(home):
    (home / "status.json").write_text((home / "status.json").read_text("utf-8") + " ", "utf-8")
    with pytest.raises(PufaError, match="发布以后被改过"):
        folder()


@pytest.mark.parametrize(("content", "words"), [("{", "读不出"), ('{"kinds": []}', "别的版本的格式")])
def test_weights_of_another_make_are_refused(home, content, words):
    (home / "kinds.json").write_text(content, "utf-8")
    with pytest.raises(PufaError, match=words):
        checked(home)


@pytest.mark.parametrize("content", ["", "{}", "[]", "null"])
def test_a_broken_pointer_is_one_sentence(home, content):
    (home.parent / POINTER).write_text(content, "utf-8")
    with pytest.raises(PufaError, match="E853.*文件坏了"):
        folder()


class Kept(dict):
    """A store that keeps everything."""

    def get_many(self, keys):
        """What is kept."""
        return {key: self[key] for key in keys if key in self}

    def put_many(self, values):
        """Keeps all."""
        self.update(values)


def test_what_is_kept_is_kept_for_the_weights_that_found_it(home):
    document, store = read_text("9月3日，我局旁听庭审1次。", "简报.txt"), Kept()
    document = type(document)(**{**{name: getattr(document, name) for name in document.__slots__}, "key": "k"})
    context = context_for("澜宁市水务局", 2020)
    for opinion, kept in (("models", 1), ("models", 1), ("rules", 2)):
        find_all([document], context, store, opinion=opinion)
        assert len(store) == kept
    (home.parent / POINTER).unlink()
    find_all([document], context, store, opinion="rules")
    assert len(store) == 2
    find_all([document], context, store, opinion="models")
    assert len(store) == 3
