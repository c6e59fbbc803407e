"""Guarda uma base pequena da versão de hoje em `tests/bases/vN.db`.

Rode uma vez por versão da base, quando a migração nova estiver pronta e antes de publicá-la:

    python tests/bases/gerar.py

O arquivo que já existe não é refeito: ele é o que aquela versão gravava, e é contra ele que as versões
seguintes provam que ainda abrem.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from modelos.avisos import caixa_de_saida, mensagens_guardadas
from modelos.base.abertura import abrir
from modelos.cadastro import clientes, contatos
from modelos.carteira import debitos
from modelos.contas import contas_email, parametros
from modelos.migracoes import passos
from regras.aviso import DebitoAvisado, Estado
from regras.cadastro import Cliente, ContaEmail, Contato, Seguranca
from regras.debito import Classe, Debito
from regras.entrega import Desfecho
from regras.parametros import FiltroSNT, Modo, ParametrosAviso

PASTA = Path(__file__).resolve().parent
HOJE = date(2026, 11, 24)
EM = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
VENCIMENTO = date(2026, 11, 20)


def povoar() -> None:
    """Um cliente, um contato, um débito, parâmetros e um aviso enviado."""
    clientes.gravar(Cliente("000123", "José Ávila & Filhos", email="jose@exemplo.com.br"))
    contatos.gravar(Contato.criar("000123", "Ana", "ana@exemplo.com.br", ("Financeiro",)))
    debitos.gravar(Debito("000123", "1234", "1", VENCIMENTO, 100_00, 100_00, situacao="Acordo"))
    contas_email.gravar(ContaEmail(1, "cobranca@exemplo.com.br", "localhost", 2525, Seguranca.NENHUMA))
    parametros.gravar(ParametrosAviso(conta_email=1, grupos=FiltroSNT(Modo.SELECIONA, ("Financeiro",))))
    debito = DebitoAvisado("000123", "1234", "1", VENCIMENTO, Classe.VENCIDO, 4, 100_00, 100_00, 2_00, 13)
    novo = caixa_de_saida.NovoAviso(
        HOJE, "000123", "José Ávila & Filhos", "11|000123|2026-11-24", ("a@b.com.br",), (debito,)
    )
    (numero,) = caixa_de_saida.gravar_pendentes([novo], EM)
    mensagens_guardadas.guardar(numero, 1, "<1@exemplo>", ("a@b.com.br",), (debito,), b"Subject: oi\r\n\r\ncorpo", EM)
    caixa_de_saida.marcar_enviando(numero, Estado.PENDENTE, EM)
    caixa_de_saida.registrar(
        numero, caixa_de_saida.Mudanca(Estado.ENVIANDO, Estado.ENVIADO, 250, "2.0.0 OK", desfecho=Desfecho.ACEITA), EM
    )


def main() -> None:
    """Gera a base da versão de hoje, se ainda não há uma."""
    caminho = PASTA / f"v{passos.VERSAO}.db"
    if caminho.exists():
        sys.exit(f"{caminho.name} já existe: bases guardadas não são refeitas")
    with abrir(caminho):
        povoar()
    sys.stdout.write(f"{caminho.name} gerada\n")


if __name__ == "__main__":
    main()
