"""O correio local da demonstração."""
