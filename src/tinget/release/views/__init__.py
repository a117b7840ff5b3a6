"""The pages of release: for whoever asks, for those who handle it, and for masking."""
