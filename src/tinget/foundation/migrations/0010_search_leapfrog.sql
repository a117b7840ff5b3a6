-- One condition of tinget_search and tinget_search_has (0009_public_for_a_time.sql) becomes two. Within one tsquery a GIN
-- index reads the whole list of its rarest word and checks the months entry by entry: a search cost more the larger the
-- register. Of two conditions each leaps to where the other is, so it costs as much as there is in those months.
DO $$
DECLARE
    function regproc;
    old text;
BEGIN
    FOREACH function IN ARRAY ARRAY['tinget_search'::regproc, 'tinget_search_has'::regproc] LOOP
        old := pg_get_functiondef(function);
        IF strpos(old, 'e.words @@ (wanted && part)') = 0 THEN
            RAISE EXCEPTION 'the condition to be parted is not in %', function;
        END IF;
        EXECUTE replace(old, 'e.words @@ (wanted && part)', 'e.words @@ wanted AND e.words @@ part');
    END LOOP;
END
$$;
