-- The shelves of a month are parted in three, so that a search for a word that is everywhere need not read a whole month,
-- which in a large register holds many times more than is shown.

-- Which third of a month a day falls in, counted from year 0: the 1st, the 11th, and the 21st begin one.
CREATE OR REPLACE FUNCTION tinget_search_third(day date) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS
$$
    SELECT date_part('year', day)::int * 36 + (date_part('month', day)::int - 1) * 3
        + least((date_part('day', day)::int - 1) / 10, 2)
$$;

-- The words that say how new an entry is and who may meet it: the whole authority, its year, quarter, month, third of a month.
CREATE OR REPLACE FUNCTION tinget_search_shelves(authority bigint, published boolean, sorted_on date) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public AS
$$
    SELECT array_agg(side || '=' || authority || place)
    FROM unnest(CASE WHEN published THEN ARRAY['s', 'o'] ELSE ARRAY['s'] END) side,
         (SELECT date_part('year', sorted_on)::int AS year, date_part('month', sorted_on)::int AS month) d,
         unnest(ARRAY['', '/' || year, '/' || year || 'q' || (month + 2) / 3, '/' || year || '-' || month,
                      '/' || year || '-' || month || '-' || tinget_search_third(sorted_on) % 3 + 1]) place
$$;
