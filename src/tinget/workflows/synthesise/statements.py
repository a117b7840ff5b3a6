"""The statements that write made-up rows; each batch together with what its rows are found by.

Pseudo-random and yet the same each time: a word is picked by the number of the row. A batch's rows have
numbers from `first` to `last`, and days spread evenly through each year, none to come; what a row is found
by is what indexing would reckon (the test compares).
"""

WORDS = """
DROP TABLE IF EXISTS made_up_words, made_up_phrase, made_up_paragraph, made_up_rare, made_up_document CASCADE;
CREATE TEMPORARY TABLE made_up_words
    (firsts text[], lasts text[], matters text[], senders text[], kinds text[], classes text[]);
CREATE TEMPORARY TABLE made_up_phrase (text text PRIMARY KEY, forms text, parts text, lexemes text[]);
CREATE TEMPORARY TABLE made_up_paragraph (n bigint PRIMARY KEY, text text, forms text, parts text);
CREATE TEMPORARY TABLE made_up_rare (n bigint PRIMARY KEY, text text, forms text, parts text);
CREATE TEMPORARY TABLE made_up_document (n bigint PRIMARY KEY, id bigint);
CREATE OR REPLACE FUNCTION pg_temp.mixed(n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT (n * 2654435761) % 4294967296 / 7 $$;
CREATE OR REPLACE FUNCTION pg_temp.pick(list text[], n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT list[1 + pg_temp.mixed(n) % cardinality(list)] $$;
CREATE OR REPLACE FUNCTION pg_temp.day_of(n bigint, first_year int, years int, in_a_year int, today date)
RETURNS date LANGUAGE sql IMMUTABLE AS
$$
    SELECT first + (n / years % in_a_year * least(365, today - first + 1) / in_a_year)::int
    FROM (SELECT make_date(first_year + (n % years)::int, 1, 1) AS first) year
$$;
CREATE OR REPLACE FUNCTION pg_temp.title(w made_up_words, n bigint, matter bigint) RETURNS text
LANGUAGE sql IMMUTABLE AS
$$
    SELECT upper(left(word, 1)) || substr(word, 2) || ' ' || pg_temp.pick(w.matters, matter)
    FROM (SELECT pg_temp.pick(w.firsts, n) || pg_temp.pick(w.lasts, n * 31 + 7) AS word) compound
$$;
"""

LAST = """
SELECT (SELECT coalesce(max(serial), 0) FROM registry_case WHERE authority_id = %(authority)s),
       (SELECT coalesce(max(serial), 0) FROM registry_record WHERE authority_id = %(authority)s)
"""

# What a title is found by: the phrases before and after its first space.
_TITLED = """
JOIN made_up_phrase compound ON compound.text = lower(split_part(made.title, ' ', 1))
JOIN made_up_phrase matter ON matter.text = substr(made.title, strpos(made.title, ' ') + 1)
"""

_ENTRIES = """
INSERT INTO foundation_searchentry (authority_id, "on", kind, number, title, title_forms, title_parts, body,
    body_parts, insiders, insiders_parts, lexemes, day, sorted_on, url, note, published_at, lapses,
    added_at, indexed_at)
"""

CASES = f"""
WITH made AS (
    INSERT INTO registry_case (authority_id, year, serial, class_code, title, registered_on, status, note,
        is_demonstration, is_published_fact, published_at, as_printed, unit, void_reason, is_secret)
    SELECT %(authority)s, %(first_year)s + i %% %(years)s, %(after)s + i / %(years)s + 1,
        pg_temp.pick(w.classes, i), pg_temp.title(w, i, i * 17 + 3),
        pg_temp.day_of(i, %(first_year)s, %(years)s, %(in_a_year)s, %(today)s),
        CASE WHEN i %% 5 = 0 THEN 'open' ELSE 'closed' END, '', true, false,
        CASE WHEN i %% 2 = 0 THEN now() END, '', '', '', false
    FROM made_up_words w, generate_series(%(first)s::bigint, %(last)s::bigint) i
    RETURNING *
)
{_ENTRIES}
SELECT made.authority_id, 'registry.case:' || made.id, 'arende', short || '-' || class_code, title,
    concat_ws(' ', compound.forms, matter.forms),
    concat_ws(' ', replace(short, '/', ' '), replace(class_code, '.', ' '), compound.parts, matter.parts),
    '', '', '', '',
    ARRAY['k=arende', 'y=' || year, 'N=' || short, 'n=' || short, 'l=' || replace(short, '/', '~'),
          'N=' || short || '-' || class_code, 'n=' || short || '-' || class_code] || class.lexemes,
    registered_on, registered_on, '/' || %(slug)s || '/arenden/' || short || '/', '',
    published_at, true, now(), now()
FROM made {_TITLED}
JOIN made_up_phrase class ON class.text = made.class_code
CROSS JOIN LATERAL (SELECT year || '/' || serial AS short) numbers
"""  # noqa: S608 -- our own words

# A text is two to ten paragraphs and one rare word.
TEXTS = f"""
WITH numbered AS MATERIALIZED (
    SELECT i, nextval(pg_get_serial_sequence('documents_document', 'id')) AS id,
        nextval(pg_get_serial_sequence('documents_version', 'id')) AS version_id,
        pg_temp.title(w, i * 5 + 2, i * 13) AS title, CASE WHEN i %% 2 = 0 THEN now() END AS published_at,
        (pg_temp.day_of(i, %(first_year)s, %(years)s, %(in_a_year)s, %(today)s) + time '12:00')
            AT TIME ZONE 'Europe/Stockholm' AS created_at,
        upper(left(rare.text, 1)) || substr(rare.text, 2) || E'.\\n' || chosen.text AS text,
        concat_ws(' ', rare.forms, chosen.forms) AS forms, concat_ws(' ', rare.parts, chosen.parts) AS parts
    FROM made_up_words w, generate_series(%(first)s::bigint, %(last)s::bigint) i
    JOIN made_up_rare rare ON rare.n = i %% %(rare)s
    CROSS JOIN LATERAL (
        SELECT string_agg(p.text, E'\\n' ORDER BY k) AS text, string_agg(p.forms, ' ') AS forms,
               string_agg(p.parts, ' ') AS parts
        FROM generate_series(1, 2 + i %% 9) k
        JOIN made_up_paragraph p ON p.n = pg_temp.mixed(i * 11 + k) %% %(paragraphs)s
    ) chosen
), made AS (
    INSERT INTO documents_document (id, authority_id, title, is_demonstration, published_at)
    SELECT id, %(authority)s, title, true, published_at FROM numbered
), remembered AS (
    INSERT INTO made_up_document SELECT i, id FROM numbered
), version AS (
    INSERT INTO documents_version (id, authority_id, document_id, number, sha256, size, media_type, name,
        created_at, created_by, comment, published_at)
    SELECT version_id, %(authority)s, id, 1, %(digest)s, length(text), 'text/plain', 'text.txt', created_at,
        %(mark)s, '', published_at FROM numbered
), words AS (
    INSERT INTO documents_versiontext (authority_id, version_id, text, extracted_at, published_at)
    SELECT %(authority)s, version_id, text, now(), published_at FROM numbered
)
{_ENTRIES}
SELECT %(authority)s, 'documents.document:' || id, 'text', '', title,
    concat_ws(' ', compound.forms, matter.forms), concat_ws(' ', compound.parts, matter.parts),
    made.text, concat_ws(' ', made.forms, made.parts), '', '',
    ARRAY['k=text', 'y=' || date_part('year', created_at)],
    created_at::date, created_at::date, '/' || %(slug)s || '/dokument/' || id || '/1/text.txt', '',
    published_at, false, now(), now()
FROM numbered made {_TITLED}
"""  # noqa: S608 -- our own words

RECORDS = f"""
WITH made AS (
    INSERT INTO registry_record (authority_id, case_id, year, serial, as_printed, title, direction, dated_on,
        counterpart, registered_on, is_demonstration, is_published_fact, published_at, state, kind, media,
        void_reason, is_secret, document_id)
    SELECT c.authority_id, c.id, c.year, numbers.serial, c.year || '.' || numbers.serial,
        pg_temp.title(w, i * 3 + 1, i), (ARRAY['received', 'drawn_up', 'dispatched'])[1 + i %% 3],
        c.registered_on, pg_temp.pick(w.senders, i), c.registered_on, true, false,
        CASE WHEN i %% 2 = 0 THEN now() END, 'official', pg_temp.pick(w.kinds, i), 'digital', '', false, d.id
    FROM made_up_words w, generate_series(%(first)s::bigint, %(last)s::bigint) i
    CROSS JOIN LATERAL (SELECT
        CASE WHEN i < %(in_one_case)s THEN 0 ELSE i %% %(cases)s END AS n,
        CASE WHEN i < %(in_one_case)s THEN %(after_records)s + i
             ELSE %(records_before)s + i / %(years)s + 1 END AS serial) numbers
    JOIN registry_case c ON c.authority_id = %(authority)s
        AND c.year = %(first_year)s + numbers.n %% %(years)s
        AND c.serial = %(after)s + numbers.n / %(years)s + 1
    LEFT JOIN made_up_document d ON i %% %(a_text_for_each)s = 0 AND d.n = i / %(a_text_for_each)s
    RETURNING *
)
{_ENTRIES}
SELECT made.authority_id, 'registry.record:' || made.id, 'handling', %(label)s || ' ' || made.as_printed,
    made.title,
    concat_ws(' ', compound.forms, matter.forms),
    concat_ws(' ', lower(%(label)s), replace(made.as_printed, '.', ' '), compound.parts, matter.parts),
    '', '', made.counterpart, concat_ws(' ', sender.forms, sender.parts),
    ARRAY['k=handling', 'y=' || made.year, 'N=' || made.as_printed, 'n=' || made.as_printed,
          'l=' || replace(made.as_printed, '.', '~')] || class.lexemes || sender.lexemes,
    dated_on, dated_on, '/' || %(slug)s || '/handlingar/' || made.id || '/', c.year || '/' || c.serial,
    made.published_at, true, now(), now()
FROM made {_TITLED}
JOIN registry_case c ON c.id = made.case_id
JOIN made_up_phrase class ON class.text = c.class_code
JOIN made_up_phrase sender ON sender.text = made.counterpart
"""  # noqa: S608 -- our own words

SERIALS = """
INSERT INTO foundation_serial (authority_id, series, year, last)
SELECT authority_id, 'case', year, max(serial) FROM registry_case
WHERE authority_id = %(authority)s GROUP BY 1, 3
UNION ALL
SELECT authority_id, 'record', year, max(serial) FROM registry_record
WHERE authority_id = %(authority)s AND serial IS NOT NULL GROUP BY 1, 3
ON CONFLICT (authority_id, series, year) DO UPDATE SET last = greatest(foundation_serial.last, excluded.last)
"""

LEARN = """
INSERT INTO foundation_searchword (authority_id, word) SELECT %s, unnest(%s::text[]) ON CONFLICT DO NOTHING
"""
