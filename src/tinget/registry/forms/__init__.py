"""The register's forms, by noun: cases, records, lists and the classification scheme."""
