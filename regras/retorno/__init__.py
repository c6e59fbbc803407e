"""O arquivo retorno de cobrança: o que o banco diz de cada título, e o que isso faz ao débito (regras.md §8). Puro."""
