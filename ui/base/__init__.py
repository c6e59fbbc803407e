"""O diálogo, a pergunta, a ajuda e o formulário de que todas as telas partem."""
