"""The bytes of a file to a checked value that knows where each of its parts stands."""
