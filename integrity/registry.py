"""Which checks are run: a module and a function each, imported only when they run. Adding one is a line here.

A family says what sort of proof it is: of several findings of one family on one place, one counts.
"""

from __future__ import annotations

CHECKS: dict[str, str] = {
    "claims": "integrity.claims.run:claims",
    "text": "integrity.texts.check:text_reuse",
    "hidden": "integrity.hidden.check:hidden_text",
    "provenance": "integrity.provenance.check:provenance",
    "photo": "integrity.photos.check:photo_reuse",
    "edit": "integrity.photos.edits:image_edits",
}
"""Family → ``module:function`` of a ``submission.Check``."""
