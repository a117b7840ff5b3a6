"""The pages of documents, template by template and act by act."""
