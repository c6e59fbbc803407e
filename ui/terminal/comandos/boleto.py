"""`app.py boleto`: boletos avulsos a partir de um JSON; não abre base."""

from __future__ import annotations

import argparse
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from boletos import avulso, ficha
from envio.nomes_de_arquivo import nomear
from regras.erros import AmbienteIndisponivel, DadoInvalido
from ui.terminal import saida
from ui.terminal.argumentos import Analisador
from ui.terminal.sessao import SAIDA_CERTA, SAIDA_COM_RESSALVAS, Resposta, Sessao


def montar(comando: Analisador) -> None:
    """Põe no analisador a descrição, os argumentos e o que executar."""
    comando.description = "Gera boletos avulsos, um PDF por item, sem abrir a base."
    comando.epilog = "exemplo:\n  python app.py boleto entrada.json --saida boletos --json"
    comando.add_argument("entrada", type=Path, metavar="ENTRADA.json", help="lista de boletos")
    comando.add_argument(
        "--saida", type=Path, required=True, metavar="DIR", help="pasta dos PDFs; criada se não existe"
    )
    comando.set_defaults(executar=executar)


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    """Executa o comando."""
    itens = _ler(argumentos.entrada)
    pasta: Path = argumentos.saida
    try:
        pasta.mkdir(parents=True, exist_ok=True)
        hoje = sessao.composicao.hoje()
        resultados = [_gerar(indice, item, pasta, hoje) for indice, item in enumerate(itens)]
    except OSError as erro:
        raise AmbienteIndisponivel(
            f"Não foi possível gravar em {pasta}: {erro.strerror}.", "Confira o espaço e a permissão da pasta."
        ) from erro
    tem_erro = any(resultado["erro"] for resultado in resultados)
    return Resposta({"boletos": resultados}, _em_texto(resultados), SAIDA_COM_RESSALVAS if tem_erro else SAIDA_CERTA)


def _ler(caminho: Path) -> list[Any]:
    """Lê a lista de boletos; números com casas viram `Decimal`, nunca ponto flutuante.

    Raises:
        AmbienteIndisponivel: o arquivo não pode ser lido.
        DadoInvalido: não é JSON, ou não é uma lista.
    """
    try:
        itens = json.loads(caminho.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as erro:
        raise AmbienteIndisponivel(
            f"Não foi possível ler {caminho}: {erro.strerror}.", "Confira o nome e a permissão do arquivo."
        ) from erro
    except (ValueError, RecursionError) as erro:
        raise AmbienteIndisponivel(
            f"{caminho} não é um arquivo JSON em UTF-8.", "Confira o conteúdo do arquivo."
        ) from erro
    if not isinstance(itens, list):
        raise DadoInvalido(str(caminho), "não é uma lista de boletos")
    return itens


def _gerar(indice: int, item: object, pasta: Path, hoje: date) -> dict[str, Any]:
    calculado = avulso.gerar(item, hoje)
    arquivo = None
    if calculado.boleto is not None and not calculado.erro:
        arquivo = nomear(f"boleto-{indice + 1:04d}-{calculado.boleto.banco}-{calculado.boleto.documento}", "pdf")
        (pasta / arquivo).write_bytes(ficha.em_pdf(calculado.boleto))
    return {
        "indice": indice,
        "nosso_numero": calculado.nosso_numero,
        "campo_livre": calculado.campo_livre,
        "codigo_barras": calculado.codigo_barras,
        "linha_digitavel": calculado.linha_digitavel,
        "arquivo": arquivo,
        "avisos": list(calculado.avisos),
        "erro": calculado.erro,
    }


def _em_texto(resultados: list[dict[str, Any]]) -> str:
    linhas = [
        (str(r["indice"]), r["nosso_numero"] or "", r["linha_digitavel"] or "", r["arquivo"] or r["erro"] or "")
        for r in resultados
    ]
    texto = saida.em_tabela(("Item", "Nosso número", "Linha digitável", "Arquivo ou erro"), linhas)
    avisos = [f"Item {r['indice']}: {aviso}" for r in resultados for aviso in r["avisos"]]
    return "\n".join([texto, *avisos])
