"""Every table of ours has an owner that the database enforces, keys that carry it, and a declared end."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.models import PROTECT

SHARED = {
    "organisation_municipality": "public facts, read before a scope is known",
    "organisation_population": "public facts",
    "organisation_authority": "public facts, read before a scope is known",
    "organisation_partymunicipality": "public facts: who takes part in which committee",
    "organisation_person": "offices are public; mandates decide the scope, so they are read before it",
    "organisation_account": "sign-in comes before the scope",
    "organisation_addresschange": "changes an account before there is a scope; holds no secret",
    "organisation_invitation": "opens an account before there is a scope; holds no secret",
    "organisation_mandate": "decides the scope, so it is read before it",
    "organisation_mandateevidence": "published facts about mandates",
    "workflows_loadedfacts": "hashes of public files, nobody's data",
    "foundation_ledgerhead": "keyed by the authority itself; has the owner's policy",
}


def ours() -> list[type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model.__module__.startswith("tinget.")]


def owned() -> list[type[models.Model]]:
    return [model for model in ours() if model._meta.db_table not in SHARED]


def is_owned_in_database(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relrowsecurity AND EXISTS (SELECT FROM pg_policies p WHERE p.tablename = c.relname"
            "  AND p.policyname = 'owner' AND p.cmd = 'ALL' AND p.qual LIKE '%%tinget_authorities()%%')"
            " AND pg_get_userbyid(c.relowner) <> 'tinget_app' FROM pg_class c WHERE c.relname = %s",
            [table],
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def has_composite_key(table: str, column: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = %s::regclass"
            " AND (SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_attribute a"
            "      WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey))"
            "   = (SELECT array_agg(c ORDER BY c) FROM unnest(ARRAY['authority_id', %s]) c)",
            [table, column],
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def keys(every: list[type[models.Model]]) -> list[models.ForeignKey]:
    fields = [field for model in every for field in model._meta.concrete_fields]
    return [field for field in fields if isinstance(field, models.ForeignKey)]


def careless_keys(every: list[type[models.Model]]) -> list[str]:
    """Return keys into another of our modules that cascade or leave a reverse name behind."""
    careless = []
    for key in keys(every):
        target, remote = key.related_model, key.remote_field
        crosses = target._meta.app_label != key.model._meta.app_label and target.__module__.startswith(
            "tinget."
        )
        if crosses and not (remote.on_delete is PROTECT and remote.hidden):
            careless.append(str(key))
    return careless


@pytest.mark.django_db
@pytest.mark.parametrize("model", owned(), ids=lambda model: model._meta.label)
def test_an_owned_table_is_under_row_security(model):
    assert any(field.column == "authority_id" for field in model._meta.concrete_fields)
    assert is_owned_in_database(model._meta.db_table)


@pytest.mark.django_db
def test_a_planted_table_without_policy_is_seen():
    assert not is_owned_in_database("django_session")
    assert not is_owned_in_database("no_such_table")


@pytest.mark.django_db
@pytest.mark.parametrize("key", [key for key in keys(owned()) if key.related_model in owned()], ids=str)
def test_a_key_between_owned_tables_carries_the_owner(key):
    assert has_composite_key(key.model._meta.db_table, key.column)


@pytest.mark.django_db
def test_a_planted_plain_key_is_seen():
    assert not has_composite_key("account_emailaddress", "user_id")


def test_keys_into_other_modules_protect_and_leave_no_trace():
    assert careless_keys(ours()) == []


def test_a_planted_careless_key_is_seen():
    serial = apps.get_model("foundation", "Serial")

    class Planted(models.Model):
        careless = models.ForeignKey(serial, on_delete=models.CASCADE)

        class Meta:
            app_label = "registry"
            apps = type(apps)()

    assert careless_keys([Planted]) == ["registry.Planted.careless"]


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_a_model_declares_its_personal_data_and_its_disposal(model):
    assert undeclared(vars(model), {field.name for field in model._meta.get_fields()}) == []


def undeclared(declared, fields):
    """Return what a model leaves unsaid of personal data and disposal, or says of fields that it lacks."""
    told = declared.get("PERSONAL_DATA")
    if not isinstance(told, dict) or not declared.get("DISPOSAL", "").strip():
        return ["personal data or disposal"]
    return sorted(set(told) - fields)


def test_a_planted_model_that_declares_nothing_is_seen():
    assert undeclared({"PERSONAL_DATA": {}}, {"name"}) == ["personal data or disposal"]
    assert undeclared({"PERSONAL_DATA": {"nam": "x"}, "DISPOSAL": "y"}, {"name"}) == ["nam"]


def test_the_shared_tables_exist():
    assert set(SHARED) <= {model._meta.db_table for model in ours()}


def test_no_model_overrides_save_or_delete():
    assert [model for model in ours() if {"save", "delete"} & set(vars(model))] == []
