"""Importação de CSV e XLSX: `leitura.py` lê, um módulo puro por arquivo interpreta, `gravacao.py` grava."""
