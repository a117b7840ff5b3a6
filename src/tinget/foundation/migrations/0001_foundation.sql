-- The scope that `tinget.foundation.scoping` set for this transaction. Unset means: nothing.
CREATE FUNCTION tinget_authorities() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(nullif(current_setting('tinget.authorities', true), ''), '{}')::bigint[] $$;

CREATE FUNCTION tinget_boards() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(nullif(current_setting('tinget.boards', true), ''), '{}')::bigint[] $$;

CREATE FUNCTION tinget_public() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('tinget.public', true), '') = 'on' $$;

-- Put a table under row security by its owner. `published`: visitors read rows with published_at set.
-- `board`: the column with the municipality under whose board scope the row is read.
CREATE FUNCTION tinget_own(owned regclass, published boolean DEFAULT false, board name DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', owned);
    EXECUTE format('CREATE POLICY owner ON %s USING (authority_id = ANY ((SELECT tinget_authorities())::bigint[]))', owned);
    IF published THEN
        EXECUTE format('CREATE POLICY published ON %s FOR SELECT USING (published_at IS NOT NULL AND (SELECT tinget_public()))', owned);
    END IF;
    IF board IS NOT NULL THEN
        EXECUTE format('CREATE POLICY board ON %s FOR SELECT USING (%I = ANY ((SELECT tinget_boards())::bigint[]))', owned, board);
    END IF;
    EXECUTE format('ALTER TABLE %s ADD UNIQUE (authority_id, id)', owned);
END
$$;

-- A key between two owned tables carries the owner too, because key checks bypass row security.
CREATE FUNCTION tinget_own_key(owned regclass, key name, target regclass) RETURNS void LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('ALTER TABLE %s ADD FOREIGN KEY (authority_id, %I) REFERENCES %s (authority_id, id)'
                   ' DEFERRABLE INITIALLY DEFERRED', owned, key, target);
END
$$;

SELECT tinget_own('foundation_ledgerentry');
SELECT tinget_own('foundation_ledgerlink');
SELECT tinget_own('foundation_serial');
SELECT tinget_own('foundation_outgoingmail');
SELECT tinget_own_key('foundation_ledgerlink', 'entry_id', 'foundation_ledgerentry');
ALTER TABLE foundation_ledgerhead ENABLE ROW LEVEL SECURITY;
CREATE POLICY owner ON foundation_ledgerhead USING (authority_id = ANY ((SELECT tinget_authorities())::bigint[]));

-- The application appends to the ledger and reads it; it can neither change nor remove nor link by itself.
REVOKE UPDATE, DELETE, TRUNCATE ON foundation_ledgerentry FROM tinget_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON foundation_ledgerlink, foundation_ledgerhead FROM tinget_app;

-- Link an entry to its authority's chain, last of all before commit: the head's lock is held no longer
-- than the commit takes. hash = sha256(previous hash || position || sha256(salt || entry)).
CREATE FUNCTION tinget_link_ledger() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    head foundation_ledgerhead;
    digest bytea := sha256(NEW.salt || convert_to(NEW.entry, 'UTF8'));
    link bytea;
BEGIN
    SELECT * INTO head FROM foundation_ledgerhead WHERE authority_id = NEW.authority_id FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO foundation_ledgerhead VALUES (NEW.authority_id, 0, sha256(int8send(NEW.authority_id)))
            ON CONFLICT DO NOTHING;
        SELECT * INTO head FROM foundation_ledgerhead WHERE authority_id = NEW.authority_id FOR UPDATE;
    END IF;
    link := sha256(head.hash || int8send(head.count + 1) || digest);
    INSERT INTO foundation_ledgerlink (authority_id, position, entry_id, digest, hash)
        VALUES (NEW.authority_id, head.count + 1, NEW.id, digest, link);
    UPDATE foundation_ledgerhead SET count = head.count + 1, hash = link WHERE authority_id = NEW.authority_id;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER link_ledger AFTER INSERT ON foundation_ledgerentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tinget_link_ledger();

-- Lawful disposal empties an entry's values and leaves an entry of its own that names it.
CREATE FUNCTION tinget_dispose_ledger_entry(disposed bigint, disposal_salt bytea, disposal text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    owner bigint;
BEGIN
    SELECT authority_id INTO owner FROM foundation_ledgerentry WHERE id = disposed AND entry IS NOT NULL;
    IF owner IS NULL OR NOT owner = ANY (tinget_authorities()) THEN
        RAISE EXCEPTION 'no entry % to dispose of in this scope', disposed;
    END IF;
    IF disposal::jsonb ->> 'action' IS DISTINCT FROM 'dispose_ledger_entry'
       OR disposal::jsonb ->> 'on' IS DISTINCT FROM 'foundation.ledgerentry:' || disposed THEN
        RAISE EXCEPTION 'a disposal names the entry it empties';
    END IF;
    UPDATE foundation_ledgerentry SET entry = NULL, salt = NULL WHERE id = disposed;
    INSERT INTO foundation_ledgerentry (authority_id, salt, entry) VALUES (owner, disposal_salt, disposal);
END
$$;

-- Django's cache (rate limits): in the database, because each web process must see the same counts.
CREATE TABLE tinget_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX tinget_cache_expires ON tinget_cache (expires);
