"""O que o programa precisa para existir numa máquina: pacotes travados (`*.txt`) e o que vem do sistema.

Só `iniciar.py` importa daqui, e aqui só entra a biblioteca padrão. Como travar de novo: docs/decisoes/.
"""
