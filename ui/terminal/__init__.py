"""A linha de comando (contrato em docs/linha-de-comando.md). Não importa Qt.

`principal.py` lê os argumentos, chama o comando e traduz erros em código de saída; cada comando é um
módulo de `comandos/`; `saida.py` dá a forma do JSON. Comece por `principal.py`.
"""
