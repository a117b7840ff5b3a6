"""Finding: one search box over the register, meetings and texts of documents; saved searches, mail and feeds."""
