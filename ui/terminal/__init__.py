"""A linha de comando (contrato em docs/linha-de-comando.md). Não importa Qt. Comece por `comandos.py`."""
