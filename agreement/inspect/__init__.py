"""What a file that was written before tells of itself."""
