"""The door: python build_agreement.py TERM_SHEET. Everything is in agreement/cli."""

from agreement.cli import program

if __name__ == "__main__":
    program()
