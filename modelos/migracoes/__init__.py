"""De uma versão da base à outra: um módulo por passo, cada um com as suas próprias definições de tabela.

Importa só peewee e `modelos.acesso.dialeto`; nunca as tabelas de hoje. Comece por `passos.py`.
"""
