"""The planted faults, one module a family of checks."""
