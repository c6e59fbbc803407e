"""O que voltou: de que aviso é, e que endereço deixa de receber."""
