"""The standard agreements: what each says, and what a change does to its words."""
