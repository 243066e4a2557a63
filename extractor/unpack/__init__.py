"""Files that hold files: archives, mails, office files with embedded objects. Opened in a process of their own.

``worker`` runs there and gives members one after the other; ``opener`` is this side: it decides what is written and
counts real bytes. ``zips``, ``libraries``, ``office``, ``mails`` know the formats.
"""
