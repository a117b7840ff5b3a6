"""Finding: what the register, meetings and texts of documents are found by."""
