"""A lista do que conferir antes de fechar o dia: cada achado da vistoria e o botão que leva à sua tela. Sem Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from envio.fechamento.vistoria import Achado, Nivel, Quesito, Vistoria
from envio.prontidao import Exigencia
from regras.aviso import Estado
from ui import frases_da_vistoria as dizeres

FAZER_COPIA = "copia"
"""Nome da ação que faz um backup agora, em vez de abrir uma tela."""
CORRIGIR_DATA = "corrigir_data"
"""Nome da ação que pergunta se o que foi fechado com data à frente do relógio vale como de hoje."""
VER_TIRADOS = "tirados"
"""Argumento da prévia que mostra quem o operador tirou deste fechamento."""


@dataclass(frozen=True, slots=True)
class ItemAConferir:
    """Uma linha da lista; `acao` é o texto do botão e `tela` o nome dela em `ui.janela.telas`."""

    nivel: Nivel
    frase: str
    detalhe: str = ""
    acao: str = ""
    tela: str = ""
    argumento: object = None


_ACOES: Mapping[Quesito | Exigencia, tuple[str, str, object]] = {
    Exigencia.BASE: ("Destravar", "destravar", None),
    Exigencia.EMPRESA: ("Completar", "empresa", None),
    Exigencia.FILTROS: ("Refazer", "aviso_debitos", None),
    Exigencia.CONTA: ("Corrigir", "contas_email", None),
    Exigencia.CREDENCIAL: ("Informar a senha", "contas_email", None),
    Exigencia.MENSAGEM: ("Corrigir", "mensagens", None),
    Quesito.ENVIO: ("Habilitar", "aviso_debitos", None),
    Quesito.TESTE: ("Mudar", "ajustes", None),
    Quesito.MENSAL: ("Ver", "evolucao", None),
    Quesito.NUVEM: ("Entender", "sobre", None),
    Quesito.BACKUP: ("Copiar agora", FAZER_COPIA, None),
    Quesito.IMPORTACAO: ("Importar", "importar", None),
    Quesito.PASTA: ("Ver", "pastas", None),
    Quesito.AUTORIZACAO: ("Autorizar", "contas_email", None),
    Quesito.LOGIN: ("Conferir", "contas_email", None),
    Quesito.COBRANCA: ("Conferir", "contas_cobranca", None),
    Quesito.COBRANCA_MUDOU: ("Conferir", "contas_cobranca", None),
    Quesito.TIRADOS: ("Ver", "previa", VER_TIRADOS),
    Quesito.PEDIDOS: ("Ver", "pedidos", None),
    Quesito.NOTAS: ("Ver", "falha_numeracao", None),
    Quesito.RETORNO: ("Ler", "retornos", None),
    Quesito.A_CONFERIR: ("Decidir", "retornos", None),
    Quesito.EM_DUVIDA: ("Decidir", "historico", Estado.EM_DUVIDA),
    Quesito.APONTAMENTOS: ("Ver", "previa", None),
}
_DA_CONTA = frozenset({Quesito.LOGIN, Quesito.AUTORIZACAO, Exigencia.CREDENCIAL})
"""O que se resolve na ficha de uma conta: abre já nela."""
_ALERTAM_AO_FECHAR = frozenset(
    {Quesito.BACKUP, Quesito.IMPORTACAO, Quesito.RETORNO, Quesito.PASTA, Quesito.EM_DUVIDA, Quesito.AUTORIZACAO}
    | {Quesito.LOGIN, Quesito.COBRANCA_MUDOU, Exigencia.CONTA, Exigencia.CREDENCIAL}
)
"""O que se repete na pergunta antes de fechar, para ninguém confirmar sem ter lido."""


def em_itens(vistoria: Vistoria) -> tuple[ItemAConferir, ...]:
    """Uma linha por frase, na ordem da vistoria; o que está certo só tem botão se há o que ver."""
    return tuple(item for achado in vistoria.achados for item in _em_itens(achado, vistoria))


def alertas(vistoria: Vistoria) -> list[str]:
    """As frases das ressalvas que se repetem na pergunta."""
    return [
        dito.frase
        for achado in vistoria.ressalvas
        if achado.quesito in _ALERTAM_AO_FECHAR
        for dito in dizeres.dizer(achado, vistoria.em)
    ]


def _em_itens(achado: Achado, vistoria: Vistoria) -> Iterator[ItemAConferir]:
    acao, tela, argumento = _ACOES.get(achado.quesito, ("", "", None))
    if achado.nivel is Nivel.CERTO and achado.quesito is not Quesito.MENSAL:
        acao, tela = "", ""
    if achado.quesito is Exigencia.DATA and vistoria.a_frente is not None:
        acao, tela = "Corrigir", CORRIGIR_DATA
    if achado.quesito in _DA_CONTA and achado.conta is not None:
        argumento = achado.conta.numero
    if achado.quesito is Exigencia.CREDENCIAL and achado.conta is not None and achado.conta.e_autorizada():
        acao = "Autorizar"
    for dito in dizeres.dizer(achado, vistoria.em):
        yield ItemAConferir(achado.nivel, dito.frase, dito.detalhe, acao, tela, argumento)
