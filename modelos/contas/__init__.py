"""Contas de e-mail e de cobrança, mensagens e parâmetros."""
