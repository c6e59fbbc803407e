"""A janela num servidor X de verdade, por teclado e pelo leitor de tela; com pacotes do sistema que a CI não usa."""
