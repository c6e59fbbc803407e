"""`app.py boleto`: gera boletos avulsos a partir de um arquivo JSON."""

from __future__ import annotations

import argparse
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from boletos.avulso import avulso
from boletos.emissao.boleto import Boleto
from boletos.papel import carne, ficha, logotipo
from envio.mensagem.nomes_de_arquivo import nomear
from modelos.acesso import disco
from regras.erros import AmbienteIndisponivel, DadoInvalido
from ui.terminal import saida
from ui.terminal.argumentos import Analisador
from ui.terminal.sessao import SAIDA_CERTA, SAIDA_COM_RESSALVAS, Resposta, Sessao

_CARNE = "carne.pdf"


def montar(comando: Analisador) -> None:
    comando.description = "Gera boletos avulsos, um PDF por item, sem abrir a base."
    comando.epilog = "exemplo:\n  python app.py boleto entrada.json --saida boletos --json"
    comando.add_argument("entrada", type=Path, metavar="ENTRADA.json", help="lista de boletos")
    comando.add_argument(
        "--saida", type=Path, required=True, metavar="DIR", help="pasta dos PDFs; criada se não existe"
    )
    comando.add_argument(
        "--carne", action="store_true", help="um carnê só, três boletos por folha A4, em vez de um PDF por item"
    )
    comando.add_argument("--logotipo", type=Path, metavar="IMAGEM", help="o de quem cobra, em PNG, JPEG ou WebP")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    itens = _ler(argumentos.entrada)
    logo = _ler_logotipo(argumentos.logotipo) if argumentos.logotipo else b""
    pasta: Path = argumentos.saida
    try:
        pasta.mkdir(parents=True, exist_ok=True)
        hoje = sessao.composicao.hoje()
        arquivador = _Carne(pasta) if argumentos.carne else _UmAUm(pasta)
        resultados = [
            _gerar(indice, avulso.gerar(item, hoje, logo, do_carne=argumentos.carne), arquivador)
            for indice, item in enumerate(itens)
        ]
        arquivador.concluir()
    except OSError as erro:
        raise AmbienteIndisponivel(
            f"Não foi possível gravar em {pasta}: {disco.dizer(erro)}.", "Confira o espaço e a permissão da pasta."
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
            f"Não foi possível ler {caminho}: {disco.dizer(erro)}.", "Confira o nome e a permissão do arquivo."
        ) from erro
    except (ValueError, RecursionError) as erro:
        raise AmbienteIndisponivel(
            f"{caminho} não é um arquivo JSON em UTF-8.", "Confira o conteúdo do arquivo."
        ) from erro
    if not isinstance(itens, list):
        raise DadoInvalido(str(caminho), "não é uma lista de boletos")
    return itens


def _ler_logotipo(caminho: Path) -> bytes:
    """Lê e prepara o logotipo.

    Raises:
        AmbienteIndisponivel: o arquivo não pode ser lido.
        DadoInvalido: não é uma imagem que sirva.
    """
    try:
        return logotipo.preparar(caminho.read_bytes())
    except OSError as erro:
        raise AmbienteIndisponivel(
            f"Não foi possível ler {caminho}: {disco.dizer(erro)}.", "Confira o nome e a permissão do arquivo."
        ) from erro


class _UmAUm:
    """Grava um arquivo por boleto, na hora: o lote inteiro nunca fica na memória."""

    def __init__(self, pasta: Path) -> None:
        self._pasta = pasta

    def guardar(self, indice: int, boleto: Boleto) -> str:
        """Grava e devolve o nome do arquivo."""
        arquivo = nomear(f"boleto-{indice + 1:04d}-{boleto.banco}-{boleto.documento}", "pdf")
        (self._pasta / arquivo).write_bytes(ficha.em_pdf(boleto))
        return arquivo

    def concluir(self) -> None:
        """Nada a terminar."""


class _Carne:
    """Junta todos num arquivo só, gravado no fim; o nome se repete em cada um."""

    def __init__(self, pasta: Path) -> None:
        self._pasta = pasta
        self._boletos: list[Boleto] = []

    def guardar(self, _indice: int, boleto: Boleto) -> str:
        """Guarda para o fim e devolve o nome do arquivo."""
        self._boletos.append(boleto)
        return _CARNE

    def concluir(self) -> None:
        """Grava o carnê, se há o que pôr nele."""
        if self._boletos:
            (self._pasta / _CARNE).write_bytes(carne.em_pdf(self._boletos))


def _gerar(indice: int, calculado: avulso.BoletoAvulso, arquivador: _UmAUm | _Carne) -> dict[str, Any]:
    arquivo = None
    if calculado.boleto is not None and not calculado.erro:
        arquivo = arquivador.guardar(indice, calculado.boleto)
    codigos = saida.dos_campos(calculado, "nosso_numero campo_livre codigo_barras linha_digitavel")
    return {"indice": indice} | codigos | {"arquivo": arquivo} | saida.dos_campos(calculado, "avisos erro")


def _em_texto(resultados: list[dict[str, Any]]) -> str:
    linhas = [
        (str(r["indice"]), r["nosso_numero"] or "", r["linha_digitavel"] or "", r["arquivo"] or r["erro"] or "")
        for r in resultados
    ]
    texto = saida.em_tabela(("Item", "Nosso número", "Linha digitável", "Arquivo ou erro"), linhas)
    avisos = [f"Item {r['indice']}: {aviso}" for r in resultados for aviso in r["avisos"]]
    return "\n".join([texto, *avisos])
