"""The page where a file is masked: words and areas, with each page shown as it will be."""

import base64
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tinget.foundation import clock
from tinget.foundation.errors import NotPermitted
from tinget.foundation.http import actor_of
from tinget.foundation.pdf.masking import NotMaskable
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import Actor, authority_by_slug, require
from tinget.release import actions, queries
from tinget.release.forms import PER_MILLE, MaskForm
from tinget.release.permissions import HANDLE
from tinget.release.views.handling import item_of

MOST_DIGITS = 6


@require_POST
@never_cache
def mask(request: HttpRequest, authority: str, request_id: int, item_id: int) -> HttpResponse:
    """Show a page with its masks, and make the masked copy when asked to.

    Everything goes by post: what is masked stands in no address, no session and no cache.
    """
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, HANDLE, authority=owner.id)
    view = queries.request(actor, owner.id, request_id, today=clock.today())
    item = item_of(view, item_id)
    form = MaskForm(_told(request))
    if "mask" in request.POST and form.is_valid() and _mask(request, actor, item_id, form):
        return redirect("release:request", authority, request_id)
    context = {
        "page_title": _("Maskera %(label)s") % {"label": item.label or _("handling")},
        "form": form,
        "view": view,
        "back": reverse("release:request", args=[authority, request_id]),
        **({"demonstration": True} if view.is_demonstration else {}),
        **_shown(actor, item_id, form),
    }
    return render(request, "release/mask.html", context)


def _mask(request: HttpRequest, actor: Actor, item_id: int, form: MaskForm) -> bool:
    act = partial(
        actions.mask_record,
        actor,
        item_id=item_id,
        areas=form.chosen_areas(),
        words=form.chosen_words(),
        provision=form.cleaned_data["provision"],
        at=clock.now(),
    )
    try:
        made = attempt(form, act)
    except NotMaskable as refused:
        form.add_error(None, refused.message)
        return False
    if made is None:
        return False
    said = _("En maskerad kopia är gjord: %(places)s ställen, %(pages)s sidor. Läs den innan du lämnar ut.")
    messages.success(request, said % {"places": made.places, "pages": made.pages})
    if made.words_not_found:
        missed = _("%(count)s av orden fanns inte som text i filen. Finns de i en bild maskeras de som yta.")
        messages.warning(request, missed % {"count": made.words_not_found})
    return True


def _told(request: HttpRequest) -> dict[str, str]:
    """Take what was posted; a press in the picture is a corner, and two corners are an area."""
    told = {name: str(value) for name, value in request.POST.items()}
    if (step := told.pop("go", "")).isdecimal():
        told["page"] = step
    here = _pressed(told)
    if here is None:
        return told
    corner = [int(one) for one in told.get("corner", "").split() if one.isdecimal()]
    told["corner"] = "" if len(corner) == len(here) else f"{here[0]} {here[1]}"
    if not told["corner"]:
        (left, right), (top, bottom) = (sorted(pair) for pair in zip(corner, here, strict=True))
        right, bottom = max(right, left + 1), max(bottom, top + 1)
        area = f"{told.get('page') or 1} {left} {top} {right} {bottom}"
        told["areas"] = "\n".join(filter(None, (told.get("areas", "").strip(), area)))
    return told


def _pressed(told: dict[str, str]) -> tuple[int, int] | None:
    """Return where in the picture somebody pressed, in per mille; None where nobody did."""
    given = [told.pop(name, "") for name in ("press.x", "press.y", "width", "height")]
    if not all(one.isdecimal() and len(one) < MOST_DIGITS for one in given):
        return None
    across, down, width, height = (int(one) for one in given)
    if not width or not height:
        return None
    last = PER_MILLE - 1
    return min(last, across * PER_MILLE // width), min(last, down * PER_MILLE // height)


def _shown(actor: Actor, item_id: int, form: MaskForm) -> dict[str, object]:
    form.is_valid()
    page = form.cleaned_data.get("page") or 1
    try:
        picture = actions.pages_of(
            actor,
            item_id=item_id,
            page=page - 1,
            areas=form.chosen_areas(),
            words=form.chosen_words(),
            at=clock.now(),
        )
    except NotMaskable as refused:
        raise NotPermitted(refused.message) from refused
    page = min(page, picture.pages)
    return {
        "picture": picture,
        "source": f"data:image/png;base64,{base64.b64encode(picture.png).decode()}",
        "page": page,
        "earlier": page - 1 if page > 1 else None,
        "later": page + 1 if page < picture.pages else None,
        "has_corner": bool(form.data.get("corner")),
    }
