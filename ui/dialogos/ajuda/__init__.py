"""Tutorial, teclas, sobre, suporte e conferir uma linha digitável."""
