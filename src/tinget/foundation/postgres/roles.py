"""The three roles: the superuser makes the others, the owner migrates, the app is bound by row security."""

from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

import psycopg
from psycopg import sql

from tinget.foundation.postgres.errors import DatabaseUnavailable, RoleTooStrong

OWNER = "tinget_owner"
APP = "tinget_app"
READER = "tinget_reader"  # made by deploy/postgres/roles.sql for those who may only read
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
FIRST_VERSION = 150000  # 15: the first where nobody may write in schema public unasked


@dataclass(frozen=True)
class Urls:
    """How the application and the migrations reach the database."""

    app: str
    owner: str


def prepare(admin_url: str, *, database: str, passwords: dict[str, str], template: str = "template0") -> Urls:
    """Make roles, database, extensions and default rights where missing; refuse too strong an app role."""
    try:
        with psycopg.connect(with_database(admin_url, "postgres"), autocommit=True) as admin:
            _check_version(admin)
            for role in (OWNER, APP):
                _make_role(admin, role, passwords[role])
            _make_reader(admin)
            _make_database(admin, database, template)
        with psycopg.connect(with_database(admin_url, database), autocommit=True) as admin:
            _make_rights(admin, database)
            check_app_role(admin)
            _check_letters(admin)
    except psycopg.Error as problem:
        raise DatabaseUnavailable(f"Databasen kan inte förberedas: {str(problem).strip()}") from problem
    return urls(admin_url, database=database, passwords=passwords)


def check(given: Urls) -> None:
    """Refuse addresses that lead to too old a server, to another role, or past row security."""
    if role_of(given.app) != APP:  # the migrations take rights from it by this name
        raise RoleTooStrong(f"Adressen i DATABASE_URL_APP ska gälla rollen {APP}.")
    try:
        with psycopg.connect(given.owner, autocommit=True) as owner:
            _check_version(owner)
            check_app_role(owner)
            _check_extensions(owner)
            _check_letters(owner)
        psycopg.connect(given.app).close()
    except psycopg.Error as problem:
        raise DatabaseUnavailable(f"Databasen kan inte nås: {str(problem).strip()}") from problem


def urls(admin_url: str, *, database: str, passwords: dict[str, str]) -> Urls:
    """Answer the addresses without asking the server."""
    there = with_database(admin_url, database)
    return Urls(app=with_role(there, APP, passwords[APP]), owner=with_role(there, OWNER, passwords[OWNER]))


def check_app_role(admin: psycopg.Connection, app: str = APP) -> None:
    """Raise RoleTooStrong when the role could read or write past row security."""
    row = admin.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole,"
        " EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        "         WHERE n.nspname = 'public' AND pg_has_role(r.oid, c.relowner, 'USAGE')),"
        " EXISTS (SELECT FROM pg_roles s"
        "         WHERE (s.rolsuper OR s.rolbypassrls) AND pg_has_role(r.oid, s.oid, 'MEMBER'))"
        " FROM pg_roles r WHERE rolname = %s",
        [app],
    ).fetchone()
    if row is None:
        raise RoleTooStrong(f"Rollen {app} finns inte i databasen.")
    faults = ("är superanvändare", "får gå förbi radskyddet", "får skapa roller", "äger tabeller",
              "ingår i en roll som får gå förbi radskyddet")  # fmt: skip
    found = [fault for fault, there in zip(faults, row, strict=True) if there]
    if found:
        raise RoleTooStrong(f"Rollen {app} {' och '.join(found)}. Ta bort rätten innan Tinget startas.")


def with_database(url: str, database: str) -> str:
    """Answer the address with another database."""
    return _address(urlsplit(url)._replace(path=f"/{quote(database)}"))


def database_of(url: str) -> str:
    """Answer the name of the database that the address leads to."""
    return unquote(urlsplit(url).path.removeprefix("/"))


def role_of(url: str) -> str:
    """Answer the name of the role that the address is for."""
    return str(psycopg.conninfo.conninfo_to_dict(url).get("user", ""))


def with_role(url: str, role: str, password: str) -> str:
    """Answer the address with another role, whatever names of roles it carries dropped."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0] not in {"user", "password"}])
    return _address(parts._replace(netloc=f"{quote(role)}:{quote(password, safe='')}@{host}", query=query))


def _address(parts: SplitResult) -> str:
    # urlunsplit drops the two slashes of an address without a host, and libpq wants them.
    return f"{parts.scheme}://{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def _check_extensions(owner: psycopg.Connection) -> None:
    there = {name for (name,) in owner.execute("SELECT extname FROM pg_extension").fetchall()}
    if missing := sorted(set(EXTENSIONS) - there):
        raise DatabaseUnavailable(f"I databasen saknas {', '.join(missing)}. Kör deploy/postgres/roles.sql.")


def _check_letters(there: psycopg.Connection) -> None:
    """Refuse a database that does not find a word in capitals; up to version 17 LC_CTYPE decides."""
    knows = "SELECT lower('ÅÄÖ') = 'åäö' AND to_tsvector('simple', 'ÅÄÖ') = to_tsvector('simple', 'åäö')"
    if there.execute(knows).fetchone() != (True,):
        raise DatabaseUnavailable(
            "Databasen skiljer inte på stora och små å, ä och ö, så att sökningen missar ord. "
            "Gör den med LC_CTYPE i UTF-8, till exempel C.UTF-8 eller sv_SE.UTF-8."
        )


def _check_version(admin: psycopg.Connection) -> None:
    if admin.info.server_version < FIRST_VERSION:
        raise DatabaseUnavailable("Tinget behöver PostgreSQL 15 eller senare.")


def _make_role(admin: psycopg.Connection, role: str, password: str) -> None:
    there = admin.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    if there and any(there):
        raise RoleTooStrong(f"Rollen {role} får gå förbi radskyddet. Ta bort rätten innan Tinget startas.")
    verb = sql.SQL("ALTER" if there else "CREATE")
    # Only what is ours to say: a managed server's admin may not name SUPERUSER or BYPASSRLS at all.
    admin.execute(
        sql.SQL("{} ROLE {} LOGIN NOCREATEDB NOCREATEROLE PASSWORD {}").format(
            verb, sql.Identifier(role), sql.Literal(password)
        )
    )


def _make_reader(admin: psycopg.Connection) -> None:
    """Let a backup whose tables name the reader be restored here too; nobody signs in as it."""
    if admin.execute("SELECT FROM pg_roles WHERE rolname = %s", [READER]).fetchone() is None:
        admin.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(READER)))


def _make_database(admin: psycopg.Connection, database: str, template: str) -> None:
    name, owner_name = sql.Identifier(database), sql.Identifier(OWNER)
    me = sql.Identifier(admin.info.user)
    superuser = admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if superuser != (True,):  # who is not superuser gives away only what it is a member of
        admin.execute(sql.SQL("GRANT {} TO {}").format(owner_name, me))
    if admin.execute("SELECT FROM pg_database WHERE datname = %s", [database]).fetchone() is None:
        statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
        admin.execute(statement.format(name, owner_name, sql.Identifier(template)))


def _make_rights(admin: psycopg.Connection, database: str) -> None:
    names = {
        "database": sql.Identifier(database),
        "owner": sql.Identifier(OWNER),
        "app": sql.Identifier(APP),
    }
    for extension in EXTENSIONS:
        admin.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    by_default = "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT"
    for statement in (
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {app}, {owner}",
        "GRANT ALL ON SCHEMA public TO {owner}",
        "GRANT USAGE ON SCHEMA public TO {app}",
        f"{by_default} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {{app}}",
        f"{by_default} USAGE, SELECT ON SEQUENCES TO {{app}}",
    ):
        admin.execute(sql.SQL(statement).format(**names))
