"""O aviso em MIME: cabeçalhos, anexos e nomes de arquivo."""
