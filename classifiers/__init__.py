"""Documents → mentions → events: what a dossier says of evidence, in which file and place, and what became of it.

``recognise`` (papers) tells the kind of paper, ``find_mentions`` (find) everything a document says of evidence,
``merge_events`` (events) which mentions are one happening, ``context_for`` (context) whose papers and which year,
``kinds`` (kinds) the kinds of evidence, ``score_rows`` (score_table) the unit's own scores. Words stand in the YAML
files, each with a Chinese note. The rest of the room is its own affair; nothing here knows a rubric.
"""
