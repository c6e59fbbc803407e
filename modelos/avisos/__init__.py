"""A caixa de saída, que é também o histórico: avisos, mensagens, tentativas, devoluções e fechamentos."""
