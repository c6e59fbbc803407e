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
from ui.dialogos.base.aparencia import DialogoAparencia
from ui.dialogos.base.destravar import DialogoDestravar
from ui.dialogos.base.erp import DialogoErp
from ui.dialogos.base.importar import DialogoImportar
from ui.dialogos.base.pastas import DialogoPastas
from ui.dialogos.base.restaurar import DialogoRestaurar
from ui.dialogos.cadastro import clientes
from ui.dialogos.cadastro.contas_cobranca import DialogoContasCobranca
from ui.dialogos.cadastro.empresa import DialogoEmpresa
from ui.dialogos.cadastro.feriados import DialogoFeriados
from ui.dialogos.cadastro.nomes import DialogoGrupos, DialogoSituacoes
from ui.dialogos.cadastro.promessas import DialogoPromessas
from ui.dialogos.carteira import debitos
from ui.dialogos.carteira.efeito import DialogoEfeito
from ui.dialogos.carteira.evolucao import DialogoEvolucao
from ui.dialogos.carteira.retornos import DialogoRetornos
from ui.dialogos.correio import contas_email
from ui.dialogos.correio.caixa_devolucoes import DialogoCaixaDevolucoes
from ui.dialogos.correio.devolvidos import DialogoDevolvidos
from ui.dialogos.correio.mensagens import DialogoMensagens
from ui.dialogos.correio.testar_envio import DialogoTestarEnvio
from ui.dialogos.previa.previa import DialogoPrevia

CriarDialogo = Callable[[Contexto, object, QWidget | None], Dialogo]
CriarAba = Callable[[Contexto], Aba]

_DAS_ABAS: dict[str, tuple[CriarAba, str]] = {
    "fechamento": (AbaFechamento, "fechar"),
    "pedidos": (AbaPedidos, "importar"),
    "falha_numeracao": (AbaFalhaNumeracao, "importar"),
    "aviso_debitos": (AbaAvisoDebitos, "comecar"),
}
_DOS_DIALOGOS: dict[str, tuple[CriarDialogo, str]] = {
    "aviso": (DialogoAviso, "em_duvida"),
    "historico": (DialogoHistorico, "reenviar"),
    "previa": (DialogoPrevia, "previa"),
    "evolucao": (DialogoEvolucao, "fechar"),
    "efeito": (DialogoEfeito, "efeito"),
    "relatorio_fechamento": (DialogoRelatorioFechamento, "fechar"),
    "importar": (DialogoImportar, "importar"),
    "pastas": (DialogoPastas, "importar"),
    "erp": (DialogoErp, "importar"),
    "conferir_linha": (DialogoConferirLinha, "boletos"),
    "retornos": (DialogoRetornos, "retornos"),
    "promessas": (DialogoPromessas, "promessa"),
    "restaurar": (DialogoRestaurar, "restaurar"),
    "destravar": (DialogoDestravar, "mudar_de_maquina"),
    "tutorial": (DialogoTutorial, ""),
    "atalhos": (DialogoAtalhos, ""),
    "suporte": (DialogoSuporte, "duvidas"),
    "sobre": (DialogoSobre, ""),
    "aparencia": (DialogoAparencia, "duvidas"),
    "ajustes": (DialogoAjustes, "previa"),
    "clientes": (clientes.abrir, "promessa"),
    "debitos": (debitos.abrir, "importar"),
    "empresa": (DialogoEmpresa, "comecar"),
    "grupos": (DialogoGrupos, "grupos"),
    "situacoes": (DialogoSituacoes, "situacoes"),
    "feriados": (DialogoFeriados, "a_vencer"),
    "devolvidos": (DialogoDevolvidos, "devolucoes"),
    "contas_email": (contas_email.abrir, "conta"),
    "caixa_devolucoes": (DialogoCaixaDevolucoes, "devolucoes"),
    "contas_cobranca": (DialogoContasCobranca, "boletos"),
    "mensagens": (DialogoMensagens, "mensagem"),
    "testar_envio": (DialogoTestarEnvio, "primeiro_envio"),
}
"""Cada tela, e o capítulo do tutorial que a explica: o que F1 abre onde o campo não tem texto próprio."""

ABAS = {nome: criar for nome, (criar, _) in _DAS_ABAS.items()}
"""As guias, por nome; a ordem delas é da janela."""
DIALOGOS = {nome: criar for nome, (criar, _) in _DOS_DIALOGOS.items()}
"""Por nome, que é como `contexto.abrir` os pede."""
CAPITULO_DA_TELA = {nome: capitulo for nome, (_, capitulo) in (*_DAS_ABAS.items(), *_DOS_DIALOGOS.items()) if capitulo}
"""O capítulo de cada tela; a que não está aqui abre o tutorial no começo."""
