"""Many agreements of one standard: rows of a table, each filled into it and made on its own."""
