"""A consulta ao banco do ERP, contra servidores de verdade."""
