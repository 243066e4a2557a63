"""Text taken over from another unit, from the unit's own earlier paper, or from one paper of a dossier into another.

Words are compared with names, dates and figures masked. ``letters`` masks, ``winnow`` makes fingerprints, ``paper``
joins both with places, ``common`` sets aside what is official or everybody's, ``pairs`` finds which papers share enough
to be looked at, ``align`` proves it run by run, ``between``, ``earlier`` and ``inside`` judge, ``check`` is the way in.
"""
