"""Documents and events of many dossiers → findings, each a reason for a person to look. No code here yet."""
