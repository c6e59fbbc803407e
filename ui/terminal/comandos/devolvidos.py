"""`app.py devolvidos`: lista os endereços devolvidos, limpa a marca de um, ou busca."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from envio.devolucoes import devolucoes as busca
from envio.devolucoes.devolucoes import CaixaFalhou, CaixaLida
from modelos.avisos import devolucoes, devolvidos
from modelos.avisos.devolucoes import DevolucaoLida
from modelos.avisos.devolvidos import Devolvido
from regras.documentos import validar_email
from regras.erros import DadoInvalido
from ui import frases
from ui.terminal import saida
from ui.terminal.argumentos import SENHA, Analisador, UsoErrado, tipo
from ui.terminal.sessao import SAIDA_CERTA, SAIDA_COM_RESSALVAS, Resposta, Sessao

_DA_DEVOLUCAO = "aviso data cliente email acao status diagnostico em provada marcou"


def montar(comando: Analisador) -> None:
    comando.description = (
        "Lista os endereços que o servidor recusou de vez; `limpar E` faz um voltar a receber;\n"
        "`buscar` lê as devoluções na caixa (IMAP, só leitura) de cada conta que tem uma."
    )
    comando.epilog = (
        "exemplos:\n  python app.py devolvidos limpar maria@cliente.com.br\n  python app.py devolvidos buscar --json"
    )
    comando.add_argument("acao", nargs="?", choices=["limpar", "buscar"], help="limpar um endereço, ou buscar")
    comando.add_argument("email", nargs="?", type=tipo(validar_email), metavar="E", help="o endereço a limpar")
    comando.pedir_senha()


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    if argumentos.acao == "buscar":
        if argumentos.email:
            raise DadoInvalido("buscar", "não leva endereço", o_que_fazer="Use só `app.py devolvidos buscar`.")
        return _buscar(sessao, sessao.ler_senha(argumentos.senha_da_entrada))
    if argumentos.senha_da_entrada:
        raise UsoErrado(f"{SENHA} só vale com `buscar`.")
    if argumentos.acao and not argumentos.email:
        raise DadoInvalido("limpar", "falta o endereço", o_que_fazer="Exemplo: `app.py devolvidos limpar a@b.com.br`.")
    with sessao.abrir_base():
        if argumentos.email and not devolvidos.limpar(argumentos.email):
            raise DadoInvalido("endereço", f"{argumentos.email} não está marcado como devolvido")
        marcados, origens = devolvidos.listar(), devolucoes.que_marcaram()
    return Resposta({"devolvidos": _em_objetos(marcados, origens)}, _em_texto(marcados))


def _buscar(sessao: Sessao, senha: str | None) -> Resposta:
    """Lê as caixas; a que falha não impede as outras, e a saída diz que houve ressalva."""
    lidas: list[DevolucaoLida] = []
    falhas: list[CaixaFalhou] = []
    with sessao.abrir_base() as base:
        for passo in busca.buscar(sessao.ambiente(base), senha=senha):
            if isinstance(passo, CaixaLida):
                lidas += passo.lidas
            elif isinstance(passo, CaixaFalhou):
                falhas.append(passo)
                sessao.avisar(f"Conta {passo.conta}: {passo.erro.frase_no_terminal()}")
            elif not passo.vistas:
                sessao.avisar(frases.procurando_devolucoes(passo.conta, passo.vistas, passo.total))
        marcados, origens = devolvidos.listar(), devolucoes.que_marcaram()
    objeto = {
        "devolvidos": _em_objetos(marcados, origens),
        "devolucoes": [saida.dos_campos(lida, _DA_DEVOLUCAO) for lida in lidas],
        "falhas": [{"conta": falha.conta, "motivo": falha.erro.frase_no_terminal()} for falha in falhas],
    }
    linhas = [
        (
            lida.email,
            frases.acao_da_devolucao(lida.acao),
            lida.status,
            lida.cliente_nome,
            "Sim" if lida.provada else "Não",
            lida.diagnostico,
        )
        for lida in lidas
    ]
    novas = (
        saida.em_tabela(("Endereço", "", "Código", "Cliente", "Cita o aviso", "Diagnóstico"), linhas) + "\n\n"
        if linhas
        else ""
    )
    achadas = frases.quantos(len(lidas), "devolução nova", "devoluções novas")
    sem_prova = sum(not lida.provada for lida in lidas)
    nao_marcam = f"; {sem_prova} sem citar um aviso, que não marcam" if sem_prova else ""
    marcadas = frases.quantos(sum(lida.marcou for lida in lidas), "endereço marcado", "endereços marcados")
    codigo = SAIDA_COM_RESSALVAS if falhas else SAIDA_CERTA
    return Resposta(objeto, f"{novas}{achadas}; {marcadas}{nao_marcam}.", codigo)


def _em_objetos(marcados: Iterable[Devolvido], origens: dict[str, DevolucaoLida]) -> list[dict[str, Any]]:
    return [
        saida.dos_campos(item, "email motivo em")
        | {"aviso": origens[item.email].aviso if item.email in origens else None}
        for item in marcados
    ]


def _em_texto(marcados: Iterable[Devolvido]) -> str:
    linhas = [(item.email, item.motivo, frases.data_curta(item.em.date())) for item in marcados]
    return saida.em_tabela(("Endereço", "Motivo", "Desde"), linhas) if linhas else "Nenhum endereço devolvido."
