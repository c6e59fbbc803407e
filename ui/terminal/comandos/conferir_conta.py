"""`app.py conferir-conta`: prova uma conta de cobrança com um boleto que o banco emitiu."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from boletos.bancos.prova import Prova
from boletos.conferencia import boleto_do_banco
from boletos.conferencia.boleto_do_banco import Conferencia, Proposta
from modelos.acesso import disco
from modelos.cadastro import empresas
from modelos.contas import contas_cobranca
from regras.cadastro import ContaCobranca
from regras.erros import DadoInvalido
from ui import frases, frases_da_cobranca
from ui.terminal import saida
from ui.terminal.argumentos import NUMERO, Analisador
from ui.terminal.sessao import SAIDA_CERTA, SAIDA_COM_RESSALVAS, Resposta, Sessao


def montar(comando: Analisador) -> None:
    comando.description = (
        "Prova uma conta de cobrança com um boleto que o banco emitiu: com o mesmo nosso número, valor e vencimento,\n"
        "o código calculado tem de sair igual. Só mostra; com --gravar, preenche a conta e a marca como conferida."
    )
    comando.epilog = (
        "exemplos:\n  python app.py conferir-conta BB 00190.00009 01234.567004 00000.012344 7 12340000015000\n"
        "  python app.py conferir-conta BB boleto.pdf --gravar"
    )
    comando.add_argument("conta", metavar="CONTA", help="código da conta de cobrança")
    comando.add_argument("boleto", nargs="+", metavar="LINHA|ARQ.pdf", help="a linha digitável, o código, ou o PDF")
    comando.add_argument(
        "--gravar", action="store_true", help="grava o que o boleto diz; se o código sai igual, marca como conferida"
    )
    comando.add_argument("--leitura", type=NUMERO, metavar="N", help="qual gravar, quando mais de uma serve")
    comando.add_argument("--senha-do-pdf", default="", metavar="S", help="a que o PDF pede para abrir")


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    boleto = _ler(" ".join(argumentos.boleto))
    with sessao.abrir_base():
        conta = contas_cobranca.obter(argumentos.conta)
        if conta is None:
            raise DadoInvalido("conta", f"a conta de cobrança {argumentos.conta} não existe")
        empresa = empresas.obter()
        documento = empresa.cpf_cnpj if empresa else ""
        hoje = sessao.composicao.hoje()
        conferencia = boleto_do_banco.conferir(boleto, conta, documento, hoje, argumentos.senha_do_pdf)
        gravada = False
        if argumentos.gravar:
            proposta = _escolher(conta, conferencia, argumentos.leitura)
            gravada = proposta.prova.igual
            if gravada:
                agora = sessao.composicao.agora()
                contas_cobranca.gravar(boleto_do_banco.marcar(proposta.conta, conferencia.lida, agora))
    igual = gravada or conferencia.como_esta.igual
    objeto = _em_objeto(conta, conferencia) | {"gravada": gravada}
    texto = "\n".join(_em_linhas(conta, conferencia, gravada=gravada))
    return Resposta({"conferencia": objeto}, texto, SAIDA_CERTA if igual else SAIDA_COM_RESSALVAS)


def _escolher(conta: ContaCobranca, conferencia: Conferencia, leitura: int | None) -> Proposta:
    """A leitura a gravar; o que só quem vê a tela confirma, aqui é recusado.

    Raises:
        DadoInvalido: o boleto é de outro banco, o PDF não é da empresa, ou há mais de uma leitura e nenhuma dita.
    """
    if conferencia.lida.banco != conta.banco:
        motivo = f"é do banco {conferencia.lida.banco}, e a conta {conta.codigo} é do banco {conta.banco}"
        raise DadoInvalido("boleto", motivo)
    if conferencia.cita_a_empresa is False:
        raise DadoInvalido(
            "PDF", frases_da_cobranca.NAO_E_DA_EMPRESA, o_que_fazer="Se for seu, passe a linha digitável."
        )
    quantas = len(conferencia.propostas)
    if (leitura is None and quantas > 1) or not 1 <= (leitura or 1) <= quantas:
        raise DadoInvalido(
            "leitura", f"há {quantas}", o_que_fazer="Diga qual com --leitura; sem --gravar, todas se veem."
        )
    return conferencia.propostas[(leitura or 1) - 1]


def _ler(texto: str) -> str | bytes:
    """O PDF, se tem nome de um; senão, a linha."""
    caminho = Path(texto)
    if not texto.lower().endswith(".pdf"):
        return texto
    with disco.traduzir(caminho):
        return caminho.read_bytes()


def _em_objeto(conta: ContaCobranca, conferencia: Conferencia) -> dict[str, Any]:
    lida = conferencia.lida
    return {
        "conta": conta.codigo,
        "banco": lida.banco,
        **saida.dos_campos(lida, "linha_digitavel codigo_barras campo_livre"),
        "cita_a_empresa": conferencia.cita_a_empresa,
        **_da_prova(conferencia.como_esta),
        "leituras": [
            {
                "muda": {mudanca.atributo: mudanca.depois for mudanca in proposta.mudancas},
                **_da_prova(proposta.prova),
            }
            for proposta in conferencia.propostas
        ],
    }


def _da_prova(prova: Prova) -> dict[str, Any]:
    return {
        "igual": prova.igual,
        "falta": prova.falta or None,
        "nosso_numero": prova.nosso_numero or None,
        "partes": [saida.dos_campos(parte, "inicio fim nome do_banco da_conta") for parte in prova.partes],
    }


def _em_linhas(conta: ContaCobranca, conferencia: Conferencia, *, gravada: bool) -> list[str]:
    banco, melhor = conferencia.banco, conferencia.propostas[0]
    linhas = [f"Boleto do {banco.CODIGO}-{banco.DV} {banco.NOME}. {frases_da_cobranca.da_prova(conferencia.como_esta)}"]
    for numero, proposta in enumerate(conferencia.propostas, start=1):
        if proposta.mudancas:
            titulo = f"Leitura {numero}" if len(conferencia.propostas) > 1 else "O boleto diz"
            mudancas = frases.lista([frases_da_cobranca.da_mudanca(proposta.conta, m) for m in proposta.mudancas])
            linhas.append(f"{titulo}: {mudancas}.")
    if olhar := frases_da_cobranca.o_que_olhar(conferencia):
        linhas += [frases_da_cobranca.da_prova(melhor.prova, "Mesmo preenchida"), olhar]
    linhas.append(frases_da_cobranca.de_quem(conferencia))
    if gravada:
        linhas.append(f"Conta {conta.codigo} gravada e marcada como conferida.")
    return linhas
