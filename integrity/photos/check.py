"""One photo handed in at several places: of several units, of several years, or of several events of one dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from integrity.finding import finding, in_order
from integrity.photos.candidates import Near, near, ranked
from integrity.photos.claims import Shot, shot
from integrity.photos.groups import Case, Cases
from integrity.photos.judge import Verdict, judged
from integrity.photos.known import known_shots
from integrity.photos.proof import Proof, equal, likely, proven
from integrity.photos.settings import limit
from integrity.submission import Settings, Submission, all_named
from integrity.words import words
from model.problems import problem
from model.results import Finding
from model.traces import PictureTrace

CHECK = "photo_reuse"
_NAMED = 6
_CLAIM = 40
_CUT = 0.93


def photo_reuse(cohort: Sequence[Submission], settings: Settings) -> Iterator[Finding]:
    """Every photo that stands where more than one event is claimed, once, with all its places."""
    own = _distinct(shots_of(cohort))
    earlier = [] if settings.known is None else known_shots([shots[0].picture for shots in own], settings.known)
    distinct = _distinct([*(one for shots in own for one in shots), *earlier])
    pictures = [shots[0].picture for shots in distinct]
    told, left = _cases(pictures, distinct, len(own))
    if left:
        settings.told(problem("photos_unproven", all_named(cohort), left=left, done=int(limit("effort", "pairs"))))
    alone = set(range(len(own))) - {number for case in told for number in case.pictures}
    for case in told:
        if any(proof.photo for proof in case.proofs):
            yield from _told(case, [one for number in case.pictures for one in distinct[number]], distinct)
    for number in sorted(alone):
        if len(distinct[number]) > 1:
            yield from _alone(pictures, number, distinct)


def shots_of(cohort: Sequence[Submission]) -> Iterator[Shot]:
    """Every picture of the dossiers that shows enough, by year, unit and file."""
    for submission in sorted(cohort, key=lambda one: (one.year, one.unit)):
        for document in submission.documents:
            for picture in document.traces.pictures if document.traces is not None else ():
                if picture.codes and picture.thumb and picture.quality >= limit("candidates", "quality"):
                    yield shot(submission, document, picture)


def _distinct(shots: Iterable[Shot]) -> list[list[Shot]]:
    """Pictures by what they show, in order; in each list all places where it stands."""
    found: dict[str, list[Shot]] = {}
    for one in shots:
        found.setdefault(one.picture.pixels or one.picture.coded, []).append(one)
    return list(found.values())


def _cases(pictures: list[PictureTrace], distinct: Sequence[Sequence[Shot]], own: int) -> tuple[list[Case], int]:
    """The cases of candidates that could matter, and how many candidates were left unproven: no more pairs are laid
    over each other than ``thresholds.toml`` says. own: how many pictures are the cohort's."""
    made = Cases()
    spent, left = 0, 0
    for candidate in _mattering(pictures, distinct, own):
        if made.joined(candidate.one, candidate.other) or not likely(pictures, candidate):
            continue
        if spent >= limit("effort", "pairs"):
            left += 1
            continue
        spent += 1
        proof = proven(pictures, candidate)
        if proof is not None:
            made.add(proof)
    return made.all(), left


def _mattering(pictures: list[PictureTrace], distinct: Sequence[Sequence[Shot]], own: int) -> Iterator[Near]:
    """The likeliest candidates first. Those of one dossier only where two events are claimed; an archive's pictures,
    after the cohort's own, are not held against each other."""
    owners = [shots[0].owner for shots in distinct]
    for candidate in ranked(near(pictures, owners=owners), owners):
        if min(candidate.one, candidate.other) >= own:
            continue
        both = [*distinct[candidate.one], *distinct[candidate.other]]
        if len({one.owner for one in both}) > 1 or judged(both, sure=True, moment=False) is not None:
            yield candidate


def _alone(pictures: list[PictureTrace], number: int, distinct: Sequence[Sequence[Shot]]) -> Iterator[Finding]:
    """A picture that stands at several places as it is."""
    shots = distinct[number]
    sort = "bytes" if len({one.picture.coded for one in shots}) == 1 and shots[0].picture.coded else "pixels"
    if judged(shots, sure=True, moment=False) is None:
        return
    proof = equal(pictures, number, number, "bytes" if sort == "bytes" else "pixels")
    if proof is not None and proof.photo:
        yield from _told(Case(pictures=(number,), proofs=(proof,)), shots, distinct)


def _told(case: Case, shots: Sequence[Shot], distinct: Sequence[Sequence[Shot]]) -> Iterator[Finding]:
    sure = all(proof.sort != "covered" for proof in case.proofs)
    verdict = judged(shots, sure=sure, moment=any(proof.moment for proof in case.proofs))
    if verdict is None:
        return
    best = case.proofs[0]
    innocent = [words(f"photos.innocent.{name}") for name in verdict.innocent]
    yield finding(CHECK, verdict.severity, [one.place for one in shots], _text(verdict, best, shots), innocent=innocent,
                  measures=_measures(verdict, best, shots, (distinct[best.first], distinct[best.second])))


def _text(verdict: Verdict, best: Proof, shots: Sequence[Shot]) -> str:
    places = "、".join(words("photos.place", year=one.submission.year, unit=one.submission.unit,
                            file=PurePosixPath(one.document.path).name, claim=_claim(one)) for one in shots[:_NAMED])
    how = words(f"photos.{best.sort}", share=round(100 * best.agreement.common), changes=_changes(best))
    if best.moment:
        how += words("photos.moment")
    if verdict.days is not None:
        how += words("photos.days", days=verdict.days)
    return words(f"photos.{verdict.relation}", units=len({one.submission.unit for one in shots}), count=len(shots),
                 places=places + (words("photos.more") if len(shots) > _NAMED else ""), how=how)


def _claim(one: Shot) -> str:
    beside = one.picture.beside
    return words("photos.claim", text=beside[:_CLAIM] + ("…" if len(beside) > _CLAIM else "")) if beside else ""


def _changes(best: Proof) -> str:
    found = ["mirrored"] if best.mirrored else []
    shares = [_area(corners) for corners in best.agreement.region]
    if max(shares) > _CUT > min(shares):
        found.append("cut")
    elif max(shares) <= _CUT:
        found.append("inside")
    told = "、".join(words(f"photos.changes.{name}") for name in found)
    return f"（{told}）" if told else ""


def _area(corners: Sequence[tuple[float, float]]) -> float:
    """The area of a four-cornered region, by the shoelace formula."""
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def _measures(verdict: Verdict, best: Proof, shots: Sequence[Shot],
              pair: tuple[Sequence[Shot], Sequence[Shot]]) -> dict[str, object]:
    """What a side-by-side view needs (``README.md``): the pair with the strongest proof stands first."""
    places = in_order(one.place for one in shots)
    at = {place: number for number, place in enumerate(places)}
    first = pair[0][0]
    second = next((one for one in pair[1] if one is not first and one.owner != first.owner), None) or next(
        (one for one in pair[1] if one is not first), first)
    ordered = [first, second, *(one for one in shots if one is not first and one is not second)]
    agreement = best.agreement
    found: dict[str, object] = {
        "pictures": [[at[in_order([one.place])[0]], one.picture.number] for one in ordered],
        "pair": {"matrix": [[round(float(value), 5) for value in row] for row in best.matrix[:2]],
                 "region": [[list(corner) for corner in corners] for corners in agreement.region],
                 "blocks": list(agreement.blocks)},
        "distance": best.distance, "inliers": best.inliers, "agreement": round(best.agreement.common, 3),
        "transformation": words(f"photos.{best.sort}", share=round(100 * best.agreement.common),
                                changes=_changes(best)).rstrip("。"),
        "relation": words(f"photos.relation.{verdict.relation}")}
    if verdict.days is not None:
        found["days_off"] = verdict.days
    return found
