"""Frozen types that every room shares, and the table of messages. Standard library only."""
