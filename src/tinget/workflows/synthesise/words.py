"""The words that made-up titles and texts are put together from: parts of compounds, matters and places."""

FIRST_PARTS = (
    "upphandlings", "delegations", "dokumenthanterings", "verksamhets", "budget", "skolskjuts", "gallrings",
    "arkiv", "avtals", "informations", "digitaliserings", "samverkans", "service", "behörighets", "kvalitets",
    "drift", "säkerhets", "lokal", "miljö", "trafik", "detalj", "bygglovs", "omsorgs", "biblioteks", "kultur",
    "fritids", "närings", "personal", "kompetens", "ekonomi",
)  # fmt: skip
LAST_PARTS = (
    "protokoll", "beslut", "plan", "reglemente", "rapport", "underlag", "ordning", "policy", "utredning",
    "uppföljning", "förteckning", "strategi", "granskning", "redovisning", "anmälan", "ansökan", "yttrande",
    "remiss", "avtal", "översyn", "riktlinje", "analys", "prognos", "sammanställning", "kartläggning",
)  # fmt: skip
MATTERS = (
    "för gemensam e-tjänst", "om säkra meddelanden", "för e-arkivet", "om underskrifter", "för sommaren",
    "om förlängning", "för kommande år", "om ändrad taxa", "för nya lokaler", "om tillgänglighet",
    "för ärendehantering", "om personuppgifter", "för delad drift", "om utbildning",
    "för lärande", "om bidrag",
)  # fmt: skip
SENDERS = (
    "Påhittad kommun",
    "Påhittad leverantör",
    "Påhittad förening",
    "Påhittad region",
    "Påhittad myndighet",
)
KINDS = ("Tjänsteskrivelse", "Protokoll", "E-post", "Avtal", "Yttrande", "Faktura")
CLASSES = ("1.1.1.1", "1.2.3.1", "2.2.0.1", "2.2.0.2", "2.4.1", "3.1.2", "3.7.1.4", "4.1", "5.2.2", "6.1.1")
