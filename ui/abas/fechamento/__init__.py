"""A guia Fechamento: fechar o dia, acompanhar o envio e ver a carteira."""
