"""O que vale ao enviar: o diário, a reconferência de cada tentativa e o ritmo da conta."""
