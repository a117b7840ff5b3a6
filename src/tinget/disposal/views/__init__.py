"""The pages of disposal: the plan and holds, and a run from proposal to certificate."""
