"""O ambiente dos casos de uso acha o diário da base que está aberta, e diz como se fala com o correio."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from envio.ambiente import Ambiente, abrir_imap
from envio.correio.caixa_de_entrada import Entrada
from envio.correio.caixa_imap import CaixaIMAP
from modelos.acesso import locais
from modelos.acesso.conexao import Base
from modelos.avisos import autorizacao
from regras.devolucao import CaixaDevolucoes


def test_o_diario_mora_ao_lado_da_base_de_verdade_com_copia_na_pasta_do_usuario(
    ambiente: Ambiente, tmp_path: Path
) -> None:
    atalho = tmp_path / "atalhos" / "outra.db"
    atalho.parent.mkdir()
    atalho.symlink_to(ambiente.base.caminho)
    pelo_atalho = replace(ambiente, base=Base(atalho, ambiente.base.uuid)).diario()
    diario = ambiente.diario()
    assert (pelo_atalho.caminho, pelo_atalho.copia) == (diario.caminho, diario.copia)
    assert diario.caminho == locais.diario_de_envios(ambiente.base.caminho.resolve(), ambiente.base.uuid)
    assert diario.caminho.parent == ambiente.base.caminho.resolve().parent
    assert diario.copia.parent == locais.pasta_de_dados()


def test_o_diario_e_o_da_identidade_de_agora(ambiente: Ambiente) -> None:
    antes = ambiente.diario().caminho
    nova = autorizacao.virar_copia()
    assert ambiente.diario().caminho == antes.with_name(antes.name.replace(ambiente.base.uuid, nova))


def test_caixa_do_programa_e_imap_e_ainda_nao_conectou() -> None:
    aberta = abrir_imap(CaixaDevolucoes(1, "127.0.0.1", 1), Entrada("u", "s"))
    assert isinstance(aberta, CaixaIMAP)
    aberta.fechar()
