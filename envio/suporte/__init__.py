"""O pedido de suporte: um ZIP com o que ajuda a entender um problema, e sem dado de ninguém.

Comece por `pedido.juntar`; o que tira os dados pessoais do registro é `filtro.Filtro`. Só lê da base; importa `envio`,
`modelos` e `regras`.
"""
