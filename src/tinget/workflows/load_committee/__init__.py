"""The real committee's published facts, from data/norrbotten into organisation, register and meetings."""

from tinget.workflows.load_committee.load import load_committee

__all__ = ["load_committee"]
