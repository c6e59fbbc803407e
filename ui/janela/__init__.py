"""A janela: menu, barra, faixas e o que cada item abre."""
