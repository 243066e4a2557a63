"""What a file tells beside its words (``model.traces``): taken in the reading processes, one module a family."""
