"""Telas que só mudam no que mostram: ficha, lista, tarefa, escolha e marcação."""
