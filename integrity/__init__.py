"""Documents and events of many dossiers → findings: each a reason for a person to look, never a verdict.

``registry.CHECKS`` names what is looked for, a folder a family; ``run.findings`` runs them and ranks what they say.
No check lowers a score, and none knows who is to be believed: a match does not say who copied.
"""
