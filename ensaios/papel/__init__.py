"""Provas do papel que pedem o que o programa não usa: outro leitor óptico, e as ferramentas de fonte."""
