"""What the verbs of the command line do: checking the call, progress on stderr, results on stdout."""
