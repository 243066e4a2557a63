"""Second opinions learned from labelled sentences: which kinds a sentence speaks of, and what became of a thing.

``hits`` adds to what the rules find; ``vote`` weighs what became of it. Weights are JSON; they are trained by
``python -m bench.train``.
"""
