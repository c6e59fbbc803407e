"""Um módulo por comando, com `montar(analisador)` e `executar(argumentos, sessao)`; importado só quando usado."""
