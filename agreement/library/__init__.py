"""The library: clauses, jurisdictions, schemas and shells, each read when it is asked for."""
