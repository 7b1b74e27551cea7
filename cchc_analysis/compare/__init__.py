"""Sets figures of the table side by side, by the rules of when they may stand so."""
