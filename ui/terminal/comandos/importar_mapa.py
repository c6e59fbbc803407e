"""`app.py importar-mapa`: o de-para aprendido por cabeçalho, o que se faria com um arquivo, e como esquecê-lo."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from modelos.importacao import exame_de_arquivo, mapas
from modelos.importacao.exame_de_arquivo import Exame
from modelos.importacao.mapas import Mapa
from regras.erros import DadoInvalido
from ui.terminal.argumentos import Analisador, UsoErrado
from ui.terminal.sessao import Resposta, Sessao


def montar(comando: Analisador) -> None:
    """Põe no analisador a descrição, os argumentos e o que executar."""
    comando.description = (
        "O que a importação aprendeu de cada cabeçalho de planilha.\n"
        "Sem arquivo, lista; com --mostrar, diz o que faria com ele; só com o arquivo, esquece o que aprendeu."
    )
    comando.epilog = "exemplo:\n  python app.py importar-mapa titulos.xlsx --mostrar"
    comando.add_argument("arquivo", nargs="?", type=Path, metavar="ARQUIVO", help="planilha CSV ou XLSX")
    comando.add_argument("--mostrar", action="store_true", help="diz que coluna é qual, sem apagar nem importar")
    comando.set_defaults(executar=executar)


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    """Executa o comando."""
    arquivo: Path | None = argumentos.arquivo
    if arquivo is None and argumentos.mostrar:
        raise UsoErrado("Falta o arquivo a mostrar.", "Informe a planilha: importar-mapa ARQUIVO --mostrar.")
    with sessao.abrir_base():
        if arquivo is None:
            aprendidos = mapas.listar()
            texto = "\n".join(map(_mapa_em_texto, aprendidos)) or "Nenhum de-para aprendido."
            return Resposta({"mapas": [_mapa_em_objeto(mapa) for mapa in aprendidos]}, texto)
        exame = exame_de_arquivo.examinar(arquivo)
        if argumentos.mostrar:
            return Resposta(_exame_em_objeto(exame), _exame_em_texto(exame))
        if not mapas.apagar(exame.titulos):
            raise DadoInvalido(
                arquivo.name,
                "não há de-para aprendido para estes títulos",
                o_que_fazer="Veja os aprendidos com importar-mapa.",
            )
        return Resposta({"apagado": exame.assinatura}, f"Esquecido o de-para de {arquivo.name}.")


def _mapa_em_objeto(mapa: Mapa) -> dict[str, Any]:
    return {
        "assinatura": mapa.assinatura,
        "tipo": mapa.tipo.value,
        "em": mapa.em.isoformat(),
        "colunas": _sem_vazias(mapa.por_titulo()),
    }


def _sem_vazias(colunas: dict[str, str]) -> dict[str, str | None]:
    return {titulo: coluna or None for titulo, coluna in colunas.items()}


def _mapa_em_texto(mapa: Mapa) -> str:
    return f"{mapa.assinatura}  {mapa.tipo.value}  {mapa.em:%d/%m/%Y}  {_pares(mapa.por_titulo())}"


def _pares(colunas: dict[str, str]) -> str:
    return "; ".join(f"{titulo} → {coluna or '(não usada)'}" for titulo, coluna in colunas.items())


def _exame_em_objeto(exame: Exame) -> dict[str, Any]:
    return {
        "arquivo": str(exame.arquivo),
        "assinatura": exame.assinatura,
        "tipo": exame.tipo.value if exame.tipo else None,
        "aprendido": exame.aprendido,
        "colunas": _sem_vazias(exame.colunas),
        "faltam": list(exame.faltam),
        "apontamentos": list(exame.avisos),
    }


def _exame_em_texto(exame: Exame) -> str:
    tipo = exame.tipo.value if exame.tipo else "tipo desconhecido"
    linhas = [f"{exame.arquivo}: {tipo}; {_pares(exame.colunas)}"]
    if exame.faltam:
        linhas.append(f"    Faltam: {', '.join(exame.faltam)}.")
    linhas.extend(f"    Atenção: {aviso}" for aviso in exame.avisos)
    return "\n".join(linhas)
