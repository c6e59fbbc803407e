"""Importação de CSV e XLSX: `leitura.py` lê, `formatos.py` diz as colunas de cada arquivo, `gravacao.py` grava."""
