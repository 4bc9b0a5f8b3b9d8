"""What is written beside the Word file: pages, calendars, registers, plain sheets."""
