"""Guias da janela Fechamento Diário/Mensal, uma classe por arquivo."""
