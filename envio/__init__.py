"""Casos de uso e correio: planejar e executar o fechamento, montar e enviar cada aviso.

Importa `regras`, `boletos` e `modelos`; não conhece `ui`. Comece por `fechamento/fechamento.py` e
`entrega/transmissao.py`.
"""
