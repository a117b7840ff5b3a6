-- The shelves of a span of thirds of months, in as few words as they can be said: whole years, quarters, months, thirds.
-- The dates that entries are sorted by lie between 1950 and two years ahead (tinget.foundation.search.entries).
DROP FUNCTION tinget_search_span;
CREATE FUNCTION tinget_search_span(side text, authority bigint, first_third int, last_third int) RETURNS tsquery
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS
$$
    SELECT string_agg(quote_literal(side || '=' || authority || '/' || place), '|')::tsquery
    FROM (SELECT DISTINCT CASE
              WHEN n / 36 * 36 >= first_third AND n / 36 * 36 + 35 <= last_third THEN (n / 36)::text
              WHEN n / 9 * 9 >= first_third AND n / 9 * 9 + 8 <= last_third THEN n / 36 || 'q' || n % 36 / 9 + 1
              WHEN n / 3 * 3 >= first_third AND n / 3 * 3 + 2 <= last_third THEN n / 36 || '-' || n % 36 / 3 + 1
              ELSE n / 36 || '-' || n % 36 / 3 + 1 || '-' || n % 3 + 1 END AS place
          FROM generate_series(first_third, last_third) n) places
$$;

-- As before, but for the thirds; and numbers, which stand in few entries, are looked for everywhere at once.

-- Search one authority within the scope that is set: everything where the person holds a mandate, elsewhere what is
-- published, and never what is restricted for others. As the owner, since row security would keep the index unused.
-- Ranked among the newest `candidates` hits: 3 its own number, 2 the words themselves in the title, 1 parts of words
-- in the title, 0 the text; then by date. `passed` is where a page before this one ended.
DROP FUNCTION tinget_search;
CREATE FUNCTION tinget_search(
    authority bigint, today date, wanted tsquery, strict tsquery, exact tsquery, needles text,
    candidates int, shown int, by_date boolean, since timestamptz,
    passed_level int, passed_on date, passed_id bigint, is_rare boolean DEFAULT false)
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
    months jsonb := tinget_public_months();
    newest bigint[] := '{}';
    levels int[] := '{}';
    days date[] := '{}';
    kinds text[] := '{}';
    more_ids bigint[];
    more_levels int[];
    more_days date[];
    more_kinds text[];
    more int;
    side text := CASE WHEN is_inside THEN 's' ELSE 'o' END;
    first_third int := CASE WHEN is_rare THEN 1950 * 36 ELSE tinget_search_third(today) END;
    last_third int := tinget_search_third(today) + 108;
    width int := 1;
    part tsquery;
    sought text[] := tsvector_to_array(to_tsvector('pg_catalog.swedish'::regconfig, needles));
BEGIN
    IF numnode(wanted) = 0 OR NOT (is_inside OR tinget_public()) THEN
        RETURN;
    END IF;
    LOOP
        part := CASE WHEN is_rare THEN quote_literal(side || '=' || authority)::tsquery
                     ELSE tinget_search_span(side, authority, first_third, last_third) END;
        SELECT array_agg(hit.id), array_agg(hit.sorted_on), array_agg(hit.kind),
               array_agg(CASE WHEN by_date THEN 0 WHEN hit.head @@ exact THEN 3
                              WHEN hit.head @@ strict THEN 2 WHEN hit.head @@ wanted THEN 1 ELSE 0 END)
        INTO more_ids, more_days, more_kinds, more_levels
        FROM (SELECT h.id, h.sorted_on, h.kind, h.head
              FROM tinget_search_hits(authority, today, wanted, part, is_inside, cleared, months) h
              ORDER BY h.sorted_on DESC, h.id DESC LIMIT candidates - cardinality(newest)) hit;
        newest := newest || coalesce(more_ids, '{}');
        levels := levels || coalesce(more_levels, '{}');
        days := days || coalesce(more_days, '{}');
        kinds := kinds || coalesce(more_kinds, '{}');
        EXIT WHEN cardinality(newest) >= candidates OR first_third <= 1950 * 36;
        -- As many thirds more as should hold the rest, going by those just read; at most four times as many.
        more := coalesce(cardinality(more_ids), 0);
        width := CASE WHEN more = 0 THEN width * 4
                      ELSE greatest(1, least(width * 4, (candidates - cardinality(newest)) * width / more)) END;
        last_third := first_third - 1;
        first_third := greatest(first_third - width, 1950 * 36);
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
CREATE OR REPLACE FUNCTION tinget_search_has(authority bigint, today date, wanted tsquery) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS
$$
DECLARE
    is_inside boolean := authority = ANY (tinget_authorities());
    cleared bigint[] := tinget_cleared();
    months jsonb := tinget_public_months();
    first_third int := tinget_search_third(today);
    last_third int := first_third + 108;
    width int := 1;
    part tsquery;
BEGIN
    IF numnode(wanted) = 0 OR NOT (is_inside OR tinget_public()) THEN
        RETURN false;
    END IF;
    LOOP
        part := tinget_search_span(CASE WHEN is_inside THEN 's' ELSE 'o' END, authority, first_third, last_third);
        PERFORM FROM tinget_search_hits(authority, today, wanted, part, is_inside, cleared, months) LIMIT 1;
        IF FOUND THEN
            RETURN true;
        END IF;
        EXIT WHEN first_third <= 1950 * 36;
        width := width * 8;
        last_third := first_third - 1;
        first_third := greatest(first_third - width, 1950 * 36);
    END LOOP;
    RETURN false;
END
$$;
