"""A mensagem como blocos, e não como HTML: o documento que a tela edita, e o HTML e o texto puro que saem dele."""
