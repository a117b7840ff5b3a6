"""What an authority may be called in addresses, and how a municipality leaves it."""

from dataclasses import dataclass
from datetime import date

from tinget.kernel.slugs import slug_of
from tinget.kernel.words import word as _
from tinget.organisation.rules.offices import Municipality, Term

LONGEST = 50
TAKEN = frozenset(  # first words of addresses that are the installation's own
    {
        "anslag",
        "anslagsuppgifter",
        "api",
        "demonstration",
        "healthz",
        "kalender",
        "kallelse",
        "kommuner",
        "konto",
        "kontrollera",
        "logga-in",
        "logga-ut",
        "metrics",
        "ny-adress",
        "om",
        "readyz",
        "roll",
        "sprak",
        "static",
        "stil",
        "tillganglighet",
        "underskrift",
        "underskrifter",
        "valkommen",
    }
)
NOT_A_WORD = _("Adressordet får bara ha små bokstäver a till z, siffror och bindestreck.")
IS_TAKEN = _("Adressordet används redan av Tinget självt. Välj ett annat.")
HOST_STAYS = _("Värdkommunen kan inte lämna nämnden.")
LAST_HAS_BEEN = _("Sista dagen har redan varit. Välj i dag eller senare.")
LEAVES_BEFORE_IT_CAME = _("Sista dagen ligger före den dag då kommunen kom med.")
BEGINS_LATER = _(
    "Någon har ett uppdrag för kommunen som börjar efter den dagen. Avsluta eller byt det först."
)


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A municipality that takes part, will or did, from when and until when."""

    place: Municipality
    term: Term


def faults_of_leaving(
    first: date | None, last: date, *, today: date, is_host: bool, begins_later: bool
) -> list[str]:
    """Tell what stands against a municipality leaving on a day; an unknown first day is no fault."""
    told = {
        HOST_STAYS: is_host,
        LAST_HAS_BEEN: last < today,
        LEAVES_BEFORE_IT_CAME: first is not None and last < first,
        BEGINS_LATER: begins_later,
    }
    return [words for words, stands in told.items() if stands]


def fault_of_slug(slug: str) -> str:
    """Tell what stands against the word for an authority's addresses; empty when nothing does."""
    if not slug or slug != slug_of(slug) or len(slug) > LONGEST:
        return NOT_A_WORD
    return IS_TAKEN if slug in TAKEN else ""
