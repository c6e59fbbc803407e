"""Entregar: reconferir, montar, transmitir e registrar, aviso a aviso. Comece por `entrega.py`."""
