"""O retorno do banco na base: os arquivos lidos, os títulos deles e o efeito de cada um sobre um débito."""
