"""Loads what people coded: the register, the statements, the ratios and the doubts."""
