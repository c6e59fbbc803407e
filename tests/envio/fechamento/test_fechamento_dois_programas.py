"""Dois programas na mesma base: um fecha por vez, e o que morreu no meio não prende o outro nem faz repetir."""

from __future__ import annotations

from collections import Counter

import pytest

from envio.ambiente import Ambiente
from modelos.avisos import leitura as avisos
from regras.aviso import Estado
from regras.erros import AmbienteIndisponivel
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar
from tests.envio.correio_falso import CorreioFalso
from tests.modelos.processos import outro_processo

CLIENTES = ("000123", "000124", "000125")
FECHAR = """
    from envio.fechamento import fechamento
    from envio.ambiente import Ambiente
    from envio.eventos import Enviando, Tratado
    from envio.acesso.segredos import CofreEmMemoria
    from modelos.base.abertura import abrir
    from tests.envio.correio_falso import CorreioFalso
    from tests.modelos.exemplos import HOJE
    correio = CorreioFalso()
    with abrir(base) as aberta:
        eventos = fechamento.executar(HOJE, Ambiente(aberta, lambda: EM, CofreEmMemoria(), lambda *_: correio))
        for evento in eventos:
            if isinstance(evento, Tratado):
                avisar("um enviado")
                break
        for evento in eventos:
            pass
        avisar("acabou")
"""


@pytest.fixture
def pronto(ambiente: Ambiente) -> Ambiente:
    """Três clientes que recebem."""
    cadastrar()
    for cliente in CLIENTES:
        cadastrar_vencido(cliente)
    return ambiente


def test_enquanto_um_fecha_o_outro_e_recusado_e_depois_nao_repete(pronto: Ambiente, correio: CorreioFalso) -> None:
    with outro_processo(FECHAR, pronto.base.caminho) as outro:
        outro.esperar("um enviado")
        with pytest.raises(AmbienteIndisponivel, match="Outro fechamento está em andamento"):
            fechar(pronto)
        assert correio.entregues == []
        outro.continuar()
        outro.esperar("acabou")
        fechar(pronto)
    assert correio.entregues == []
    assert Counter(aviso.estado for aviso in avisos.listar()) == {Estado.ENVIADO: len(CLIENTES)}


def test_o_que_morreu_no_meio_solta_a_vez_e_o_ja_enviado_nao_se_repete(pronto: Ambiente, correio: CorreioFalso) -> None:
    with outro_processo(FECHAR, pronto.base.caminho) as outro:
        outro.esperar("um enviado")
        outro.matar()
    (ja_foi,) = [aviso.cliente for aviso in avisos.listar() if aviso.estado is Estado.ENVIADO]
    fechar(pronto)
    assert len(correio.entregues) == len(CLIENTES) - 1
    assert Counter(aviso.estado for aviso in avisos.listar()) == {Estado.ENVIADO: len(CLIENTES)}
    assert ja_foi in CLIENTES
