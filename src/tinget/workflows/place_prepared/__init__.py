"""A prepared case is put on the committee's agenda with its numbered points, and nothing is typed again."""
