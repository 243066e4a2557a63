"""OFD, the fixed-layout papers of GB/T 33190."""
