import click


@click.command()
def new():
    """x"""
