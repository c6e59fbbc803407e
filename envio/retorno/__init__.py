"""O retorno do banco: ler arquivos, desfazer, e decidir um título (retorno.md)."""
