"""O dossiê de um cliente: um ZIP com o que foi enviado a ele, o que os servidores responderam e as somas que o provam.

Comece por `exportacao.exportar`. Só lê da base; importa `envio`, `modelos` e `regras`.
"""
