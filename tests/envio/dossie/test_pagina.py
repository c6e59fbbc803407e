"""O índice: tudo escapado, nada de fora, e todo link leva a um arquivo do pacote."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from envio.ambiente import Ambiente
from modelos.avisos import devolucoes
from modelos.avisos.devolucoes import Recebida
from modelos.cadastro import clientes
from regras.devolucao import Acao, Devolucao, Notificacao
from tests.envio.dossie.cenario import CLIENTE, abrir, gravar, preparar
from tests.modelos.exemplos import EM

HOSTIL = "<script>alert(1)</script> & \"aspas\" 'simples'"


class _Leitor(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.marcas: list[str] = []
        self.links: list[str] = []
        self.texto = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marcas.append(tag)
        self.links += [valor or "" for nome, valor in attrs if nome == "href"]

    def handle_data(self, data: str) -> None:
        self.texto += data


def _ler(pagina: bytes) -> _Leitor:
    leitor = _Leitor()
    leitor.feed(pagina.decode())
    return leitor


def test_todo_link_e_um_arquivo_do_pacote_e_todo_eml_tem_link(ambiente: Ambiente, tmp_path: Path) -> None:
    preparar(ambiente)
    arquivos = abrir(gravar(tmp_path).arquivo)
    links = _ler(arquivos["indice.html"]).links
    assert set(links) <= set(arquivos)
    assert {nome for nome in arquivos if nome.endswith((".eml", ".pdf"))} == set(links)


def test_texto_hostil_e_so_texto(ambiente: Ambiente, tmp_path: Path) -> None:
    preparar(ambiente)
    cliente = clientes.obter(CLIENTE)
    assert cliente is not None
    clientes.gravar(replace(cliente, nome=HOSTIL))
    pagina = abrir(gravar(tmp_path).arquivo)["indice.html"]
    leitor = _ler(pagina)
    assert "script" not in leitor.marcas
    assert HOSTIL in leitor.texto
    assert not re.search(rb"https?://", pagina)


def test_devolucao_recebida_aparece(ambiente: Ambiente, tmp_path: Path) -> None:
    aviso = preparar(ambiente)
    devolucao = Devolucao((aviso.destinatarios[0],), Acao.FALHOU, "5.1.1", "550 usuário não existe")
    notificacao = Notificacao((), (aviso.message_id or "",), (devolucao,), "mx.exemplo.com.br")
    devolucoes.registrar([Recebida(notificacao, "0" * 64, EM)], EM)
    texto = _ler(abrir(gravar(tmp_path).arquivo)["indice.html"]).texto
    assert "1 devolução recebida" in texto
    assert "550 usuário não existe" in texto
