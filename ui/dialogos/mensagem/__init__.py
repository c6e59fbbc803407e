"""O editor da mensagem: blocos e textos como o cliente os vê, a prova ao lado, e o HTML em Avançado."""
