"""`app.py demo`: cria uma base de demonstração com correio local."""

from __future__ import annotations

import argparse
from pathlib import Path

from envio.demonstracao import demonstracao
from envio.demonstracao.demonstracao import Demonstracao
from envio.eventos import Fim
from envio.fechamento import fechamento
from modelos.acesso import locais
from modelos.base.abertura import abrir
from ui.terminal import saida
from ui.terminal.argumentos import Analisador
from ui.terminal.sessao import SAIDA_CERTA, SAIDA_COM_RESSALVAS, Resposta, Sessao
from ui.terminal.tela import sem_tela


def montar(comando: Analisador) -> None:
    comando.description = (
        "Cria uma base de demonstração e um correio local que guarda os e-mails em arquivos .eml.\n"
        "Com tela abre a janela; sem tela executa o fechamento e mostra o resumo."
    )
    comando.epilog = "exemplo:\n  python app.py demo --pasta demonstracao --sem-tela"
    comando.add_argument("--pasta", type=Path, metavar="DIR", help="onde criar; a pasta é recriada a cada vez")
    comando.add_argument("--sem-tela", action="store_true", help="não abre a janela")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    pasta = argumentos.pasta or locais.pasta_de_dados() / "demonstracao"
    composicao = sessao.composicao
    with demonstracao.preparar(pasta, composicao.hoje(), composicao.agora()) as lugar:
        if not (argumentos.sem_tela or sem_tela()):
            codigo = composicao.abrir_janela(lugar.base)
            demonstracao.extrair_pdfs(lugar)
            return Resposta(_lugares(lugar), _onde(lugar), codigo)
        return _fechar(lugar, sessao)


def _fechar(lugar: Demonstracao, sessao: Sessao) -> Resposta:
    """Executa o fechamento de hoje na base de demonstração."""
    fim: Fim | None = None
    with abrir(lugar.base) as base:
        for evento in fechamento.executar(sessao.composicao.hoje(), sessao.ambiente(base)):
            if isinstance(evento, Fim):
                fim = evento
    pdfs = demonstracao.extrair_pdfs(lugar)
    objeto = _lugares(lugar)
    texto = ""
    codigo = SAIDA_CERTA
    if fim is not None:
        objeto |= saida.do_plano(fim.plano)
        texto = f"{fim.resumo.enviados} avisos enviados, {fim.resumo.debitos} débitos, {pdfs} PDFs.\n"
        codigo = SAIDA_COM_RESSALVAS if fim.resumo.tem_ressalva() else SAIDA_CERTA
    return Resposta(objeto, texto + _onde(lugar), codigo)


def _lugares(lugar: Demonstracao) -> dict[str, object]:
    return {"pasta": str(lugar.pasta), "base": str(lugar.base), "emails": str(lugar.emails), "pdfs": str(lugar.pdfs)}


def _onde(lugar: Demonstracao) -> str:
    return f"Base:    {lugar.base}\nE-mails: {lugar.emails}\nPDFs:    {lugar.pdfs}"
