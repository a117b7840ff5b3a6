"""Answering a summons on its page, who comes, and what the chair decides on taking part from elsewhere."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import moment_words
from tinget.messages.api import MAIL_TEXTS
from tinget.organisation.api import permits, require
from tinget.summons import actions, queries
from tinget.summons.forms import ReplyForForm, ReplyForm
from tinget.summons.permissions import READ, SUMMON
from tinget.summons.queries import AnswerLine, Coming
from tinget.summons.rules.replies import ANSWER_TEXTS, FORESEEN_TEXTS, Answer, Foreseen
from tinget.summons.views.around import around, find

TONES = {Foreseen.FILLED: "done", Foreseen.UNSURE: "wait", Foreseen.EMPTY: "stop"}


@require_http_methods(["GET", "HEAD", "POST"])
def replies(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Take down an answer; to whoever calls, show who comes and take down what was told otherwise."""
    owner, meeting = find(authority, address)
    actor = actor_of(request)
    require(actor, READ, authority=owner.id)
    calls = permits(actor, SUMMON, owner.id)
    newest = queries.latest(meeting.id)
    if newest is None:
        raise NotPossible(_("Ingen kallelse är skickad, så det finns inget att svara på."))
    called = queries.recipients(newest.id)
    people = [(one.person_id, one.name) for one in called if one.person_id is not None]
    data = request.POST if request.method == "POST" else None
    form = ReplyForForm(data, people=people) if calls else ReplyForm(data)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def tell() -> bool:
            actions.reply(
                actor, meeting_id=meeting.id, answer=given["answer"], person=given.get("person"),
                at=clock.now(),
            )  # fmt: skip
            return True

        if attempt(form, tell):
            messages.success(request, _("Svaret är antecknat.") if calls else thanks(given["answer"]))
            return redirect(request.path)
    mine = queries.answer_of(meeting.id, actor.person_id)
    context = {
        **around(owner, meeting),
        "page_title": _("Vilka kommer") if calls else _("Svara på kallelsen"),
        "form": form,
        "answer": ANSWER_TEXTS[mine] if mine else "",
        "calls": calls,
        **(_who_comes(queries.coming(owner.id, meeting.id, called)) if calls else {}),
    }
    return render(request, "summons/replies.html", context)


@require_POST
def remote(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Take down the chair's decision on somebody's taking part from elsewhere."""
    owner, meeting = find(authority, address)
    actor = actor_of(request)
    require(actor, SUMMON, authority=owner.id)
    person, is_given = request.POST.get("person", ""), request.POST.get("leave") == "yes"
    if not person.isascii() or not person.isdigit():
        raise NotPossible(_("Knappen finns inte på sidan. Öppna sidan på nytt och försök igen."))
    actions.rule_on_remote(
        actor, meeting_id=meeting.id, person=int(person), is_given=is_given, at=clock.now()
    )
    messages.success(request, _("Ordförandens beslut är antecknat."))
    return redirect("summons:replies", owner.slug, meeting.address)


def thanks(answer: Answer) -> str:
    """Thank for an answer, with what happens next."""
    words = {
        Answer.COMING: _("Tack. Svaret är antecknat: du kommer."),
        Answer.REMOTE: _("Tack. Du får veta om ordföranden låter dig delta på distans."),
        Answer.HINDERED: _("Tack. Svaret är antecknat. Är du ledamot kallas din ersättare nu."),
    }
    return words[answer]


def _who_comes(coming: Coming) -> dict[str, object]:
    seated = [one for place in coming.places for one in (place.member, place.substitute) if one]
    return {
        "coming": coming,
        "listing": _places(coming),
        "calls_listing": _calls(coming) if coming.calls else None,
        "others": [(one, _answer(one)) for one in coming.others],
        "remote": [one for one in (*seated, *coming.others) if one.answer is Answer.REMOTE],
    }


def _places(coming: Coming) -> Listing:
    return Listing(
        caption=_("Kommunernas platser"),
        columns=tuple(map(Column, (_("Kommun"), _("Ledamot"), _("Ersättare"), _("Platsen")))),
        rows=tuple(
            Row(
                cells=(
                    Cell(one.municipality),
                    Cell(_named(one.member)),
                    Cell(_named(one.substitute)),
                    Cell(FORESEEN_TEXTS[one.foreseen], state=TONES[one.foreseen]),
                )
            )
            for one in coming.places
        ),
        empty_title=_("Inga platser"),
        empty_text=_("Platserna visas här när kommunerna är kända."),
    )


def _named(one: AnswerLine | None) -> str | None:
    return f"{one.name}: {_answer(one)}" if one else None


def _answer(one: AnswerLine) -> str:
    if one.answer is None:
        return _("har inte svarat")
    if one.answer is Answer.REMOTE and not one.has_leave:
        return _("vill delta på distans")
    return ANSWER_TEXTS[one.answer]


def _calls(coming: Coming) -> Listing:
    return Listing(
        caption=_("Ersättare som har kallats in"),
        columns=tuple(map(Column, (_("Ersättare"), _("I stället för"), _("Kallad"), _("Brevet")))),
        rows=tuple(
            Row(
                cells=(
                    Cell(f"{one.name}, {one.municipality}"),
                    Cell(one.for_name),
                    Cell(
                        moment_words(one.called_at)
                        if one.released_at is None
                        else _("behövs inte sedan %(at)s") % {"at": moment_words(one.released_at)}
                    ),
                    Cell(str(MAIL_TEXTS[one.state][0]), state=MAIL_TEXTS[one.state][1])
                    if one.state
                    else Cell(_("saknar adress, ring"), state="stop"),
                )
            )
            for one in coming.calls
        ),
        empty_title="",
        empty_text="",
    )
