"""Contas de e-mail, mensagens, teste de envio e devolvidos."""
