"""Processes of their own for what strangers hand in: what they may do, and what may come back from them."""
