"""Do débito ao boleto montado: o que se imprime, se pode ser emitido, e a amostra que não se paga."""
