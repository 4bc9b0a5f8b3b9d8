"""The desk: a page on this machine on which a mediator drafts with the parties in the building."""
