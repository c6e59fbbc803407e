"""O texto que o cliente lê: variáveis, gabarito, HTML limpo e o que o CDC não permite."""
