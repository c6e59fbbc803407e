"""O que se conta da carteira: idade da dívida, evolução, pedidos, notas e o primeiro aviso de cada um."""
