"""O programa ao lado do código de outros, cada par no seu processo."""
