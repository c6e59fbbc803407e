"""Telas que só mudam no que mostram: ficha, lista, escolha e papel."""
