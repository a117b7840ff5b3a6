"""Who may open and who may post to each address: the one table that a new address must enter.

A row is (open to, may post). `ALL` includes visitors; `KNOWN` is whoever is signed in; `READ` is a page that
has nothing to post to. A thing that is not there for somebody (404) counts as refused.
"""

VISITOR = "Besökare"
MEMBER, SECRETARY, CHAIR = "Ledamot, Boden", "Sekreterare", "Ordförande"
COORDINATOR, ADMINISTRATOR, REGISTRAR = "Samordnare", "Administratör", "Registrator, Kiruna"
OFFICER, ARCHIVIST = "Handläggare", "Arkivansvarig"
ROLES = (VISITOR, MEMBER, SECRETARY, CHAIR, COORDINATOR, OFFICER, ARCHIVIST, ADMINISTRATOR, REGISTRAR)

ALL = frozenset(ROLES)
KNOWN = ALL - {VISITOR}
COMMITTEE = KNOWN - {REGISTRAR}  # who holds a mandate in the committee, and so sees its register whole
STAFF = frozenset({SECRETARY, COORDINATOR})
HANDLING = STAFF | {OFFICER}  # who registers and handles cases
KEEPING = STAFF | {ARCHIVIST}  # who looks after what is kept and what goes
PREPARE = STAFF | {CHAIR}
LEAD = frozenset({SECRETARY, CHAIR})
NOBODY: frozenset[str] = frozenset()

READ = None

TABLE: dict[str, tuple[frozenset[str], frozenset[str] | None]] = {
    "start": (ALL, READ),
    "healthz": (ALL, READ),
    "readyz": (ALL, READ),
    "stil/": (ALL, READ),
    "stil/bekrafta/": (ALL, READ),
    "om/": (ALL, READ),
    "tillganglighet/": (ALL, READ),
    "account_login": (ALL, ALL),
    "municipalities": (ALL, READ),
    "offices": (ALL, READ),
    "change_role": (KNOWN, KNOWN),
    "choose_demonstration_role": (NOBODY, NOBODY),  # nobody without choosing a role that exists
    "public_site:authority": (ALL, READ),
    "public_site:minutes": (ALL, READ),
    "public_site:minutes_item": (ALL, READ),
    "public_site:minutes_pdf": (ALL, READ),
    "registry:cases": (ALL, READ),
    "registry:case": (ALL, READ),
    "registry:records": (ALL, READ),
    "registry:decisions": (ALL, READ),
    "registry:decision": (ALL, READ),
    "registry:record": (ALL, READ),
    "registry:day_list": (ALL, READ),
    "registry:day_list_today": (ALL, READ),
    "registry:numbered_decision": (ALL, READ),
    "registry:register_case": (HANDLING, HANDLING),
    "registry:change_case": (HANDLING, HANDLING),
    "registry:void_case": (STAFF, STAFF),
    "registry:correct_record": (HANDLING, HANDLING),
    "registry:make_official": (HANDLING, HANDLING),
    "registry:void_record": (STAFF, STAFF),
    "registry:attach_file": (HANDLING, HANDLING),
    "registry:discard_draft": (NOBODY, HANDLING),
    "registry:suggestions": (HANDLING, READ),
    "registry:sorting": (HANDLING, HANDLING),
    "registry:follow_ups": (HANDLING, READ),
    "registry:end_follow_up": (NOBODY, HANDLING),
    "registry:classification": (KNOWN, READ),
    "registry:new_scheme": (STAFF | {ARCHIVIST}, STAFF | {ARCHIVIST}),
    "registry:keep_scheme": (STAFF | {ARCHIVIST}, STAFF | {ARCHIVIST}),
    "registry:register_record": (HANDLING, HANDLING),
    "registry:register_record_in_case": (HANDLING, HANDLING),
    "registry:close_case": (NOBODY, HANDLING),
    "registry:reopen_case": (NOBODY, HANDLING),
    "registry:record_file": (COMMITTEE, READ),
    "documents:document": (ALL, READ),
    "documents:download": (ALL, READ),
    "case_file:pdf": (ALL, READ),
    "case_file:zip": (ALL, READ),
    "messages:inbox": (STAFF, READ),
    "messages:message": (STAFF, STAFF),
    "messages:take_back": (NOBODY, STAFF),
    "messages:original": (STAFF, READ),
    "messages:attachment": (STAFF, READ),
    "messages:sent": (STAFF, READ),
    "messages:send_again": (NOBODY, STAFF),
    "receive_mail:register": (STAFF, STAFF),
    "documents:text": (ALL, READ),
    "documents:picture": (ALL, READ),
    "documents:copy": (ALL, READ),
    "documents:compare": (ALL, READ),
    "documents:ask_again": (NOBODY, HANDLING),
    "documents:new_version": (HANDLING, HANDLING),
    "documents:check_out": (NOBODY, HANDLING),
    "documents:release": (NOBODY, HANDLING),
    "documents:force_unlock": (STAFF, STAFF),
    "documents:write": (HANDLING, HANDLING),
    "documents:autosave": (NOBODY, HANDLING),
    "documents:settle_aside": (NOBODY, HANDLING),
    "documents:begin_report": (HANDLING, HANDLING),
    "documents:editor_script": (ALL, READ),  # the editor itself: no content
    "documents:templates": (HANDLING | {ADMINISTRATOR}, STAFF | {ADMINISTRATOR}),
    "documents:add_our_template": (NOBODY, STAFF | {ADMINISTRATOR}),
    "documents:fill_template": (HANDLING, HANDLING),
    "documents:template_file": (HANDLING, READ),
    "documents:retire_template": (NOBODY, STAFF | {ADMINISTRATOR}),
    "meetings:meetings": (ALL, READ),
    "meetings:meeting": (ALL, READ),
    "meetings:item": (ALL, READ),
    "meetings:plan_meeting": (PREPARE, PREPARE),
    "meetings:cancel_meeting": (PREPARE, PREPARE),
    "meetings:agenda": (PREPARE, PREPARE),
    "meetings:move_item": (NOBODY, PREPARE),
    "meetings:remove_item": (NOBODY, PREPARE),
    "meetings:attendance": (LEAD, LEAD),
    "meetings:approver": (LEAD, LEAD),
    "meetings:open_meeting": (LEAD, LEAD),
    "meetings:close_meeting": (LEAD, LEAD),
    "publish_minutes:chain": (frozenset({SECRETARY}), READ),
    "publish_minutes:draw_up": (NOBODY, frozenset({SECRETARY})),
    "publish_minutes:certificate": (NOBODY, frozenset({SECRETARY})),
    "import_minutes:imports": (frozenset({SECRETARY}), frozenset({SECRETARY})),
    "import_minutes:draft": (frozenset({SECRETARY}), READ),
    "import_minutes:meeting": (frozenset({SECRETARY}), frozenset({SECRETARY})),
    "import_minutes:item": (frozenset({SECRETARY}), frozenset({SECRETARY})),
    "import_minutes:accept": (NOBODY, frozenset({SECRETARY})),
    "import_minutes:discard": (NOBODY, frozenset({SECRETARY})),
    "delegation:scheme": (ALL, READ),
    "delegation:adopt": (STAFF, STAFF),
    "delegation:register": (ALL, READ),
    "delegation:record": (PREPARE, PREPARE),
    "delegation:publish": (NOBODY, STAFF),
    "report_delegated_decisions:report": (STAFF, STAFF),
    "report_delegated_decisions:take_back": (NOBODY, STAFF),
    "disposal:plan": (ALL, READ),
    "disposal:adopt_plan": (frozenset({ARCHIVIST, SECRETARY}), frozenset({ARCHIVIST, SECRETARY})),
    "disposal:overview": (KEEPING, READ),
    "disposal:propose": (NOBODY, KEEPING),
    "disposal:place_hold": (KEEPING, KEEPING),
    "disposal:lift_hold": (NOBODY, KEEPING),
    "disposal:run": (KEEPING, READ),
    "disposal:confirm": (frozenset({ARCHIVIST}), frozenset({ARCHIVIST})),
    "disposal:endorse": (NOBODY, KEEPING),
    "disposal:abandon": (KEEPING, KEEPING),
    "disposal:except": (KEEPING, KEEPING),
    "disposal:include": (NOBODY, KEEPING),
    "personal_data:processing": (KEEPING | {ADMINISTRATOR}, READ),
    "personal_data:search": (frozenset({ARCHIVIST, SECRETARY}), frozenset({ARCHIVIST, SECRETARY})),
    "find:find": (ALL, READ),
    "find:feed": (ALL, READ),
    "find:saved": (COMMITTEE, COMMITTEE),
    "find:open_saved": (NOBODY, READ),  # nobody's but its owner's: tests/workflows/find
    "find:change_saved": (NOBODY, NOBODY),
    "find:own_feed": (NOBODY, READ),  # nobody without the secret word
    "operations:jobs": (STAFF | {ADMINISTRATOR}, READ),
    "operations:retry": (NOBODY, STAFF | {ADMINISTRATOR}),
    "signatures:waiting": (KNOWN, READ),
    "signatures:signing": (
        COMMITTEE - {ADMINISTRATOR, OFFICER, ARCHIVIST},
        READ,
    ),  # who may sign is a person, not a role: tests/signatures
    "signatures:decline": (NOBODY, READ),
    "signatures:paper": (COMMITTEE - {ADMINISTRATOR, OFFICER, ARCHIVIST}, READ),
    "solutions:solutions": (ALL, READ),
    "solutions:matrix": (ALL, READ),
    "solutions:municipality": (ALL, READ),
    "solutions:solution": (ALL, READ),
    "solutions:record_status": (STAFF, STAFF),
    "solutions:participation": (STAFF, STAFF),
    "economy:economy": (ALL, READ),
    "economy:compare": (ALL, ALL),
    "economy:municipality": (ALL, READ),
    "economy:table": (ALL, READ),
    "economy:allocation": (ALL, READ),
    "economy:allocation_csv": (ALL, READ),
    "economy:adopt": (STAFF, STAFF),
    "noticeboard": (ALL, READ),
    "noticeboard_notice": (ALL, READ),
    "noticeboard_copy": (ALL, READ),
    "noticeboard_link": (NOBODY, NOBODY),  # nobody without the secret word
    "noticeboard_tasks": (frozenset({REGISTRAR}), READ),
    "noticeboard_task": (STAFF | {REGISTRAR}, STAFF | {REGISTRAR}),
    "noticeboard_enter": (STAFF, STAFF),
    "noticeboard_renew_link": (NOBODY, STAFF),
}

# allauth's own addresses are its own business; the API's permissions: tests/site/test_api.py.
OUTSIDE = ("konto/", "logga-ut/", "api/")
