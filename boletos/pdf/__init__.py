"""O arquivo PDF por fora da página: objetos, senha, árvore de leitura e descrição."""
