-- Who asks, and whether this is a job that must process whatever there is.
CREATE FUNCTION tinget_person() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('tinget.person', true), '')::bigint $$;

CREATE FUNCTION tinget_unrestricted() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('tinget.unrestricted', true), '') = 'on' $$;

-- The restrictions that the asker is cleared for, in the authorities of the scope.
CREATE FUNCTION tinget_cleared() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT coalesce(array_agg(restriction_id), '{}') FROM foundation_clearance
   WHERE person_id = tinget_person() AND ended_at IS NULL AND authority_id = ANY (tinget_authorities()) $$;

-- Let the rows that carry a restriction be seen, written and changed only by those cleared for it.
CREATE FUNCTION tinget_restrict(restricted regclass) RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('CREATE POLICY need_to_know ON %s AS RESTRICTIVE USING (restriction_id IS NULL'
                   ' OR (SELECT tinget_unrestricted()) OR restriction_id = ANY ((SELECT tinget_cleared())::bigint[]))',
                   restricted);
    EXECUTE format('ALTER TABLE %s ADD FOREIGN KEY (authority_id, restriction_id)'
                   ' REFERENCES foundation_restriction (authority_id, id) DEFERRABLE INITIALLY DEFERRED', restricted);
END
$$;

SELECT tinget_own('foundation_restriction');
SELECT tinget_own('foundation_clearance');
SELECT tinget_own_key('foundation_clearance', 'restriction_id', 'foundation_restriction');
SELECT tinget_restrict('foundation_ledgerentry');

-- What was told of an object before it was restricted follows it, and comes back when that is lifted.
-- The application may not change entries; this changes nothing but who may read them.
CREATE FUNCTION tinget_restrict_ledger(object text, restriction bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
BEGIN
    UPDATE foundation_ledgerentry e SET restriction_id = restriction
    WHERE e."on" = object AND e.authority_id = ANY (tinget_authorities())
      AND (e.restriction_id IS NULL OR e.restriction_id = ANY (tinget_cleared()) OR tinget_unrestricted());
END
$$;
