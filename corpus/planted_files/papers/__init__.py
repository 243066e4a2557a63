"""Writers of the cohort's papers: Word, PDF, Excel, PowerPoint, with what may be hidden in them."""
