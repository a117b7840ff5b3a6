-- Words and months are asked for as two conditions. Within one tsquery a GIN index reads the whole list of its rarest word
-- and checks the months entry by entry: a search cost more the larger the register. Of two conditions each leaps to where
-- the other is, so it costs as much as there is in those months.

-- The entries of a span of months that hold the words, and that the scope may find: everything where the person holds a
-- mandate, elsewhere what is published and has not lapsed, and never what is restricted for others.
CREATE FUNCTION tinget_search_hits(
    authority bigint, today date, wanted tsquery, span tsquery, is_inside boolean, cleared bigint[], months jsonb)
RETURNS SETOF foundation_searchentry LANGUAGE sql STABLE AS
$$
    SELECT e.* FROM foundation_searchentry e
    WHERE e.words @@ wanted AND e.words @@ span
      AND e.authority_id + 0 = authority
      AND (is_inside OR e.published_at IS NOT NULL
           AND (NOT e.lapses OR tinget_is_current(e.published_at, authority, months, today))
           AND (e.insiders = '' OR (e.head || ts_filter(e.words, '{a,b,c}')) @@ wanted))
      AND (e.restriction_id IS NULL OR e.restriction_id = ANY (cleared))
$$;

-- As before, but for those conditions.

-- Search one authority within the scope that is set: everything where the person holds a mandate, elsewhere what is
-- published, and never what is restricted for others. As the owner, since row security would keep the index unused.
-- Ranked among the newest `candidates` hits: 3 its own number, 2 the words themselves in the title, 1 parts of words
-- in the title, 0 the text; then by date. `passed` is where a page before this one ended.
CREATE OR REPLACE FUNCTION tinget_search(
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
    day_month int := date_part('year', today) * 12 + date_part('month', today) - 1;
    first_month int := day_month;
    last_month int := day_month + 36;
    width int := 1;
    part tsquery;
    sought text[] := tsvector_to_array(to_tsvector('pg_catalog.swedish'::regconfig, needles));
BEGIN
    IF numnode(wanted) = 0 OR NOT (is_inside OR tinget_public()) THEN
        RETURN;
    END IF;
    LOOP
        part := tinget_search_span(CASE WHEN is_inside THEN 's' ELSE 'o' END, authority, first_month, last_month);
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
        EXIT WHEN cardinality(newest) >= candidates OR first_month <= 1950 * 12;
        -- As many months more as should hold the rest, going by those just read; at most four times as many.
        more := coalesce(cardinality(more_ids), 0);
        width := CASE WHEN more = 0 THEN width * 2
                      ELSE greatest(1, least(width * 4, (candidates - cardinality(newest)) * width / more)) END;
        last_month := first_month - 1;
        first_month := greatest(first_month - width, 1950 * 12);
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
    first_month int := date_part('year', today) * 12 + date_part('month', today) - 3;
    last_month int := first_month + 38;
    width int := 3;
    part tsquery;
BEGIN
    IF numnode(wanted) = 0 OR NOT (is_inside OR tinget_public()) THEN
        RETURN false;
    END IF;
    LOOP
        part := tinget_search_span(CASE WHEN is_inside THEN 's' ELSE 'o' END, authority, first_month, last_month);
        PERFORM FROM tinget_search_hits(authority, today, wanted, part, is_inside, cleared, months) LIMIT 1;
        IF FOUND THEN
            RETURN true;
        END IF;
        EXIT WHEN first_month <= 1950 * 12;
        width := width * 8;
        last_month := first_month - 1;
        first_month := greatest(first_month - width, 1950 * 12);
    END LOOP;
    RETURN false;
END
$$;
