"""Fuzz de tudo o que vem de fora: `leitores.py` é a tabela, `acaso.py` estraga os exemplos, `__main__.py` roda."""
