"""Ensaios completos, cada um executável por um comando; o resultado sai na tela e no código de saída.

O que é pequeno o bastante roda também nos testes, em `tests/ensaios`. Comece por `README.md`.
"""
