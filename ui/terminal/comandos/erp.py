"""`app.py erp`: consultas guardadas ao banco do ERP: mostra, altera, testa e importa."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from envio.erp import importacao, leitura
from envio.erp.leitura import Amostra, Passo
from modelos.carteira import consultas_erp
from modelos.carteira.consultas_erp import ConsultaErp, Sgbd
from modelos.importacao.resultado import Tipo
from regras.erros import DadoInvalido
from ui import frases
from ui.terminal import saida
from ui.terminal.argumentos import Analisador, UsoErrado, ler_inteiro, tipo
from ui.terminal.sessao import SAIDA_COM_RESSALVAS, Resposta, Sessao

_DO_ARQUIVO = "arquivo tipo lidas incluidas alteradas iguais rejeitadas baixadas apontamentos erro"


def montar(comando: Analisador) -> None:
    comando.description = (
        "Consultas guardadas ao banco do ERP, só leitura. Sem NOME, lista; com --sgbd, cria ou altera, sem conectar.\n"
        "A senha fica no cofre do sistema, ou vem da entrada só para esta execução."
    )
    comando.epilog = (
        "exemplos:\n  python app.py erp titulos --sgbd postgresql --servidor 10.0.0.5 --banco erp --usuario leitura"
        " --tipo debitos --consulta titulos.sql --senha-da-entrada\n"
        "  python app.py erp titulos --testar\n  python app.py erp titulos --importar"
    )
    comando.add_argument("nome", nargs="?", metavar="NOME", help="nome da consulta")
    comando.add_argument("--sgbd", choices=[cada.value for cada in Sgbd], help="o banco do ERP")
    comando.add_argument("--servidor", default="", metavar="H", help="servidor")
    comando.add_argument("--porta", type=tipo(ler_inteiro(1, 65535)), default=0, metavar="P", help="porta")
    comando.add_argument("--banco", default="", metavar="B", help="nome do banco; o arquivo, no SQLite")
    comando.add_argument("--usuario", default="", metavar="U", help="usuário, de preferência um que só leia")
    comando.add_argument("--tipo", choices=[cada.value for cada in Tipo], help="o que a consulta traz")
    comando.add_argument("--consulta", type=Path, metavar="ARQ", help="arquivo com o SELECT")
    comando.add_argument(
        "--tempo-maximo", type=tipo(ler_inteiro(1, 3600)), default=60, metavar="S", help="em segundos (60)"
    )
    comando.add_argument("--ausentes", choices=["manter", "baixar"], default="manter", help="como em importar")
    comando.add_argument("--testar", action="store_true", help="conecta e mostra as primeiras linhas; não grava")
    comando.add_argument("--importar", action="store_true", help="roda a consulta e importa o que ela traz")
    comando.add_argument("--sim", action="store_true", help="confirma a baixa de mais da metade dos débitos em aberto")
    comando.add_argument("--excluir", action="store_true", help="esquece a consulta e a senha dela")
    comando.pedir_senha()


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    acoes = [bool(argumentos.sgbd), argumentos.testar, argumentos.importar, argumentos.excluir]
    if sum(acoes) > 1 or (any(acoes) and not argumentos.nome):
        raise UsoErrado("Diga o NOME da consulta e uma coisa só a fazer.", "Veja `app.py erp --help`.")
    with sessao.abrir_base() as base:
        cofre = sessao.ambiente(base).cofre
        if argumentos.sgbd:
            nova = _da_linha(argumentos)
            importacao.gravar(nova, sessao.ler_senha(argumentos.senha_da_entrada), cofre)
        elif any(acoes):
            guardada = consultas_erp.obter(argumentos.nome)
            if guardada is None:
                raise DadoInvalido("erp", f"não há consulta {argumentos.nome}", o_que_fazer="Veja quais com `erp`.")
            if argumentos.excluir:
                importacao.excluir(guardada.nome, cofre)
            else:
                senha = sessao.ler_senha(argumentos.senha_da_entrada)
                if senha is None and guardada.usuario:
                    senha = cofre.obter(importacao.chave(guardada.nome))
                return (_testar if argumentos.testar else _importar)(guardada, senha, sessao, argumentos)
        guardadas = [cada for cada in consultas_erp.listar() if argumentos.nome in (None, cada.nome)]
    texto = "\n".join(f"{cada.nome}: {cada.tipo}, {cada.sgbd} em {cada.servidor or cada.banco}." for cada in guardadas)
    return Resposta({"consultas": [asdict(cada) for cada in guardadas]}, texto or "Nenhuma consulta guardada.")


def _da_linha(argumentos: argparse.Namespace) -> ConsultaErp:
    if argumentos.tipo is None or argumentos.consulta is None:
        raise UsoErrado("Faltam --tipo e --consulta.", "Diga o que a consulta traz, e o arquivo com o SELECT.")
    try:
        sql = argumentos.consulta.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as erro:
        raise DadoInvalido("consulta", f"{argumentos.consulta} não pôde ser lido como texto") from erro
    return ConsultaErp(
        argumentos.nome,
        argumentos.sgbd,
        argumentos.banco,
        sql.strip(),
        argumentos.tipo,
        argumentos.servidor,
        argumentos.porta,
        argumentos.usuario,
        argumentos.tempo_maximo,
        argumentos.ausentes == "baixar",
    )


def _testar(consulta: ConsultaErp, senha: str | None, sessao: Sessao, _argumentos: argparse.Namespace) -> Resposta:
    amostra = Amostra((), ())
    for evento in leitura.testar(consulta, senha):
        if isinstance(evento, Passo):
            sessao.avisar(f"{frases.PASSOS_DO_ERP[evento]}: certo.")
        else:
            amostra = evento
    linhas = [linha.celulas for linha in amostra.linhas]
    objeto: dict[str, Any] = {"titulos": list(amostra.titulos), "linhas": linhas}
    return Resposta(objeto, saida.em_tabela(amostra.titulos, linhas))


def _importar(consulta: ConsultaErp, senha: str | None, sessao: Sessao, argumentos: argparse.Namespace) -> Resposta:
    deu = importacao.importar(consulta, senha, sessao.composicao.agora(), confirmado=argumentos.sim)
    deu = replace(deu, arquivo=consulta.nome, erro=deu.erro_no_terminal)
    codigo = int(deu.saida) if deu.erro else SAIDA_COM_RESSALVAS if deu.rejeitadas else 0
    texto = deu.erro or (
        f"{consulta.nome}: {deu.lidas} lidas, {deu.incluidas} incluídas, {deu.alteradas} alteradas, "
        f"{deu.iguais} iguais, {deu.rejeitadas} rejeitadas, {deu.baixadas} baixadas."
    )
    return Resposta({"arquivos": [saida.dos_campos(deu, _DO_ARQUIVO)]}, texto, codigo)
