"""Modelos de tabela do Qt: `base.py` e uma tabela por lista."""
