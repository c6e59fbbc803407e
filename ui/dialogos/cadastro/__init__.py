"""Fichas e listas do cadastro."""
