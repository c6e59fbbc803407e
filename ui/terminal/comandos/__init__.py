"""Um módulo por comando, todos com a mesma forma: `acrescentar(subcomandos)` e `executar(argumentos, sessao)`."""
