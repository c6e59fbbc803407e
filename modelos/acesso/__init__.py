"""A conexão com a base e o disco: o que toda tabela usa."""
