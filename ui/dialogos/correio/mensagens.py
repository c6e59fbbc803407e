"""Cadastro de mensagens: a lista."""

from __future__ import annotations

from modelos.contas import mensagens
from regras.cadastro import Mensagem
from ui.contexto import Assunto
from ui.dialogos.mensagem.texto_do_aviso import DialogoTextoDoAviso
from ui.moldes.lista import DialogoLista, Lista
from ui.tabelas.base import Coluna


class DialogoMensagens(DialogoLista[Mensagem]):
    """Lista das mensagens."""

    LISTA = Lista[Mensagem](
        titulo="Mensagens",
        explicacao="O que os avisos dizem. Cada conta de e-mail escolhe a sua; a 1 é a padrão, e a 0 agradece.",
        colunas=(
            Coluna("Número", lambda mensagem: str(mensagem.numero), lambda mensagem: mensagem.numero),
            Coluna("Nome", lambda mensagem: mensagem.nome, largura=200),
            Coluna("Assunto", lambda mensagem: mensagem.assunto, largura=0),
        ),
        chave=lambda mensagem: mensagem.numero,
        assuntos=(Assunto.MENSAGENS,),
        arquivo="mensagens.csv",
        ler=mensagens.listar,
        ficha=DialogoTextoDoAviso,
        remover=lambda mensagem: mensagens.excluir(mensagem.numero),
        descrever=lambda mensagem: f"a mensagem {mensagem.numero}, {mensagem.nome}",
    )
