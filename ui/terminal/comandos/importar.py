"""`app.py importar`: importa arquivos CSV ou XLSX."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelos.importacao.resultado import Tipo, saida_geral
from ui.terminal.argumentos import Analisador, UsoErrado
from ui.terminal.sessao import Resposta, Sessao

if TYPE_CHECKING:
    from modelos.importacao.resultado import Resultado

_DO_ARQUIVO = "arquivo tipo lidas incluidas alteradas iguais rejeitadas baixadas apontamentos erro"


def montar(comando: Analisador) -> None:
    comando.description = (
        "Importa arquivos CSV ou XLSX. Chave repetida atualiza;\n"
        "linha ruim vai para ARQUIVO.rejeitadas.csv, com o motivo."
    )
    comando.epilog = (
        "exemplo:\n  python app.py importar --clientes clientes.csv --debitos debitos.xlsx --ausentes baixar"
    )
    for tipo in Tipo:
        comando.add_argument(
            _opcao(tipo), type=Path, metavar="A", dest=tipo.value, help=f"arquivo de {tipo.value.replace('_', ' de ')}"
        )
    comando.add_argument(
        "--ausentes",
        choices=["manter", "baixar"],
        default="manter",
        help="débito em aberto que não está no arquivo: manter (de início) ou baixar",
    )
    comando.add_argument(
        "--de-novo", action="store_true", help="os mesmos arquivos da última vez, menos os que não mudaram"
    )
    comando.add_argument("--sim", action="store_true", help="confirma a baixa de mais da metade dos débitos em aberto")


def _opcao(tipo: Tipo) -> str:
    return f"--{tipo.value.replace('_', '-')}"


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    from envio.importacao import Situacao, importar, lembrados  # noqa: PLC0415 - a ajuda não importa nada
    from ui.terminal import saida  # noqa: PLC0415 - idem

    arquivos = {tipo: getattr(argumentos, tipo.value) for tipo in Tipo if getattr(argumentos, tipo.value) is not None}
    if bool(arquivos) is argumentos.de_novo:
        if arquivos:
            raise UsoErrado("--de-novo não acompanha arquivos.", "Use um de cada vez.")
        raise UsoErrado("Nenhum arquivo para importar.", f"Informe ao menos um: {', '.join(map(_opcao, Tipo))}.")
    baixar, iguais = argumentos.ausentes == "baixar", []
    with sessao.abrir_base(criar=not argumentos.de_novo):
        if argumentos.de_novo:
            conhecidos = list(lembrados())
            iguais = [cada for cada in conhecidos if cada.situacao is Situacao.IGUAL]
            arquivos = {cada.tipo: cada.arquivo for cada in conhecidos if cada not in iguais}
            baixar = baixar or any(cada.importacao.ausentes_baixar for cada in conhecidos)
        resultados = [
            replace(resultado, erro=resultado.erro_no_terminal)
            for resultado in importar(
                arquivos,
                ausentes_baixar=baixar,
                confirmado=argumentos.sim,
                em=sessao.composicao.agora(),
                ao_avancar=lambda passo: sessao.avisar(f"{passo.tipo.value}: {passo.lidas} linhas lidas"),
            )
        ]
    objeto: dict[str, Any] = {"arquivos": [saida.dos_campos(resultado, _DO_ARQUIVO) for resultado in resultados]}
    linhas = [_em_texto(resultado) for resultado in resultados]
    if argumentos.de_novo:
        objeto["sem_mudanca"] = [str(cada.arquivo) for cada in iguais]
        linhas += [f"{cada.arquivo}: não mudou desde {cada.importacao.em:%d/%m/%Y}." for cada in iguais]
    return Resposta(objeto, "\n".join(linhas) or "Nada foi importado ainda.", saida_geral(resultados))


def _em_texto(resultado: Resultado) -> str:
    if resultado.erro:
        return f"{resultado.arquivo}: {resultado.erro}"
    linhas = [
        f"{resultado.arquivo}: {resultado.lidas} lidas, {resultado.incluidas} incluídas, "
        f"{resultado.alteradas} alteradas, {resultado.iguais} iguais, "
        f"{resultado.rejeitadas} rejeitadas, {resultado.baixadas} baixadas."
    ]
    if resultado.arquivo_de_rejeitadas:
        linhas.append(f"    As rejeitadas, com o motivo, estão em {resultado.arquivo_de_rejeitadas}.")
    linhas.extend(f"    Atenção: {apontamento}" for apontamento in resultado.apontamentos)
    return "\n".join(linhas)
