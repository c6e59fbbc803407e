"""Débitos, pedidos, notas, promessas e a carteira de cada mês."""
