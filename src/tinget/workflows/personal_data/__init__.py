"""The register of processing, and finding and handing out what is kept about somebody (GDPR art. 15, 30)."""
