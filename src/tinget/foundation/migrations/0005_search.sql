-- The words that say how new an entry is and who may meet it: the whole authority, its year, its quarter, its month.
-- The index can then take the newest entries first, and those that visitors see apart; the rows are checked all the same.
CREATE FUNCTION tinget_search_shelves(authority bigint, published boolean, sorted_on date) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS
$$
    SELECT array_agg(side || '=' || authority || place)
    FROM unnest(CASE WHEN published THEN ARRAY['s', 'o'] ELSE ARRAY['s'] END) side,
         (SELECT date_part('year', sorted_on)::int AS year, date_part('month', sorted_on)::int AS month) d,
         unnest(ARRAY['', '/' || year, '/' || year || 'q' || (month + 2) / 3, '/' || year || '-' || month]) place
$$;

-- Letters and digits only: the parser would make one word of och/eller, and a minus of 2023-10-12.
CREATE FUNCTION tinget_search_plain(given text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS
$$ SELECT regexp_replace(given, '[^[:alnum:]]+', ' ', 'g') $$;

-- What a hit is ranked by: the title in its forms (A), parts of its compounds (B), and exact words such as numbers and facets.
CREATE FUNCTION tinget_search_head(title text, title_forms text, title_parts text, lexemes text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public AS
$$
    SELECT setweight(to_tsvector('pg_catalog.swedish'::regconfig, tinget_search_plain(title)), 'A')
        || setweight(to_tsvector('pg_catalog.swedish'::regconfig, title_forms), 'A')
        || setweight(to_tsvector('pg_catalog.swedish'::regconfig, title_parts), 'B')
        || array_to_tsvector(lexemes)
$$;

-- All that an entry is found by: its head, its text with other forms and parts of compounds (C), what only those
-- who hold a mandate in the authority find it by (D), and its shelves.
CREATE FUNCTION tinget_search_words(title text, title_forms text, title_parts text, lexemes text[], body text,
                                    body_parts text, insiders text, insiders_parts text, authority bigint, published boolean, sorted_on date) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public AS
$$
    SELECT tinget_search_head(title, title_forms, title_parts, lexemes)
        || setweight(to_tsvector('pg_catalog.swedish'::regconfig, tinget_search_plain(body)), 'C')
        || setweight(to_tsvector('pg_catalog.swedish'::regconfig, body_parts), 'C')
        || setweight(to_tsvector('pg_catalog.swedish'::regconfig, tinget_search_plain(insiders)), 'D')
        || setweight(to_tsvector('pg_catalog.swedish'::regconfig, insiders_parts), 'D')
        || array_to_tsvector(tinget_search_shelves(authority, published, sorted_on))
$$;

ALTER TABLE foundation_searchentry
    ADD COLUMN head tsvector GENERATED ALWAYS AS (tinget_search_head(title, title_forms, title_parts, lexemes)) STORED,
    ADD COLUMN words tsvector GENERATED ALWAYS AS (tinget_search_words(
        title, title_forms, title_parts, lexemes, body, body_parts, insiders, insiders_parts,
        authority_id, published_at IS NOT NULL, sorted_on)) STORED;

-- No pending list: a search would have to read through it.
CREATE INDEX search_words ON foundation_searchentry USING gin (words) WITH (fastupdate = off);
CREATE INDEX search_vocabulary ON foundation_searchword USING gin (word gin_trgm_ops);

SELECT tinget_own('foundation_searchentry', published => true);
SELECT tinget_restrict('foundation_searchentry');
SELECT tinget_own('foundation_searchword');
SELECT tinget_own('foundation_searchprogress');
REVOKE ALL ON foundation_searchword FROM tinget_app;

-- The shelves from the newest to the oldest, as disjoint parts of a query: months of this quarter and the one before,
-- then quarters back to a new year, then years, each part about as large as all before it.
-- The dates that entries are sorted by lie between 1950 and two years ahead (tinget.foundation.search.entries).
CREATE FUNCTION tinget_search_ranges(side text, authority bigint, today date) RETURNS tsquery[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS
$$
DECLARE
    shelf text := side || '=' || authority || '/';
    y int := date_part('year', today);
    m int := date_part('month', today);
    first_month int := (m - 1) / 3 * 3 + 1;  -- of this quarter
    quarters text[];
BEGIN
    -- The quarters from the last whole one back to January of the year before, the newest first.
    quarters := ARRAY(SELECT shelf || n / 4 || 'q' || n % 4 + 1
                      FROM generate_series(y * 4 + (m - 1) / 3 - 1, (y - 1) * 4, -1) n);
    RETURN ARRAY(
        SELECT (SELECT string_agg(quote_literal(name), '|') FROM unnest(names) name)::tsquery
        FROM (VALUES
            (1, ARRAY(SELECT shelf || y || '-' || n FROM generate_series(m, 12) n)
                || ARRAY[shelf || y + 1, shelf || y + 2]),
            (2, ARRAY(SELECT shelf || y || '-' || n FROM generate_series(first_month, m - 1) n)),
            (3, quarters[1:1]), (4, quarters[2:3]), (5, quarters[4:]),
            (6, ARRAY[shelf || y - 2]), (7, ARRAY[shelf || y - 4, shelf || y - 3]),
            (8, ARRAY(SELECT shelf || n FROM generate_series(y - 8, y - 5) n)),
            (9, ARRAY(SELECT shelf || n FROM generate_series(y - 16, y - 9) n)),
            (10, ARRAY(SELECT shelf || n FROM generate_series(1950, y - 17) n))
        ) parts (number, names)
        WHERE cardinality(names) > 0 ORDER BY number);
END
$$;

-- Search one authority within the scope that is set: everything where the person holds a mandate, elsewhere what is
-- published, and never what is restricted for others. As the owner, since row security would keep the index unused.
-- Ranked among the newest `candidates` hits: 3 its own number, 2 the words themselves in the title, 1 parts of words
-- in the title, 0 the text; then by date. `passed` is where a page before this one ended.
CREATE FUNCTION tinget_search(
    authority bigint, today date, wanted tsquery, strict tsquery, exact tsquery, needles text,
    candidates int, shown int, by_date boolean, since timestamptz,
    passed_level int, passed_on date, passed_id bigint)
RETURNS TABLE (id bigint, level int, sorted_on date, "on" text, kind text, number text, title text, day date,
               url text, note text, insiders text, published_at timestamptz, added_at timestamptz, excerpt text, cut_before boolean,
               stems text[], found int, found_by_kind jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS
$$
#variable_conflict use_column
DECLARE
    is_inside boolean := authority = ANY (tinget_authorities());
    cleared bigint[] := tinget_cleared();
    newest bigint[] := '{}';
    levels int[] := '{}';
    days date[] := '{}';
    kinds text[] := '{}';
    more_ids bigint[];
    more_levels int[];
    more_days date[];
    more_kinds text[];
    part tsquery;
    sought text[] := tsvector_to_array(to_tsvector('pg_catalog.swedish'::regconfig, needles));
BEGIN
    IF numnode(wanted) = 0 OR NOT (is_inside OR tinget_public()) THEN
        RETURN;
    END IF;
    FOREACH part IN ARRAY tinget_search_ranges(CASE WHEN is_inside THEN 's' ELSE 'o' END, authority, today) LOOP
        SELECT array_agg(hit.id), array_agg(hit.sorted_on), array_agg(hit.kind),
               array_agg(CASE WHEN by_date THEN 0 WHEN hit.head @@ exact THEN 3
                              WHEN hit.head @@ strict THEN 2 WHEN hit.head @@ wanted THEN 1 ELSE 0 END)
        INTO more_ids, more_days, more_kinds, more_levels
        FROM (SELECT e.id, e.sorted_on, e.kind, e.head FROM foundation_searchentry e
              WHERE e.words @@ (wanted && part)
                AND e.authority_id + 0 = authority
                AND (is_inside OR e.published_at IS NOT NULL AND (
                    e.insiders = '' OR (e.head || ts_filter(e.words, '{a,b,c}')) @@ wanted))
                AND (e.restriction_id IS NULL OR e.restriction_id = ANY (cleared))
              ORDER BY e.sorted_on DESC, e.id DESC LIMIT candidates - cardinality(newest)) hit;
        newest := newest || coalesce(more_ids, '{}');
        levels := levels || coalesce(more_levels, '{}');
        days := days || coalesce(more_days, '{}');
        kinds := kinds || coalesce(more_kinds, '{}');
        EXIT WHEN cardinality(newest) >= candidates;
    END LOOP;
    RETURN QUERY
        WITH hits AS (
            SELECT h.id, h.level, h.sorted_on, h.kind
            FROM unnest(newest, levels, days, kinds) h (id, level, sorted_on, kind)
            WHERE since IS NULL OR (SELECT greatest(e.added_at, CASE WHEN NOT is_inside THEN e.published_at END) > since
                                    FROM foundation_searchentry e WHERE e.id = h.id)
        ), page AS (
            SELECT * FROM hits h
            WHERE passed_id IS NULL OR (h.level, h.sorted_on, h.id) < (passed_level, passed_on, passed_id)
            ORDER BY h.level DESC, h.sorted_on DESC, h.id DESC LIMIT shown
        )
        SELECT p.id, p.level, p.sorted_on, e."on"::text, e.kind::text, e.number::text, e.title, e.day, e.url::text,
               e.note::text, CASE WHEN is_inside THEN e.insiders ELSE '' END, e.published_at, e.added_at, substr(e.body, place.at, 360), place.at > 1, sought,
               (SELECT count(*)::int FROM hits),
               (SELECT jsonb_object_agg(k.kind, k.n) FROM (SELECT h.kind, count(*) AS n FROM hits h GROUP BY h.kind) k)
        FROM page p JOIN foundation_searchentry e ON e.id = p.id,
        LATERAL (SELECT lower(e.body) AS low) l,
        LATERAL (SELECT greatest(1, coalesce(min(nullif(strpos(l.low, s), 0)), 1) - 120) AS at
                 FROM unnest(sought) s) place
        ORDER BY p.level DESC, p.sorted_on DESC, p.id DESC;
END
$$;

-- Whether a word stands in anything that the asker may see.
CREATE FUNCTION tinget_search_has(authority bigint, today date, wanted tsquery) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS
$$
DECLARE
    is_inside boolean := authority = ANY (tinget_authorities());
    cleared bigint[] := tinget_cleared();
    part tsquery;
BEGIN
    IF numnode(wanted) = 0 OR NOT (is_inside OR tinget_public()) THEN
        RETURN false;
    END IF;
    FOREACH part IN ARRAY tinget_search_ranges(CASE WHEN is_inside THEN 's' ELSE 'o' END, authority, today) LOOP
        PERFORM FROM foundation_searchentry e
        WHERE e.words @@ (wanted && part)
          AND e.authority_id + 0 = authority
          AND (is_inside OR e.published_at IS NOT NULL AND (
              e.insiders = '' OR (e.head || ts_filter(e.words, '{a,b,c}')) @@ wanted))
          AND (e.restriction_id IS NULL OR e.restriction_id = ANY (cleared)) LIMIT 1;
        IF FOUND THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END
$$;

-- Words like this one, or that hold it, the likest first, of those that stand in what the asker may see.
CREATE FUNCTION tinget_search_like(authority bigint, today date, given text, holding boolean)
RETURNS TABLE (word text, likeness real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
#variable_conflict use_column
DECLARE
    near text[];
BEGIN
    IF length(given) < 4 OR NOT (authority = ANY (tinget_authorities()) OR tinget_public()) THEN
        RETURN;
    END IF;
    IF holding THEN
        near := ARRAY(SELECT w.word FROM foundation_searchword w
                      WHERE w.word LIKE '%' || given || '%' AND w.word <> given AND w.authority_id = authority
                      ORDER BY length(w.word), w.word LIMIT 24);
    ELSE
        near := ARRAY(SELECT w.word FROM foundation_searchword w
                      WHERE w.word % given AND similarity(w.word, given) >= 0.35 AND w.word <> given
                            AND w.authority_id = authority
                      ORDER BY similarity(w.word, given) DESC, w.word LIMIT 24);
    END IF;
    RETURN QUERY
        SELECT n.word, similarity(n.word, given) FROM unnest(near) n (word)
        WHERE tinget_search_has(authority, today, to_tsquery('pg_catalog.swedish'::regconfig, quote_literal(n.word)))
        ORDER BY 2 DESC, 1 LIMIT 12;
END
$$;

-- Learn words of entries that nobody is kept from; a word that nobody may see any more is never shown (see above).
CREATE FUNCTION tinget_search_learn(authority bigint, learnt text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    IF NOT authority = ANY (tinget_authorities()) THEN
        RAISE EXCEPTION 'authority % is not in this scope', authority;
    END IF;
    INSERT INTO foundation_searchword (authority_id, word)
        SELECT authority, w FROM (SELECT DISTINCT unnest(learnt) w) words ORDER BY w ON CONFLICT DO NOTHING;
END
$$;
