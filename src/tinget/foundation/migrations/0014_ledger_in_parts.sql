-- A table that grows for ever is laid in parts, by hash of the authority, while others read and write it: tinget_lay_parts
-- makes the parts and lets what is written go to both, tinget_fill_parts copies some rows, tinget_take_parts gives the parts
-- the table's name. `whole` names an owned table whose key is `id`; afterwards it has the same columns, names, policies,
-- triggers and rights, and the key (id, authority_id), since a key must hold what a table is parted by.

-- The columns that are written; the others follow from them.
CREATE OR REPLACE FUNCTION tinget_written_columns(whole regclass, prefix text DEFAULT '') RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$
    SELECT string_agg(prefix || quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = whole AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
$$;

-- Write a row of a table that is being laid in parts there as well, as it stands by now.
CREATE OR REPLACE FUNCTION tinget_write_to_parts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    IF TG_OP = 'DELETE' THEN
        EXECUTE format('DELETE FROM %I WHERE id = $1 AND authority_id = $2', TG_TABLE_NAME || '_laid')
            USING OLD.id, OLD.authority_id;
    ELSE
        EXECUTE format('INSERT INTO %1$I (%2$s) SELECT %2$s FROM %3$I WHERE id = $1'
                       ' ON CONFLICT (id, authority_id) DO UPDATE SET (%2$s) = ROW (%4$s)',
                       TG_TABLE_NAME || '_laid', tinget_written_columns(TG_RELID::regclass), TG_TABLE_NAME,
                       tinget_written_columns(TG_RELID::regclass, 'excluded.')) USING NEW.id;
    END IF;
    RETURN NULL;
END
$$;
-- It writes as the owner: nobody else may hang it on a table.
REVOKE EXECUTE ON FUNCTION tinget_write_to_parts FROM PUBLIC;

-- Give a table the rights that another has, and nobody any other; without `like_table` nobody has any.
CREATE OR REPLACE FUNCTION tinget_take_rights(given regclass, like_table regclass DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT DISTINCT a.grantee FROM pg_class c, aclexplode(c.relacl) a
               WHERE c.oid = given AND a.grantee NOT IN (0, c.relowner) LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %s', given, one.grantee::regrole);
    END LOOP;
    FOR one IN SELECT a.grantee, a.privilege_type FROM pg_class c, aclexplode(c.relacl) a
               WHERE c.oid = like_table AND a.grantee NOT IN (0, c.relowner) LOOP
        EXECUTE format('GRANT %s ON %s TO %s', one.privilege_type, given, one.grantee::regrole);
    END LOOP;
END
$$;

-- Make the empty parts under another name, with the table's indexes, keys and policies. A part of them is read by
-- its owner alone, since the policies bind where a table is named, and the parts are not.
CREATE OR REPLACE FUNCTION tinget_lay_parts(whole name, parts int) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
DECLARE
    laid name := whole || '_laid';
    part name;
    one record;
BEGIN
    IF to_regclass(quote_ident(laid)) IS NOT NULL THEN
        RETURN;  -- somebody was stopped: what is laid is filled on
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS INCLUDING STORAGE)'
                   ' PARTITION BY HASH (authority_id)', laid, whole);
    PERFORM tinget_take_rights(laid::regclass, whole::regclass);
    FOR n IN 0 .. parts - 1 LOOP
        part := whole || '_' || lpad(n::text, 2, '0');
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS %s, REMAINDER %s)', part, laid, parts, n);
        PERFORM tinget_take_rights(part::regclass);
    END LOOP;
    EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (id, authority_id)', laid);
    FOR one IN SELECT conname AS name, contype AS type, pg_get_constraintdef(oid) AS told FROM pg_constraint
               WHERE conrelid = whole::regclass AND contype IN ('u', 'f') LOOP
        CONTINUE WHEN one.told = 'UNIQUE (authority_id, id)';  -- the key says it now
        EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I %s', laid, one.name || CASE one.type WHEN 'u' THEN '_laid' ELSE '' END,
                       tinget_named_laid(one.told));
    END LOOP;
    FOR one IN SELECT relname AS name, pg_get_indexdef(indexrelid) AS told FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
               WHERE indrelid = whole::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) LOOP
        EXECUTE replace(replace(one.told, format('INDEX %I ON', one.name), format('INDEX %I ON', one.name || '_laid')),
                        format('ON public.%I USING', whole), format('ON public.%I USING', laid));
    END LOOP;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', laid);
    FOR one IN SELECT * FROM pg_policies WHERE schemaname = 'public' AND tablename = whole LOOP
        EXECUTE format('CREATE POLICY %I ON %I AS %s FOR %s TO %s', one.policyname, laid, one.permissive, one.cmd,
                       array_to_string(one.roles, ', '))
            || coalesce(' USING (' || one.qual || ')', '') || coalesce(' WITH CHECK (' || one.with_check || ')', '');
    END LOOP;
    EXECUTE format('CREATE TRIGGER laid AFTER INSERT OR UPDATE OR DELETE ON %I'
                   ' FOR EACH ROW EXECUTE FUNCTION tinget_write_to_parts()', whole);
END
$$;

-- A key to a table that is being laid in parts leads to the parts.
CREATE OR REPLACE FUNCTION tinget_named_laid(told text) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$
    SELECT CASE WHEN to_regclass(target || '_laid') IS NULL THEN told
                ELSE replace(told, 'REFERENCES ' || target, 'REFERENCES ' || target || '_laid') END
    FROM (SELECT coalesce((regexp_match(told, 'REFERENCES (\w+)'))[1], '') AS target) key
$$;

-- Copy the rows whose id lies between these; those that are there already are as new or newer.
CREATE OR REPLACE FUNCTION tinget_fill_parts(whole name, first bigint, last bigint) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
    EXECUTE format('INSERT INTO %1$I (%2$s) SELECT %2$s FROM %3$I WHERE id BETWEEN $1 AND $2 FOR KEY SHARE ON CONFLICT DO NOTHING',
                   whole || '_laid', tinget_written_columns(whole::regclass), whole) USING first, last;
END
$$;

-- Let the filled parts be the table from now on; nothing happens where it is that already.
CREATE OR REPLACE FUNCTION tinget_take_parts(whole name) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
DECLARE
    laid name := whole || '_laid';
    row_triggers text[];
    is_whole boolean;
    next_id bigint;
    one text;
BEGIN
    IF to_regclass(quote_ident(laid)) IS NULL THEN
        RETURN;
    END IF;
    EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', whole);
    EXECUTE format('SELECT (SELECT count(*) FROM %I) = (SELECT count(*) FROM %I)', whole, laid) INTO is_whole;
    IF NOT is_whole THEN
        RAISE EXCEPTION 'the parts of % do not hold as many rows as it', whole;
    END IF;
    EXECUTE format('SELECT last_value + is_called::int FROM %s', pg_get_serial_sequence(whole, 'id')) INTO next_id;
    row_triggers := ARRAY(SELECT pg_get_triggerdef(oid) FROM pg_trigger
                          WHERE tgrelid = whole::regclass AND NOT tgisinternal AND tgname <> 'laid' ORDER BY tgname);
    EXECUTE format('DROP TABLE %I', whole);
    EXECUTE format('ALTER TABLE %I RENAME TO %I', laid, whole);
    EXECUTE format('ALTER INDEX %I RENAME TO %I', laid || '_pkey', whole || '_pkey');
    FOR one IN SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
               WHERE indrelid = whole::regclass AND relname LIKE '%\_laid' LOOP
        EXECUTE format('ALTER INDEX %I RENAME TO %I', one, regexp_replace(one, '_laid$', ''));
    END LOOP;
    EXECUTE format('CREATE SEQUENCE %I START %s OWNED BY %I.id', whole || '_id_seq', next_id, whole);
    EXECUTE format('ALTER TABLE %I ALTER id SET DEFAULT nextval(%L)', whole, whole || '_id_seq');
    FOREACH one IN ARRAY row_triggers LOOP
        EXECUTE one;
    END LOOP;
END
$$;
