"""Who may draw up the minutes and the certificate of notice."""

from tinget.organisation.api import Permission, Role

DRAW_UP = Permission(
    "publish_minutes.draw_up", frozenset({Role.SECRETARY, Role.SYSTEM}), "upprätta protokoll och anslagsbevis"
)
