"""Letters to visitors who have asked for them: new meetings and decisions of an authority."""
