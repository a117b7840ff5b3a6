"""Cases, records and people from another system: a trial, a run that can be undone, and acceptance."""
