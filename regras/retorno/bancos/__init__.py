"""Um módulo por banco, cada um com os seus `LEIAUTES`, na forma de `regras.retorno.forma`."""
