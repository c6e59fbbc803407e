"""A prévia do fechamento: quem receberia, quem fica de fora e cada aviso como iria, sem gravar nem enviar."""
