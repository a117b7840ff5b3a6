"""What anybody may fetch and use: the register's feed, and a description of all the data (DCAT-AP-SE)."""
