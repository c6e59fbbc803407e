"""Um módulo por comando, importado só quando usado.

A docstring dele, `app.py NOME`: AJUDA, é a linha da ajuda geral; `montar(analisador)` põe os argumentos, e
`executar(argumentos, sessao)` faz e responde.
"""
