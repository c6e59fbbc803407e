"""Todas as teclas do programa, num lugar só. O teste confere que nenhuma se repete no mesmo alcance.

`Alt+letra` dos rótulos e botões vem do `&` do texto de cada um; `Alt+G` é Gravar em toda tela (botão `&Gravar`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Alcance(StrEnum):
    """Onde a tecla vale. As do programa não podem se repetir em nenhum outro alcance."""

    PROGRAMA = "programa"
    JANELA = "janela"
    CAMPO = "campo"
    TABELA = "tabela"
    CONFIRMACAO = "confirmacao"
    MENSAGEM = "mensagem"


@dataclass(frozen=True, slots=True)
class Atalho:
    """Uma ação e as suas teclas, na grafia do Qt.

    Atributos:
        teclas: as que o programa registra.
        rotulo: como a tela escreve a principal; vazio usa a própria.
        do_botao: as que já vêm do `&` do botão e não se registram de novo.
    """

    nome: str
    teclas: tuple[str, ...]
    alcance: Alcance
    o_que_faz: str
    rotulo: str = ""
    do_botao: tuple[str, ...] = ()

    @property
    def tecla(self) -> str:
        """Como a tela escreve a tecla principal."""
        return self.rotulo or self.teclas[0]


AJUDA = Atalho("ajuda", ("F1",), Alcance.PROGRAMA, "Ajuda do campo em foco")
CONSULTA = Atalho("consulta", ("F2", "F3"), Alcance.PROGRAMA, "Consulta do campo em foco")
PREVIA = Atalho("previa", ("F4",), Alcance.PROGRAMA, "Ver a prévia do fechamento")
ATUALIZAR = Atalho("atualizar", ("F5",), Alcance.PROGRAMA, "Ler de novo da base")
FECHAR_DIA = Atalho("fechar_dia", ("F9",), Alcance.PROGRAMA, "Fechar o dia")
GRAVAR = Atalho("gravar", ("Ctrl+S",), Alcance.PROGRAMA, "Gravar", do_botao=("Alt+G",))
SAIR = Atalho("sair", ("Esc",), Alcance.PROGRAMA, "Sair um nível; o programa pergunta antes", "Esc")
PAUSAR = Atalho("pausar", (), Alcance.JANELA, "Pausar ou continuar o envio", "Alt+P", do_botao=("Alt+P",))
GUIA_SEGUINTE = Atalho("guia_seguinte", ("Ctrl+PgDown",), Alcance.JANELA, "Guia seguinte", "Ctrl+PgDn")
GUIA_ANTERIOR = Atalho("guia_anterior", ("Ctrl+PgUp",), Alcance.JANELA, "Guia anterior")
PROXIMO_CAMPO = Atalho("proximo_campo", ("Return", "Enter"), Alcance.CAMPO, "Confirma e vai ao próximo campo", "Enter")
CAMPO_ANTERIOR = Atalho(
    "campo_anterior", ("Shift+Return", "Shift+Enter"), Alcance.CAMPO, "Volta um campo", "Shift+Enter"
)
ALTERNAR = Atalho("alternar", ("Space",), Alcance.CAMPO, "Alterna entre S, N e T; marca e desmarca", "Espaço")
ABRIR = Atalho("abrir", ("Return", "Enter"), Alcance.TABELA, "Abre a linha", "Enter")
MARCAR = Atalho("marcar", ("Space",), Alcance.TABELA, "Marca e desmarca a linha", "Espaço")
INCLUIR = Atalho("incluir", ("Ins",), Alcance.TABELA, "Incluir", "Insert")
EXCLUIR = Atalho("excluir", ("Del",), Alcance.TABELA, "Excluir, com confirmação", "Delete")
PROCURAR = Atalho("procurar", ("Ctrl+F",), Alcance.TABELA, "Procurar na lista")
ORDENAR = Atalho("ordenar", ("F6",), Alcance.TABELA, "Ordenar pela coluna seguinte")
INVERTER_ORDEM = Atalho("inverter_ordem", ("Shift+F6",), Alcance.TABELA, "Inverter a ordem da lista")
EXPORTAR = Atalho("exportar", ("Ctrl+E",), Alcance.TABELA, "Exportar a lista em CSV")
COPIAR = Atalho("copiar", ("Ctrl+C",), Alcance.TABELA, "Copiar a linha")
CONFIRMAR_SIM = Atalho("confirmar_sim", ("S",), Alcance.CONFIRMACAO, "Sim, numa pergunta")
CONFIRMAR_NAO = Atalho("confirmar_nao", ("N",), Alcance.CONFIRMACAO, "Não, numa pergunta")
NEGRITO = Atalho("negrito", ("Ctrl+B",), Alcance.MENSAGEM, "Negrito")
ITALICO = Atalho("italico", ("Ctrl+I",), Alcance.MENSAGEM, "Itálico")
LISTA = Atalho("lista", ("Ctrl+L",), Alcance.MENSAGEM, "Lista com marcadores")
LINK = Atalho("link", ("Ctrl+K",), Alcance.MENSAGEM, "Link")
DADO = Atalho("dado", ("Ctrl+D",), Alcance.MENSAGEM, "Inserir um dado do aviso")
DESFAZER = Atalho("desfazer", ("Ctrl+Z",), Alcance.MENSAGEM, "Desfazer")
REFAZER = Atalho("refazer", ("Ctrl+Y", "Ctrl+Shift+Z"), Alcance.MENSAGEM, "Refazer")
SUBIR_BLOCO = Atalho("subir_bloco", ("Alt+Shift+Up",), Alcance.MENSAGEM, "Subir o bloco", "Alt+Shift+↑")
DESCER_BLOCO = Atalho("descer_bloco", ("Alt+Shift+Down",), Alcance.MENSAGEM, "Descer o bloco", "Alt+Shift+↓")

TODOS: tuple[Atalho, ...] = tuple(valor for valor in list(globals().values()) if isinstance(valor, Atalho))
"""Todos os atalhos, na ordem em que a tela de Ajuda os lista."""
