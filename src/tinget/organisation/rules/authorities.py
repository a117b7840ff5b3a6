"""What an authority may be called in addresses."""

from tinget.kernel.slugs import slug_of

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
        "om",
        "readyz",
        "roll",
        "static",
        "stil",
        "tillganglighet",
        "underskrift",
        "underskrifter",
        "valkommen",
    }
)
NOT_A_WORD = "Adressordet får bara ha små bokstäver a till z, siffror och bindestreck."
IS_TAKEN = "Adressordet används redan av Tinget självt. Välj ett annat."


def fault_of_slug(slug: str) -> str:
    """Tell what stands against the word for an authority's addresses; empty when nothing does."""
    if not slug or slug != slug_of(slug) or len(slug) > LONGEST:
        return NOT_A_WORD
    return IS_TAKEN if slug in TAKEN else ""
