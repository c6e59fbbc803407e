"""As faces do programa: a janela (Qt) e o terminal.

Pode importar todas as outras pastas e não guarda regra de negócio. `terminal/` e `frases*.py` não importam Qt.
Comece por `janela/janela.py` e `terminal/principal.py`.
"""
