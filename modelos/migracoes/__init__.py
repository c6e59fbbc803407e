"""Migrações numeradas da base: um módulo por passo, com as suas próprias definições de tabela."""
