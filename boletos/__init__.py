"""Boletos: do débito ao PDF.

Puro: recebe dados, devolve bytes. Importa `regras`, ReportLab, python-barcode e pypdfium2 (só em
`papel/leitura_pdf.py`). Comece por `emissao/boleto.py`; cada banco está em `bancos/`.
"""
