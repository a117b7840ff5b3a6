-- The day, as the scope tells it.
CREATE FUNCTION tinget_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(nullif(current_setting('tinget.today', true), '')::date, current_date) $$;

-- For how many months visitors see what is on the web for a time: {"3": 24}, by authority. One that is not named shows it
-- for good. Whoever keeps the authorities replaces this with what they have chosen.
CREATE FUNCTION tinget_public_months() RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT '{}'::jsonb $$;

-- Whether what was published then is still on the web; the last day is the same day of a later month, or that month's last.
CREATE FUNCTION tinget_is_current(published_at timestamptz, owner bigint, months jsonb, today date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
    -- Put as an equality, which the planner takes to be rare: it would believe that most rows have lapsed, and read too many.
    SELECT published_at IS NOT NULL AND NOT coalesce(sign(today - (
        (published_at AT TIME ZONE 'Europe/Stockholm')::date + make_interval(months => (months ->> owner::text)::int))::date), 0) = 1
$$;

-- Let visitors read a table's published rows for a time only; `lapsing` is a condition for those that lapse.
CREATE FUNCTION tinget_public_for_a_time(owned regclass, lapsing text DEFAULT 'true') RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('DROP POLICY published ON %s', owned);
    EXECUTE format('CREATE POLICY published ON %s FOR SELECT USING (published_at IS NOT NULL AND (SELECT tinget_public())'
                   ' AND (NOT %s OR tinget_is_current(published_at, authority_id, (SELECT tinget_public_months()),'
                   ' (SELECT tinget_today()))))', owned, lapsing);
END
$$;

ALTER TABLE foundation_searchentry ADD COLUMN lapses boolean NOT NULL DEFAULT false;
SELECT tinget_public_for_a_time('foundation_searchentry', 'lapses');

-- As before, but that visitors do not find what has lapsed.

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
        FROM (SELECT e.id, e.sorted_on, e.kind, e.head FROM foundation_searchentry e
              WHERE e.words @@ (wanted && part)
                AND e.authority_id + 0 = authority
                AND (is_inside OR e.published_at IS NOT NULL AND (NOT e.lapses OR tinget_is_current(e.published_at, authority, months, today)) AND (
                    e.insiders = '' OR (e.head || ts_filter(e.words, '{a,b,c}')) @@ wanted))
                AND (e.restriction_id IS NULL OR e.restriction_id = ANY (cleared))
              ORDER BY e.sorted_on DESC, e.id DESC LIMIT candidates - cardinality(newest)) hit;
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
        PERFORM FROM foundation_searchentry e
        WHERE e.words @@ (wanted && part)
          AND e.authority_id + 0 = authority
          AND (is_inside OR e.published_at IS NOT NULL AND (NOT e.lapses OR tinget_is_current(e.published_at, authority, months, today)) AND (
              e.insiders = '' OR (e.head || ts_filter(e.words, '{a,b,c}')) @@ wanted))
          AND (e.restriction_id IS NULL OR e.restriction_id = ANY (cleared)) LIMIT 1;
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
