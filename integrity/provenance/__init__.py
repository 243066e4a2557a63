"""What files say of their making, held against what the papers say: context for other findings, never proof alone.

Nothing follows from what a file does not tell: properties go when a file is saved anew, sent by chat or printed.
"""
