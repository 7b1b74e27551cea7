"""Measures every promise of speed and memory beside its peers, and what the whole country would need."""
