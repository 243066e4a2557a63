"""Papers held against formal demands: attachments with a prescribed form, deadlines, last year's problems."""
