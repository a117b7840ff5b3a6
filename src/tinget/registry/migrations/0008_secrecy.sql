SELECT tinget_own('registry_look');
SELECT tinget_own_key('registry_look', 'marking_id', 'registry_secrecymarking');
REVOKE UPDATE, DELETE, TRUNCATE ON registry_look FROM tinget_app;

-- The restriction in force for an object, such as "registry.case:17".
CREATE FUNCTION registry_in_force(owner bigint, object text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT id FROM foundation_restriction WHERE authority_id = owner AND "on" = object AND lifted_at IS NULL $$;

-- Which restriction a ledger entry must carry: that of the record it names, else that of what it stands on.
CREATE FUNCTION registry_restriction_of(owner bigint, object text, entry text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT coalesce(registry_in_force(owner, 'registry.record:' || (entry::jsonb #>> '{changes,record}')),
                   registry_in_force(owner, object)) $$;

CREATE INDEX ledger_names_record ON foundation_ledgerentry (authority_id, (entry::jsonb #>> '{changes,record}'))
WHERE entry::jsonb #>> '{changes,record}' IS NOT NULL;

-- Bring the entries of a case or record to what is in force now. It can only tell the truth, so anybody may ask.
CREATE FUNCTION registry_settle_history(object text, record text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
    UPDATE foundation_ledgerentry e SET restriction_id = registry_restriction_of(authority_id, e."on", entry)
    WHERE e.authority_id = ANY (tinget_authorities()) AND e."on" = object
      AND restriction_id IS DISTINCT FROM registry_restriction_of(authority_id, e."on", entry);
    UPDATE foundation_ledgerentry e SET restriction_id = registry_restriction_of(authority_id, e."on", entry)
    WHERE record IS NOT NULL AND e.authority_id = ANY (tinget_authorities())
      AND e.entry::jsonb #>> '{changes,record}' IS NOT NULL AND e.entry::jsonb #>> '{changes,record}' = record
      AND restriction_id IS DISTINCT FROM registry_restriction_of(authority_id, e."on", entry);
$$;

-- Let entries on another object (a meeting) that have copied the words be read by those cleared alone.
CREATE FUNCTION registry_restrict_copies(object text, words text, restriction bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
    UPDATE foundation_ledgerentry e SET restriction_id = restriction
    WHERE e.authority_id = ANY (tinget_authorities()) AND e."on" = object AND e.restriction_id IS NULL
      AND strpos(e.entry, words) > 0
$$;

-- What is told later of a secret case or record is as secret, whoever tells it. It happens after the row is
-- written, so that somebody who is not cleared may still tell something, which they then cannot read.
CREATE FUNCTION registry_restrict_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    restriction bigint := registry_restriction_of(NEW.authority_id, NEW."on", NEW.entry);
BEGIN
    IF restriction IS NOT NULL THEN
        UPDATE foundation_ledgerentry SET restriction_id = restriction WHERE id = NEW.id;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER restrict_entry AFTER INSERT ON foundation_ledgerentry FOR EACH ROW
    WHEN (NEW.restriction_id IS NULL AND NEW.entry IS NOT NULL) EXECUTE FUNCTION registry_restrict_entry();

-- So it is with parties, notes and follow-up dates of a secret case.
CREATE FUNCTION registry_restrict_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    restriction bigint := registry_in_force(NEW.authority_id, 'registry.case:' || NEW.case_id);
BEGIN
    IF restriction IS NOT NULL THEN
        EXECUTE format('UPDATE %I SET restriction_id = $1 WHERE id = $2', TG_TABLE_NAME)
            USING restriction, NEW.id;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER restrict_row AFTER INSERT ON registry_caseparty FOR EACH ROW EXECUTE FUNCTION registry_restrict_row();
CREATE TRIGGER restrict_row AFTER INSERT ON registry_casenote FOR EACH ROW EXECUTE FUNCTION registry_restrict_row();
CREATE TRIGGER restrict_row AFTER INSERT ON registry_followup FOR EACH ROW EXECUTE FUNCTION registry_restrict_row();

-- And with a file that is put to a secret record afterwards.
CREATE FUNCTION registry_restrict_document() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    restriction bigint := registry_in_force(NEW.authority_id, 'registry.record:' || NEW.id);
BEGIN
    IF restriction IS NOT NULL THEN
        UPDATE documents_document SET restriction_id = restriction, published_at = NULL
            WHERE id = NEW.document_id AND authority_id = NEW.authority_id;
        UPDATE documents_version SET restriction_id = restriction, published_at = NULL
            WHERE document_id = NEW.document_id AND authority_id = NEW.authority_id;
        UPDATE foundation_ledgerentry SET restriction_id = restriction
            WHERE authority_id = NEW.authority_id AND "on" = 'documents.document:' || NEW.document_id;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER restrict_document AFTER UPDATE OF document_id ON registry_record FOR EACH ROW
    WHEN (NEW.is_secret AND NEW.document_id IS NOT NULL AND NEW.document_id IS DISTINCT FROM OLD.document_id)
    EXECUTE FUNCTION registry_restrict_document();
