"""O plano do dia: quem receberia, com que boletos, e quem fica de fora."""
