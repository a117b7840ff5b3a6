"""Making, signing and verifying PDF documents: typesetting, certificates, signing, verifying."""
