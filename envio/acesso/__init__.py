"""O cofre de senhas e a autorização na Microsoft e no Google."""
