"""A base por inteiro: abrir, conferir, copiar, restaurar, travar e dizer quem pode usá-la."""
