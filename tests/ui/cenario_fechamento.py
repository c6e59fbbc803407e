"""Uma base pronta para fechar o dia, com correio em memória, para as telas que fecham e mostram avisos."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from modelos.cadastro import clientes, empresas
from modelos.carteira import debitos
from modelos.contas import contas_cobranca, contas_email, parametros
from regras.cadastro import Cliente, ContaCobranca, ContaEmail, Empresa, Seguranca
from regras.debito import Debito
from regras.parametros import ParametrosAviso
from tests.base_copiada import abrir_pronta
from tests.envio.correio_falso import CorreioFalso
from ui.contexto import Contexto
from ui.preferencias import Preferencias
from ui.trabalho import Trabalho

AGORA = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
EMPRESA = Empresa(
    "Aurora Distribuidora Ltda",
    "11222333000181",
    "Rua das Palmeiras",
    "1420",
    "",
    "Centro",
    "Joinville",
    "SC",
    "89201000",
)
CONTA = ContaEmail(1, "cobranca@aurora.com.br", "127.0.0.1", 25, Seguranca.NENHUMA)
COBRANCA = ContaCobranca("001", "341", "109", "0057", "", "12345", "7", homologada=True)


@dataclass
class Cenario:
    """O contexto que as telas recebem e o correio que o teste dirige."""

    contexto: Contexto
    correio: CorreioFalso


def cliente(codigo: str, nome: str, email: str = "", **outros: object) -> Cliente:
    """Um cliente completo, com o e-mail do cadastro."""
    campos: dict[str, object] = {
        "cpf_cnpj": "11444777000161",
        "email": email or f"financeiro{codigo}@cliente.com.br",
        "endereco": "Rua A",
        "numero": "1",
        "bairro": "Centro",
        "cidade": "Joinville",
        "uf": "SC",
        "cep": "89201000",
    }
    return Cliente(codigo, nome, **(campos | outros))  # type: ignore[arg-type]


def debito(codigo: str, documento: str, dias: int, centavos: int, hoje: date, **outros: object) -> Debito:
    """Um débito com boleto; `dias` é hoje − vencimento."""
    campos: dict[str, object] = {"conta_cobranca": "001", "nosso_numero": documento.zfill(8)[-8:]}
    return Debito(codigo, documento, "1", hoje - timedelta(days=dias), centavos, centavos, **(campos | outros))  # type: ignore[arg-type]


def popular(hoje: date) -> None:
    """Três clientes que recebem (um com débito sem boleto) e um que não quer aviso."""
    empresas.gravar(EMPRESA)
    contas_email.gravar(CONTA)
    contas_cobranca.gravar(COBRANCA)
    clientes.gravar_varios(
        [
            cliente("00318", "Padaria Pão da Serra Ltda"),
            cliente("00326", "Hotel Recanto do Mar Ltda"),
            cliente("00337", "Mercado Bom Jesus Ltda"),
            cliente("01195", "Fazenda Boa Vista", avisar=False),
        ]
    )
    debitos.gravar_varios(
        [
            debito("00318", "10482", 12, 124_000, hoje),
            debito("00318", "10611", -3, 153_000, hoje),
            debito("00326", "10700", -2, 41_469, hoje),
            debito("00337", "10801", 5, 280_389, hoje, nosso_numero=""),
            debito("01195", "10900", 9, 57_482, hoje),
        ]
    )
    parametros.gravar(ParametrosAviso(habilitado=True, conta_email=1))


@contextmanager
def preparar(pasta: Path, hoje: date, qtbot: QtBot) -> Iterator[Cenario]:
    """Abre a base populada; ao sair, espera os trabalhos e fecha."""
    correio = CorreioFalso()
    with abrir_pronta(pasta / "aviso.db", popular, hoje) as base:
        ambiente = Ambiente(base, lambda: AGORA, CofreEmMemoria(), lambda *_: correio)
        yield Cenario(Contexto(ambiente, lambda: hoje, Preferencias()), correio)
        for trabalho in Trabalho.vivos():
            trabalho.cancelar()
        qtbot.waitUntil(lambda: not Trabalho.vivos())
