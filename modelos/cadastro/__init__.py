"""Empresa, clientes, contatos, grupos, situações e feriados."""
