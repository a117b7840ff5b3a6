-- Tinget's database and its three roles, for a server where Tinget itself may not make them. Whoever may runs, once:
--
--   export TINGET_OWNER_PASSWORD=… TINGET_APP_PASSWORD=… TINGET_READER_PASSWORD=…
--   psql "host=… dbname=postgres user=…" -f deploy/postgres/roles.sql          (-v database=… for another name than tinget)
--
-- Running it again changes the passwords to those given, and nothing else.
--   tinget_owner   owns the tables: migrations, backups, verification
--   tinget_app     reads and writes under row security: the web server and the worker
--   tinget_reader  only reads, under row security: visitors' pages from a read replica
\set ON_ERROR_STOP on
\set QUIET on
\set owner_password ''
\set app_password ''
\set reader_password ''
\getenv owner_password TINGET_OWNER_PASSWORD
\getenv app_password TINGET_APP_PASSWORD
\getenv reader_password TINGET_READER_PASSWORD
\if :{?database}
\else
  \set database tinget
\endif
SELECT string_agg(name, ', ') AS missing
  FROM (VALUES ('TINGET_OWNER_PASSWORD', :'owner_password'), ('TINGET_APP_PASSWORD', :'app_password'),
               ('TINGET_READER_PASSWORD', :'reader_password')) AS given (name, value)
 WHERE value = '' \gset
\if :{?missing}
  \warn :missing
  DO $$ BEGIN RAISE 'a password is not set in the environment'; END $$;
\endif
DO $$ BEGIN
  IF current_setting('server_version_num')::int < 150000 THEN RAISE 'Tinget needs PostgreSQL 15 or later'; END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname LIKE 'tinget\_%' AND (rolsuper OR rolbypassrls)
             AND rolname IN ('tinget_owner', 'tinget_app', 'tinget_reader'))
  THEN RAISE 'A role of Tinget could pass row security: take that right from it first'; END IF;
END $$;

SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY['tinget_owner', 'tinget_app', 'tinget_reader']) AS name
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE tinget_owner LOGIN NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
ALTER ROLE tinget_app LOGIN NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
ALTER ROLE tinget_reader LOGIN NOCREATEDB NOCREATEROLE PASSWORD :'reader_password';
ALTER ROLE tinget_reader SET default_transaction_read_only = on;
-- As Tinget says itself where nothing stands between; a pooler does not pass it on.
ALTER ROLE tinget_app SET statement_timeout = '30s';
ALTER ROLE tinget_app SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE tinget_app SET jit = off;

-- Who is not superuser gives away only what it is a member of.
SELECT format('GRANT tinget_owner TO %I', current_user)
 WHERE NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) \gexec
SELECT format('CREATE DATABASE %I OWNER tinget_owner TEMPLATE template0 ENCODING ''UTF8''', :'database')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec

\connect :"database"
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gist;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO tinget_owner, tinget_app, tinget_reader;
GRANT ALL ON SCHEMA public TO tinget_owner;
GRANT USAGE ON SCHEMA public TO tinget_app, tinget_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE tinget_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO tinget_app;
ALTER DEFAULT PRIVILEGES FOR ROLE tinget_owner IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO tinget_app;
ALTER DEFAULT PRIVILEGES FOR ROLE tinget_owner IN SCHEMA public GRANT SELECT ON TABLES TO tinget_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO tinget_reader;
