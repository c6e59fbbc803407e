"""O fechamento do dia e o que se faz depois dele. Comece por `fechamento.py`."""
