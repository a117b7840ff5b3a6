"""Who may change the organisation, the gate that every action passes, and the words for roles and actions."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from tinget.foundation.errors import NotPermitted
from tinget.kernel.words import joined
from tinget.organisation.rules.roles import ROLE_WORDS, Actor, Permission, Role, permits

CHOSEN_MANDATE = "organisation.mandate"  # where the session keeps the mandate that somebody acts in

ROLE_TEXTS: dict[Role, Promise] = {role: _lazy(words) for role, words in ROLE_WORDS.items()}

ROLE_TASKS: dict[Role, Promise] = {
    Role.CHAIR: _lazy("leder sammanträdet, justerar och skriver under protokollet"),
    Role.VICE_CHAIR: _lazy("leder sammanträdet när ordföranden inte kan"),
    Role.MEMBER: _lazy("deltar i besluten för sin kommun"),
    Role.SUBSTITUTE: _lazy("träder in för sin kommuns ledamot"),
    Role.SECRETARY: _lazy("registrerar, kallar, skriver protokoll och ordnar anslag"),
    Role.COORDINATOR: _lazy("bereder ärenden och lägger förslag till beslut"),
    Role.OFFICER: _lazy("handlägger ärenden och skriver förslag"),
    Role.ARCHIVIST: _lazy("svarar för bevarande och gallring"),
    Role.PREPARATORY_GROUP: _lazy("bereder ärenden för sin kommun"),
    Role.BOARD_REGISTRAR: _lazy("anslår på kommunens anslagstavla och bekräftar det"),
    Role.ADMINISTRATOR: _lazy("sköter konton och drift"),
    Role.SYSTEM: _lazy("utför det som görs av sig självt"),
}

ACTION_TEXTS: dict[str, str] = {
    "load_organisation": "Uppgifterna om kommuner, nämnd och uppdrag lästes in",
    "give_mandate": "Ett uppdrag gavs",
    "end_office": "Ett uppdrag avslutades",
    "invite": "En inbjudan till ett konto skickades",
    "open_account": "Ett konto öppnades av den inbjudna",
    "follow_groups": "Uppdrag följde grupperna i kommunens inloggning",
    "send_password_link": "En länk till ett nytt lösenord skickades",
    "ask_for_address": "Ett konto ska få en annan adress",
    "change_address": "Ett konto fick en annan adress",
    "stop_address": "Ett byte av adress stoppades",
    "close_account": "Ett konto stängdes av",
    "reopen_account": "Ett konto öppnades igen",
    "create_authority": "Nämnden lades upp",
    "add_authority": "En nämnd till lades upp",
    "add_party": "En kommun fördes in i nämnden",
    "end_party": "En kommuns deltagande i nämnden avslutades",
    "replace_holder": "Ett uppdrag fick en ny innehavare eller blev vakant",
    "take_away_steps": "Nycklar och koder till ett konto togs bort",
    "require_second_step": "Vilka uppdrag som kräver två steg vid inloggning ändrades",
    "keep_web_diary_months": "Hur länge webbdiariet visar uppgifter ändrades",
    "begin_assignment": "En arbetsgrupp eller funktion började",
    "end_assignment": "En arbetsgrupp eller funktion upphörde",
    "take_back_mandates": "Inflyttade uppdrag togs tillbaka",
    "prepare_demonstration_roles": "Demonstrationens roller förbereddes",
}

LOAD_ORGANISATION = Permission(
    "organisation.load", frozenset({Role.SYSTEM}), "läsa in uppgifter om kommuner, nämnder och uppdrag"
)
GIVE_MANDATE = Permission(
    "organisation.give_mandate",
    frozenset({Role.SECRETARY, Role.ADMINISTRATOR, Role.SYSTEM}),
    "ge uppdrag",
)
KEEP_ACCOUNTS = Permission(
    "organisation.keep_accounts",
    frozenset({Role.SECRETARY, Role.ADMINISTRATOR, Role.SYSTEM}),
    "bjuda in till konton och sköta dem",
)
CREATE_AUTHORITY = Permission("organisation.create_authority", frozenset({Role.SYSTEM}), "lägga upp en nämnd")
ADD_AUTHORITY = Permission(
    "organisation.add_authority", frozenset({Role.ADMINISTRATOR}), "lägga upp en nämnd till"
)
ADD_PARTY = Permission(
    "organisation.add_party",
    frozenset({Role.SECRETARY, Role.ADMINISTRATOR}),
    "föra in kommuner i nämnden",
)
END_PARTY = Permission(
    "organisation.end_party",
    frozenset({Role.SECRETARY, Role.ADMINISTRATOR}),
    "avsluta en kommuns deltagande",
)
KEEP_WEB_DIARY = Permission(
    "organisation.keep_web_diary",
    frozenset({Role.SECRETARY, Role.COORDINATOR}),
    "bestämma hur länge webbdiariet visar uppgifter",
)
KEEP_ASSIGNMENTS = Permission(
    "organisation.keep_assignments",
    frozenset({Role.SECRETARY, Role.COORDINATOR}),
    "föra in arbetsgrupper och funktioner",
)
PREPARE_DEMONSTRATION = Permission(
    "organisation.prepare_demonstration", frozenset({Role.SYSTEM}), "förbereda demonstrationens roller"
)


def require(actor: Actor, permission: Permission, *, authority: int | None) -> None:
    """Let the action go on, or raise NotPermitted with a sentence that says what is needed."""
    if permits(actor, permission, authority):
        return
    roles = joined(", ", sorted(str(ROLE_TEXTS[role]) for role in permission.roles))
    raise NotPermitted(
        _("Du får inte %(what)s i den roll du har nu. Det får: %(roles)s.")
        % {"what": _(permission.text), "roles": roles}
    )
