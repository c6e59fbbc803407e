"""Boletos: do débito ao PDF.

Puro: recebe dados, devolve bytes. Importa `regras`, ReportLab, python-barcode e pypdfium2 (só em `leitura_pdf.py`).
Comece por `boleto.py`; cada banco está em `bancos/`.
"""
