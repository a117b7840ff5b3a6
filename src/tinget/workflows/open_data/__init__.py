"""What anybody may fetch: the register's feed, OParl objects with votes, the catalogue (DCAT-AP-SE)."""
