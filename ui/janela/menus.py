"""A barra de menus e, à direita dela, a empresa e a data. ItemDeMenu sem tela no registro não aparece."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from regras.cadastro import Empresa
from regras.documentos import formatar_cpf_cnpj
from ui import frases, tema
from ui.componentes.disposicao import ELASTICO, em_linha
from ui.componentes.texto import Texto, TextoElidido
from ui.tema import Peso

SEPARADOR = ("", "")
ItemDeMenu = tuple[str, str]
"""Nome no registro (ou ação da janela) e texto; `SEPARADOR` é um risco."""


@dataclass(frozen=True, slots=True)
class Menu:
    """Um menu: itens e, no fim, submenus."""

    titulo: str
    itens: tuple[ItemDeMenu, ...] = ()
    submenus: tuple[Menu, ...] = field(default=())


MENUS: tuple[Menu, ...] = (
    Menu(
        "&Cadastros",
        (("clientes", "&Clientes…"), ("debitos", "&Débitos…"), SEPARADOR),
        (
            Menu(
                "&Tabelas",
                (
                    ("contas_email", "Contas de &e-mail…"),
                    ("testar_envio", "&Testar envio…"),
                    ("mensagens", "&Mensagens…"),
                    ("contas_cobranca", "Contas de c&obrança…"),
                    SEPARADOR,
                    ("situacoes", "&Situações do débito…"),
                    ("grupos", "&Grupos de contatos…"),
                    ("feriados", "&Feriados locais…"),
                    ("devolvidos", "Endereços de&volvidos…"),
                ),
            ),
        ),
    ),
    Menu(
        "&Sistema",
        (
            ("fechamento", "&Fechamento diário"),
            SEPARADOR,
            ("importar", "&Importar…"),
            ("pastas", "&Pastas vigiadas…"),
            ("erp", "Ba&nco do ERP…"),
            ("backup", "&Backup"),
            ("restaurar", "&Restaurar…"),
            SEPARADOR,
            ("empresa", "&Empresa…"),
            ("ajustes", "&Modo de teste e guarda…"),
            ("aparencia", "&Aparência…"),
            SEPARADOR,
            ("sair", "&Sair"),
        ),
    ),
    Menu(
        "C&onsultas",
        (
            ("previa", "&Prévia do fechamento…"),
            ("historico", "&Histórico de avisos…"),
            ("relatorio_fechamento", "&Relatório do fechamento…"),
            ("promessas", "Promessas de pa&gamento…"),
            ("retornos", "Re&tornos do banco…"),
            ("evolucao", "&Evolução da carteira…"),
            ("efeito", "&O que os avisos trouxeram…"),
            SEPARADOR,
            ("conferir_linha", "&Conferir linha digitável…"),
        ),
    ),
    Menu(
        "Aj&uda",
        (
            ("tutorial", "&Tutorial…"),
            ("atalhos", "&Atalhos…"),
            SEPARADOR,
            ("suporte", "&Pedir suporte…"),
            ("sobre", "&Sobre…"),
        ),
    ),
)


class BarraDeMenus(QWidget):
    """Menus à esquerda; empresa, CNPJ e data à direita.

    `existe` diz se um item tem o que abrir; `abrir` recebe o nome do escolhido.
    """

    def __init__(self, existe: Callable[[str], bool], abrir: Callable[[str], None]) -> None:
        super().__init__()
        self._existe, self._abrir = existe, abrir
        tema.dar_fundo(self, "sup")
        self.barra = QMenuBar()
        self.barra.setNativeMenuBar(False)
        for menu in MENUS:
            if _tem_itens(menu, existe):
                self._preencher(self.barra.addMenu(menu.titulo), menu)
        self.nome = TextoElidido(peso=Peso.FORTE, cor="texto2")
        self.documento = Texto(cor="texto2")
        self.data = Texto(cor="texto2")
        caixa = em_linha(self.barra, ELASTICO, espaco=16, margens=(0, 0, 20, 0), dono=self)
        for texto in (self.nome, self.documento, self.data):
            caixa.addWidget(texto)
        self.setFixedHeight(tema.medida(30))

    def mostrar(self, empresa: Empresa | None, hoje: date) -> None:
        """Mostra de quem é a base e que dia é."""
        self.nome.setText(empresa.nome if empresa else "Empresa não cadastrada")
        documento = formatar_cpf_cnpj(empresa.cpf_cnpj) if empresa else ""
        rotulo = "CPF {}" if empresa and len(empresa.cpf_cnpj) == _TAMANHO_DO_CPF else "CNPJ {}"
        self.documento.setText(rotulo.format(documento) if documento else "")
        self.documento.setVisible(bool(documento))
        self.data.setText(frases.data_com_dia(hoje))

    def _preencher(self, menu: QMenu, receita: Menu) -> None:
        for nome, texto in receita.itens:
            if not nome:
                menu.addSeparator()
            elif self._existe(nome):
                acao = menu.addAction(texto)
                acao.setObjectName(nome)
                acao.triggered.connect(lambda _marcado=False, nome=nome: self._abrir(nome))
        for submenu in receita.submenus:
            if _tem_itens(submenu, self._existe):
                self._preencher(menu.addMenu(submenu.titulo), submenu)


_TAMANHO_DO_CPF = 11


def _tem_itens(menu: Menu, existe: Callable[[str], bool]) -> bool:
    return any(existe(nome) for nome, _ in menu.itens) or any(_tem_itens(sub, existe) for sub in menu.submenus)
