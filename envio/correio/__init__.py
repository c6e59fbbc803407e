"""Falar com o servidor de correio e julgar o que ele respondeu. Comece por `transporte.py`."""
