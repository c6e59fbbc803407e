"""O boleto lido de volta do próprio PDF, antes de ir."""
