"""What a proof bundle is made of and how it is judged, in plain Python."""
