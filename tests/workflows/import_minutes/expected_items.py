"""What a careful reader writes down of the paragraphs of the made-up packs."""

FIELDS = [
    ("kommunstyrelsen-kolumner", "31", "case_number", "KS 2024/112"),
    (
        "kommunstyrelsen-kolumner",
        "31",
        "points",
        [
            (
                "att fastställa ramarna för budget 2025 enligt förvaltningens förslag, med tillägg för "
                "utbildningsnämnden"
            ),
            "att ge kommundirektören i uppdrag att redovisa hur ramarna hålls.",
        ],
    ),
    (
        "kommunstyrelsen-kolumner",
        "31",
        "procedure",
        (
            "Ordföranden ställer proposition på förslaget och Modell Ceders avslagsyrkande och finner att"
            " kommunstyrelsen beslutar enligt förslaget."
        ),
    ),
    (
        "kommunstyrelsen-kolumner",
        "31",
        "reservations",
        ["Modell Ceder (C) reserverar sig mot beslutet i punkt 2."],
    ),
    ("kommunstyrelsen-kolumner", "33", "decision", "Medborgarförslaget avslås."),
    (
        "kommunstyrelsen-kolumner",
        "32",
        "decision",
        "Kommunfullmäktige beslutar att föra över 4 200 000 kronor till 2024 års investeringsbudget.",
    ),
    ("kommunfullmaktige-versaler", "60", "case_number", "00231/2023 042"),
    (
        "kommunfullmaktige-versaler",
        "60",
        "points",
        ["att godkänna delårsrapporten", "att uppmana nämnderna att hålla budgeten."],
    ),
    ("kommunfullmaktige-versaler", "61", "recipients", ["Revisorerna", "Kommunstyrelsen"]),
    (
        "regionnamnd-utan-sidbrytning",
        "44",
        "summary",
        (
            "Upphandlingen har annonserats och fem anbud har kommit in i tid. Anbuden har utvärderats mot "
            "kraven."
        ),
    ),
    (
        "regionnamnd-utan-sidbrytning",
        "44",
        "basis",
        [
            {"title": "Tjänsteskrivelse 2022-09-01", "record_id": None},
            {"title": "Utvärderingsrapport", "record_id": "2022.311"},
            {"title": "Anbud två", "record_id": "2022.298"},
        ],
    ),
    ("stadens-namnd", "99", "case_number", "0412/21"),
    (
        "stadens-namnd",
        "100",
        "decision",
        (
            "1. Budgetuppföljningen antecknas.\n2. Förvaltningen får i uppdrag att a) föreslå åtgärder,"
            " b) återkomma i september."
        ),
    ),
    ("gemensam-namnd-tabell", "2", "decision", "Nämnden beslutar att söka medel för 2023 och 2024."),
    ("gemensam-namnd-tabell", "2", "recipients", ["Länsstyrelsen", "Parterna"]),
    (
        "e-signerat-med-bilaga",
        "15",
        "title",
        "Bygglov för nybyggnad av enbostadshus och garage på fastigheten Exempelgården 1:23",
    ),
    (
        "e-signerat-med-bilaga",
        "15",
        "decision",
        "Miljö- och byggnämnden beslutar att bevilja bygglov med stöd av 9 kap. 30 § plan- och bygglagen.",
    ),
    (
        "arbetsutskott-marginalrubriker",
        "121",
        "decision",
        "1. Hyresavtalet ändras enligt kommunchefens förslag.\n2. Avtalet gäller från 2020-01-01.",
    ),
    ("arbetsutskott-marginalrubriker", "122", "recipients", ["Ekonomikontoret"]),
    ("aldre-att-satser", "41", "recipients", ["Tekniska nämnden", "Ekonomikontoret"]),
    ("regionstyrelse-digital", "211", "decision", "Regionstyrelsen godkänner månadsrapporten."),
    (
        "regionstyrelse-digital",
        "211",
        "basis",
        [{"title": "Månadsrapport oktober 2024", "record_id": "2024-00012-5"}],
    ),
    ("namnd-enspaltig-utan-layout", "21", "case_number", "UN 2022/88"),
    (
        "namnd-enspaltig-utan-layout",
        "21",
        "decision",
        "Utbildningsnämnden beslutar att läsåret 2023/24 börjar den 17 augusti 2023.",
    ),
    ("bygdens-namnd-diariet-ovanfor", "52", "case_number", "KFN 2020/61"),
    ("bygdens-namnd-diariet-ovanfor", "51", "recipients", ["Föreningarna", "Ekonomienheten", "Akten"]),
    ("helt-utan-forsattsblad", "9", "recipients", ["Parterna"]),
    (
        "lonenamnd-brutna-etiketter",
        "12",
        "recipients",
        ["Lönechefen", "Ekonomiavdelningen i respektive kommun"],
    ),
    (
        "lonenamnd-brutna-etiketter",
        "13",
        "basis",
        [
            {"title": "Tjänsteskrivelse 2021-03-25", "record_id": None},
            {"title": "Förslag till taxa, bilaga 1", "record_id": None},
        ],
    ),
    ("lonenamnd-brutna-etiketter", "13", "case_number", "GLN 2021/00009-049"),
    (
        "samverkansnamnd-flera-anslag",
        "23",
        "decision",
        "Nämnden avger yttrande enligt räddningschefens förslag.",
    ),
    (
        "socialnamnd-diariet-fore-rubriken",
        "45",
        "title",
        "Tillämpning av föräldrabalken vid beslut om umgänge - fråga om riktlinjer",
    ),
    ("socialnamnd-diariet-fore-rubriken", "45", "case_number", "SN 2012/34 - 700"),
    (
        "socialnamnd-diariet-fore-rubriken",
        "46",
        "points",
        [
            "Budgetuppföljningen godkänns.",
            "Förvaltningen ska till nästa sammanträde redovisa åtgärder som ger en budget i balans.",
            "Protokollsutdrag ska sändas till kommunstyrelsen.",
        ],
    ),
    (
        "socialnamnd-diariet-fore-rubriken",
        "46",
        "reservations",
        ["Mot beslutet i punkt 2 reserverar sig Modell Ceder (M) och Mall Dahlia (FP)."],
    ),
    ("socialnamnd-diariet-fore-rubriken", "47", "decision", None),
    (
        "kollektivtrafiknamnd-votering",
        "72",
        "points",
        [
            "att anta trafikförsörjningsprogram för 2024–2030",
            "att upphäva trafikförsörjningsprogram för 2021–2025",
        ],
    ),
    (
        "kollektivtrafiknamnd-votering",
        "73",
        "reservations",
        [
            (
                "Prov Björk (S) och Skiss Fura (S) reserverar sig mot beslutet till förmån för eget yrkande. "
                "Skriftlig reservation, se bilaga 2."
            )
        ],
    ),
    (
        "kommunstyrelsen-arbetsutskottets-forslag",
        "71",
        "decision",
        "Kommunstyrelsen beslutar enligt arbetsutskottets förslag.",
    ),
    (
        "kommunstyrelsen-arbetsutskottets-forslag",
        "72",
        "points",
        [
            (
                "att godkänna samverkansavtalet under förutsättning att även "
                "kommunfullmäktige i Granby godkänner det"
            ),
            "att ge kommunchefen i uppdrag att underteckna det.",
        ],
    ),
    ("kommunstyrelsen-arbetsutskottets-forslag", "72", "recipients", ["Granby kommun", "räddningschefen"]),
    (
        "samhallsskydd-anslag-i-tabell",
        "2",
        "basis",
        [
            {"title": "Årsredovisning 2023", "record_id": "NSS 2024/3-1"},
            {"title": "Tjänsteskrivelse, daterad 2024-02-01", "record_id": None},
        ],
    ),
    ("kulturnamnd-inlast-med-brus", "58", "recipients", ["Ekonomienheten", "Föreningarna"]),
    ("sjukvardsnamnd-signaturblad", "20", "decision", "att godkänna månadsrapporten."),
    (
        "sjukvardsnamnd-signaturblad",
        "23",
        "decision",
        "Hälso- och sjukvårdsnämnden beslutar att lägga anmälningsärendena till handlingarna.",
    ),
    (
        "gemensam-namnd-aldre-forsattsblad",
        "6",
        "points",
        [
            "att godkänna årsredovisningen för 2015",
            "att översända årsredovisningen till deltagande kommuner.",
        ],
    ),
    (
        "gemensam-namnd-aldre-forsattsblad",
        "7",
        "basis",
        [
            {"title": "Förfrågningsunderlag", "record_id": "2016.31"},
            {"title": "Riskanalys", "record_id": "2016.32"},
            {"title": "Kostnadskalkyl", "record_id": "2016.33"},
        ],
    ),
    (
        "gemensam-namnd-aldre-forsattsblad",
        "7",
        "reservations",
        ["Anna Exempel (M) reserverar sig mot beslutet."],
    ),
    ("socialnamnd-beslut-till", "11", "recipients", ["Kommunstyrelsen"]),
    (
        "socialnamnd-beslut-till",
        "12",
        "reservations",
        ["Eva Ek (SD) reserverar sig mot beslutet till förmån för eget yrkande."],
    ),
    ("socialnamnd-beslut-till", "12", "recipients", ["Förvaltningschefen", "Revisorerna"]),
    ("socialnamnd-beslut-till", "16", "decision", "Meddelandena läggs till handlingarna."),
    (
        "fullmaktige-narvarolista",
        "100",
        "basis",
        [
            {"title": "Budgetförslag", "record_id": "KS/2023:190-4"},
            {"title": "Protokoll från facklig samverkan 2023-10-20", "record_id": "KS/2023:190-5"},
        ],
    ),
    ("raddningsnamnd-utan-sidbrytning", "31", "decision", "enligt arbetsutskottets förslag."),
    ("raddningsnamnd-utan-sidbrytning", "30", "case_number", "RN 18/45"),
]
