"""O que é verdade sobre cobrança.

Pacote puro: sem Qt, peewee, SMTP, arquivo, log nem relógio; a data de referência chega sempre por
argumento. Pode importar a biblioteca padrão e bibliotecas puras (python-stdnum, holidays,
email-validator, Jinja2 em modo restrito, nh3). Comece por `selecao.py`, que usa quase todos os outros.
"""
