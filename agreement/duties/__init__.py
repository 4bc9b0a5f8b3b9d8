"""The dated duties of an agreement: what is done, reviewed and paid, by whom and by when."""
