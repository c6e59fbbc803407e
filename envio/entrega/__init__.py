"""Entregar: reconferir, montar, transmitir e registrar, aviso a aviso.

Comece por `transmissao.py`: é o único caminho por que algo sai.
"""
