"""Os valores de cada provedor: só https, só o que email.md §3.1 pede."""

from __future__ import annotations

import pytest

from envio.acesso.oauth.provedores import PROVEDORES, ProvedorOAuth
from regras.cadastro import Autenticacao


def test_ha_um_para_cada_forma_que_nao_e_senha() -> None:
    assert set(PROVEDORES) == set(Autenticacao) - {Autenticacao.SENHA}


@pytest.mark.parametrize("provedor", PROVEDORES.values(), ids=lambda provedor: provedor.nome)
def test_enderecos_protegidos_e_escopo_que_se_pode_provar(provedor: ProvedorOAuth) -> None:
    enderecos = [provedor.autorizar, provedor.token, *filter(None, [provedor.dispositivo])]
    assert all(endereco.format(locatario="x").startswith("https://") for endereco in enderecos)
    assert any(provedor.prova_do_envio in escopo.lower() for escopo in provedor.escopos)


def test_o_que_cada_um_pede() -> None:
    microsoft, google = PROVEDORES[Autenticacao.MICROSOFT], PROVEDORES[Autenticacao.GOOGLE]
    assert microsoft.escopos == ("https://outlook.office.com/SMTP.Send", "offline_access")
    assert google.escopos == ("https://mail.google.com/",)
    assert (microsoft.com_segredo, google.com_segredo) == (False, True)
    assert (bool(microsoft.dispositivo), bool(google.dispositivo)) == (True, False)
