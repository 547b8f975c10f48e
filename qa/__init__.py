"""问报: questions in plain Chinese, answered in a newspaper's own words."""
