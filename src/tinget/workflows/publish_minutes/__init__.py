"""From a closed meeting to signed minutes on every board, and the certificate that says so."""
