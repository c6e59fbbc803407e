"""As contas de e-mail prontas para enviar: senha, autorização, caixa de devoluções e conferência."""
