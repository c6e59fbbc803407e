"""O relatório de um fechamento gravado."""

from __future__ import annotations

from datetime import timedelta

import pytest

from boletos.relatorios.relatorio_fechamento import RelatorioDoFechamento
from envio.ambiente import Ambiente
from envio.fechamento.relatorio_fechamento import levantar
from modelos.avisos import fechamentos
from modelos.avisos import leitura as avisos
from regras.aviso import Estado
from regras.erros import DadoInvalido
from regras.selecao import Fora, Motivo
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar
from tests.modelos.exemplos import EM, HOJE, gravar_cliente, gravar_debito


def _detalhar(fora: Fora) -> str:
    return fora.motivo.value


def _do_ultimo() -> RelatorioDoFechamento:
    ultimo = fechamentos.ultimo()
    assert ultimo is not None
    return levantar(ultimo.id, _detalhar)


def test_o_dia_fechado_traz_os_avisos_e_quem_ficou_de_fora(ambiente: Ambiente) -> None:
    cadastrar()
    cadastrar_vencido()
    gravar_cliente("000456", avisar=False)
    gravar_debito("000456", "2", vence_em=-10)
    fechar(ambiente)
    feito = _do_ultimo()
    assert list(feito.por_estado()) == [Estado.ENVIADO]
    assert feito.avisos == tuple(avisos.listar())
    assert [(item.cliente.codigo, item.motivo) for item in feito.fora] == [("000456", Motivo.NAO_AVISAR)]
    assert "terminou em" in feito.andamento


def test_data_fechada_duas_vezes_e_dita(ambiente: Ambiente) -> None:
    cadastrar()
    cadastrar_vencido()
    fechar(ambiente)
    assert "vezes" not in _do_ultimo().nota
    fechar(ambiente)
    assert "fechada 2 vezes" in _do_ultimo().nota


@pytest.mark.usefixtures("ambiente")
def test_interrompido_e_desabilitado_sao_ditos() -> None:
    numero = fechamentos.abrir(HOJE, EM, habilitado=False)
    assert "não terminou" in levantar(numero, _detalhar).andamento
    fechamentos.encerrar(numero, EM + timedelta(minutes=2), {}, ())
    assert "desabilitado" in levantar(numero, _detalhar).andamento


@pytest.mark.usefixtures("ambiente")
def test_fechamento_que_nao_existe_e_recusado() -> None:
    with pytest.raises(DadoInvalido, match="não existe"):
        levantar(99, _detalhar)
