"""O que fica gravado: tabelas, migrações, importação e cópias da base. Único lugar do peewee.

Importa `regras`; recebe e devolve as dataclasses de lá. Comece por `base/abertura.py` e `retrato.py`.
"""
