"""The question that the chair puts: between which proposals, who votes, and what the votes come to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tinget.meetings.rules.findings import Finding, Verdict
from tinget.meetings.rules.proceedings.items import Ballot, CountedVote, DecidedBy, Item, Outcome, Votes
from tinget.meetings.rules.proceedings.room import Room, Seat, no_seat


def unknown_proposal(item: Item, proposals: Iterable[str]) -> Finding | None:
    """Refuse what nobody with a seat has moved (rule 16)."""
    for proposal in proposals:
        if proposal not in item.motions:
            text = f"Förslaget ”{proposal}” finns inte i ärendet, så det kan inte ställas under proposition."
            return Finding(Verdict.REFUSED, "16", "KL 5:53, 6:33", text)
    return None


def wrong_count(item: Item, vote: CountedVote, room: Room) -> Finding | None:
    """Refuse an open vote between what nobody has moved, or by who has no vote (rules 9 to 12, 14 and 16)."""
    return unknown_proposal(item, [vote.yes, vote.no]) or _wrong_voters(vote.voters, room)


def wrong_ballot(item: Item, ballot: Ballot, room: Room) -> Finding | None:
    """Refuse a closed ballot where none is held, or that does not tally (KL 5:54, rules 14, 16 and 17)."""
    return (
        _closed_ballot(item)
        or unknown_proposal(item, ballot.counts)
        or _wrong_voters(ballot.voters, room)
        or _too_many_ballots(ballot)
    )


def _wrong_voters(voters: Sequence[Seat], room: Room) -> Finding | None:
    """Refuse two votes from one municipality, and votes without a seat (rules 9 to 12 and 14)."""
    twice = [name for name, votes in Counter(seat.municipality for seat in voters).items() if votes > 1]
    if twice:
        text = f"{twice[0]} har en röst, men har fått {sum(v.municipality == twice[0] for v in voters)}."
        return Finding(Verdict.REFUSED, "14", "KL 4:24", text)
    return next(filter(None, (no_seat(seat, room) for seat in voters)), None)


def unheard(vote: CountedVote, room: Room, presiding: Seat | None) -> Finding | None:
    """Ask for a reason where the presider abstains from a tie, or somebody's vote is not told (rule 19)."""
    source = "KL 4:25, reglemente 20 §"
    if presiding in vote.abstain and len(vote.for_) == len(vote.against):
        text = "Den som leder sammanträdet ska rösta när det behövs för att ärendet ska kunna avgöras."
        return Finding(Verdict.NEEDS_REASON, "19", source, text)
    missing = [seat for seat in room.serving() if seat not in vote.voters]
    if missing:
        text = f"För {missing[0].in_words} är varken röst eller avstående antecknat."
        return Finding(Verdict.NEEDS_REASON, "19", source, text)
    return None


def outcome_of_count(vote: CountedVote, *, is_election: bool, presiding: Seat | None) -> Outcome:
    """Tell what an open vote came to: simple majority, else the casting vote or, in elections, the lot."""
    votes = Votes(len(vote.for_), len(vote.against), len(vote.abstain))
    if votes.for_ != votes.against:
        winner = vote.yes if votes.for_ > votes.against else vote.no
        return Outcome(frozenset({winner}), DecidedBy.MAJORITY, votes)
    both = frozenset({vote.yes, vote.no})
    if is_election:
        return Outcome(both, DecidedBy.LOTTERY, votes)
    if presiding in vote.for_:
        both = frozenset({vote.yes})
    elif presiding in vote.against:
        both = frozenset({vote.no})
    return Outcome(both, DecidedBy.CASTING, votes)


def _closed_ballot(item: Item) -> Finding | None:
    """Refuse a closed ballot outside elections and employment (KL 5:54, rule 17)."""
    if item.is_election:
        return None
    text = "Omröstningen ska vara öppen: sluten omröstning finns bara vid val och anställning."
    return Finding(Verdict.REFUSED, "17", "KL 5:54, 6:33", text)


def _too_many_ballots(ballot: Ballot) -> Finding | None:
    """Refuse more ballots than voters (KL 4:24, rule 14)."""
    cast = sum(ballot.counts.values())
    if cast <= len(ballot.voters):
        return None
    text = f"{cast} röster har räknats, men bara {len(ballot.voters)} har röstat."
    return Finding(Verdict.REFUSED, "14", "KL 4:24", text)


def outcome_of_ballot(counts: Mapping[str, int]) -> Outcome:
    """Tell what a closed ballot came to; the lot decides between equals (KL 5:56, rule 18)."""
    most = max(counts.values())
    first = frozenset(proposal for proposal, votes in counts.items() if votes == most)
    return Outcome(first, DecidedBy.MAJORITY if len(first) == 1 else DecidedBy.LOTTERY)


def still_before(item: Item) -> list[str]:
    """List the proposals that no vote has ruled out, the one in the papers first while it stands."""
    left = list(item.motions)
    for put in item.put:
        if isinstance(put, CountedVote) and len(put.for_) != len(put.against):
            lost = put.no if len(put.for_) > len(put.against) else put.yes
            left = [name for name in left if name != lost]
    return left


def next_question(item: Item) -> tuple[str, str] | None:
    """Suggest which two proposals to put against each other; None where one is left (rule 20, practice).

    While there are more than two, a counter-proposal is chosen among the others before it meets the main one.
    """
    left = still_before(item)
    if len(left) < 2:  # noqa: PLR2004 -- a question stands between two
        return None
    return (left[0], left[1]) if len(left) == 2 else (left[1], left[2])  # noqa: PLR2004 -- as above


def wrong_lottery(item: Item, winner: str) -> Finding | None:
    """Refuse a lottery where none decides, or for who did not tie (KL 5:55-56, rule 18)."""
    source = "KL 5:55–56"
    if item.outcome is None or item.outcome.by is not DecidedBy.LOTTERY:
        text = (
            "Lottning avgör bara lika röstetal vid val och anställning; annars har ordföranden utslagsröst."
        )
        return Finding(Verdict.REFUSED, "18", source, text)
    if winner not in item.outcome.possible:
        text = f"”{winner}” är inte bland dem som fick lika många röster."
        return Finding(Verdict.REFUSED, "18", source, text)
    return None


def wrong_decision(item: Item, declared: str) -> Finding | None:
    """Refuse what nobody moved, what the vote did not come to, or one before the lot (rules 16 and 18)."""
    found = unknown_proposal(item, [declared])
    if found or item.outcome is None:
        return found
    if item.outcome.by is DecidedBy.LOTTERY and len(item.outcome.possible) > 1:
        text = "Röstetalet är lika och ska avgöras genom lottning innan beslutet kan fattas."
        return Finding(Verdict.REFUSED, "18", "KL 5:56", text)
    if declared not in item.outcome.possible:
        came_to = " eller ".join(f"”{one}”" for one in sorted(item.outcome.possible))
        text = f"Beslutet stämmer inte med utfallet: det blev {came_to}, inte ”{declared}”."
        return Finding(Verdict.REFUSED, "18", "KL 5:55", text)
    return None
