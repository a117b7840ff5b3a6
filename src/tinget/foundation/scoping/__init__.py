"""Who sees which rows: the scope of a request or job, and its hand-over to the database's row security."""

from tinget.foundation.scoping.scope import PUBLIC, Scope, current_scope, remembered, scoped, widened

__all__ = ["PUBLIC", "Scope", "current_scope", "remembered", "scoped", "widened"]
