"""An assessment → assessment.json, review.docx, scores.xlsx and the printed table. Knows only the shared types."""
