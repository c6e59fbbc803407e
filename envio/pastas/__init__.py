"""As pastas vigiadas: o ERP e o banco gravam nelas, e o programa lê ao abrir e antes de fechar o dia."""
