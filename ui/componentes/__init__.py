"""Peças de tela usadas em mais de um lugar: formulário, campos e botão de ajuda."""
