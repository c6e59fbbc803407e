"""O comando `boleto`: da entrada em JSON ao arquivo de cada título, sem base."""
