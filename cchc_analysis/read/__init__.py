"""Reads the texts of official documents into lines that keep their place."""
