from __future__ import annotations

from dataclasses import replace
from datetime import date

from envio.plano.plano import AvisoPrevisto, PlanoDoDia
from regras.apontamento import Apontamento, TipoDeApontamento
from regras.aviso import DebitoAvisado, Estado
from regras.cadastro import Cliente
from regras.debito import Classe
from regras.selecao import Fora, Motivo
from ui.abas.aviso_debitos.resumo_hoje import (
    Parte,
    ResumoDeHoje,
    comparar,
    resumir,
)
from ui.frases_dos_apontamentos import Grupo

HOJE = date(2026, 11, 24)


def _debito(classe: Classe, saldo: int, linha: str | None = None) -> DebitoAvisado:
    return DebitoAvisado("1", "10", "1", HOJE, classe, 0, saldo, saldo, 10, 5, None, linha, linha)


def _fora(motivo: Motivo, ate: date | None = None) -> Fora:
    return Fora(Cliente("9", "Nove"), motivo, 100, ate)


def _plano() -> PlanoDoDia:
    avisos = (
        AvisoPrevisto("1", "Um", ("a@b.com",), (_debito(Classe.A_VENCER, 100, "x"), _debito(Classe.VENCIDO, 200))),
        AvisoPrevisto("2", "Dois", ("c@d.com",), (_debito(Classe.VENCIDO, 1000, "y"),)),
    )
    fora = (
        _fora(Motivo.CICLO, date(2026, 11, 26)),
        _fora(Motivo.NAO_AVISAR),
        _fora(Motivo.CICLO, date(2026, 11, 28)),
    )
    return PlanoDoDia(HOJE, True, True, avisos, fora, (Apontamento(TipoDeApontamento.SEM_CONTA, "1", "10", "1"),))


def test_conta_clientes_debitos_boletos_e_valores() -> None:
    resumo = resumir([_plano()])
    assert (resumo.clientes, resumo.debitos, resumo.boletos) == (2, 3, 2)
    assert resumo.a_vencer == Parte(1, 115)
    assert resumo.vencidos == Parte(2, 1230)
    assert resumo.total_centavos == 1345


def test_motivos_saem_na_ordem_da_regra_com_a_volta_do_ciclo() -> None:
    resumo = resumir([_plano()])
    assert [(linha.motivo, linha.clientes, linha.detalhe) for linha in resumo.motivos] == [
        (Motivo.NAO_AVISAR, 1, ""),
        (Motivo.CICLO, 2, "voltam até 28/11"),
    ]
    assert resumo.fora == 3
    assert resumo.quantos_de_fora(Motivo.PROMESSA) == 0


def test_apontamentos_sao_contados_por_tipo() -> None:
    assert resumir([_plano()]).apontamentos == ((Grupo.SEM_BOLETO, 1),)


def test_comparar_diz_a_diferenca_com_sinal() -> None:
    gravado = ResumoDeHoje(HOJE, clientes=32, vencidos=Parte(1, 1000))
    agora = ResumoDeHoje(HOJE, clientes=37, vencidos=Parte(2, 313_040))
    assert comparar(agora, gravado) == "+5 clientes e +R$\N{NO-BREAK SPACE}3.120,40 em relação ao gravado"
    assert comparar(gravado, agora).startswith("−5 clientes e −R$")
    assert comparar(agora, agora) == "Nada muda no envio de hoje"


def test_conta_so_o_que_ainda_sairia_como_a_guia_fechamento_e_a_previa() -> None:
    """Fechado o dia, quem já foi avisado não recebe outro; o tirado pelo operador fica de fora."""
    plano = _plano()
    enviado = replace(plano.avisos[0], estado=Estado.ENVIADO)
    depois = resumir([replace(plano, avisos=(enviado, plano.avisos[1]))], {"2"})
    assert (depois.clientes, depois.ja_avisados, depois.tirados, depois.fora) == (0, 1, 1, 4)
    assert (depois.debitos, depois.boletos, depois.total_centavos) == (0, 0, 0)
