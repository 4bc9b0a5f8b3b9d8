"""The term sheet, typed, and what follows from it alone: its law, its roles, its form."""
