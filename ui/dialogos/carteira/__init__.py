"""Débitos e a evolução da carteira."""
