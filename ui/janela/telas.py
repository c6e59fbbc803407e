"""Registro das telas: o que não está aqui não aparece no menu nem nas guias.

Cada diálogo é uma classe `Dialogo…(contexto, argumento, pai)` derivada de `ui.base.dialogo.Dialogo`; `argumento` é
o que quem pediu a tela mandou (o código de um cliente, por exemplo), ou None. Cada guia é uma classe `Aba…(contexto)`
derivada de `ui.abas.base.Aba`. Para abrir uma tela de qualquer lugar: `contexto.abrir.emit("clientes", None)`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.abas.aviso_debitos.aviso_debitos import AbaAvisoDebitos
from ui.abas.base import Aba
from ui.abas.falha_numeracao import AbaFalhaNumeracao
from ui.abas.fechamento.fechamento import AbaFechamento
from ui.abas.pedidos import AbaPedidos
from ui.base.dialogo import Dialogo
from ui.contexto import Contexto
from ui.dialogos.ajuda.atalhos import DialogoAtalhos
from ui.dialogos.ajuda.conferir_linha import DialogoConferirLinha
from ui.dialogos.ajuda.sobre import DialogoSobre
from ui.dialogos.ajuda.suporte import DialogoSuporte
from ui.dialogos.ajuda.tutorial import DialogoTutorial
from ui.dialogos.aviso.aviso import DialogoAviso
from ui.dialogos.aviso.historico import DialogoHistorico
from ui.dialogos.aviso.relatorio_fechamento import DialogoRelatorioFechamento
from ui.dialogos.base.ajustes import DialogoAjustes
from ui.dialogos.base.destravar import DialogoDestravar
from ui.dialogos.base.importar import DialogoImportar
from ui.dialogos.base.restaurar import DialogoRestaurar
from ui.dialogos.cadastro import clientes
from ui.dialogos.cadastro.contas_cobranca import DialogoContasCobranca
from ui.dialogos.cadastro.empresa import DialogoEmpresa
from ui.dialogos.cadastro.feriados import DialogoFeriados
from ui.dialogos.cadastro.nomes import DialogoGrupos, DialogoSituacoes
from ui.dialogos.cadastro.promessas import DialogoPromessas
from ui.dialogos.carteira import debitos
from ui.dialogos.carteira.evolucao import DialogoEvolucao
from ui.dialogos.correio.caixa_devolucoes import DialogoCaixaDevolucoes
from ui.dialogos.correio.contas_email import DialogoContasEmail
from ui.dialogos.correio.devolvidos import DialogoDevolvidos
from ui.dialogos.correio.mensagens import DialogoMensagens
from ui.dialogos.correio.testar_envio import DialogoTestarEnvio
from ui.dialogos.previa.previa import DialogoPrevia

CriarDialogo = Callable[[Contexto, object, QWidget | None], Dialogo]
CriarAba = Callable[[Contexto], Aba]

ABAS: dict[str, CriarAba] = {
    "fechamento": AbaFechamento,
    "pedidos": AbaPedidos,
    "falha_numeracao": AbaFalhaNumeracao,
    "aviso_debitos": AbaAvisoDebitos,
}
"""Por nome: `fechamento`, `pedidos`, `falha_numeracao`, `aviso_debitos`. A ordem das guias é da janela."""

DIALOGOS: dict[str, CriarDialogo] = {
    "aviso": DialogoAviso,
    "historico": DialogoHistorico,
    "previa": DialogoPrevia,
    "evolucao": DialogoEvolucao,
    "relatorio_fechamento": DialogoRelatorioFechamento,
    "importar": DialogoImportar,
    "conferir_linha": DialogoConferirLinha,
    "promessas": DialogoPromessas,
    "restaurar": DialogoRestaurar,
    "destravar": DialogoDestravar,
    "tutorial": DialogoTutorial,
    "atalhos": DialogoAtalhos,
    "suporte": DialogoSuporte,
    "sobre": DialogoSobre,
    "ajustes": DialogoAjustes,
    "clientes": clientes.abrir,
    "debitos": debitos.abrir,
    "empresa": DialogoEmpresa,
    "grupos": DialogoGrupos,
    "situacoes": DialogoSituacoes,
    "feriados": DialogoFeriados,
    "devolvidos": DialogoDevolvidos,
    "contas_email": DialogoContasEmail,
    "caixa_devolucoes": DialogoCaixaDevolucoes,
    "contas_cobranca": DialogoContasCobranca,
    "mensagens": DialogoMensagens,
    "testar_envio": DialogoTestarEnvio,
}
"""Por nome, que é como `contexto.abrir` os pede."""
