"""Ficha de um contato: nome, e-mails e os grupos de que faz parte."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from modelos.cadastro import grupos
from regras.cadastro import Contato
from regras.documentos import validar_enderecos
from regras.erros import DadoInvalido
from regras.nomes import chave
from ui import tema
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Link
from ui.contexto import Assunto, Contexto
from ui.dialogos.cadastro.nomes import DialogoNome
from ui.moldes.ficha import Campo, DialogoFicha, explicar
from ui.tabelas.base import Coluna, TabelaBase
from ui.tabelas.visao import VisaoTabela

_ALTURA_DA_LISTA = 190


class DialogoContato(DialogoFicha):
    """Edita um contato e o devolve a quem pediu: quem grava é a ficha do cliente."""

    AJUDAS = "contato"
    GRAVAR = "&Confirmar"

    def __init__(
        self, contexto: Contexto, contato: Contato | None, outros: Sequence[str], pai: QWidget | None = None
    ) -> None:
        """Monta a ficha.

        Args:
            contexto: o das telas.
            contato: o que se altera; None inclui.
            outros: os nomes já usados pelos outros contatos do mesmo cliente.
            pai: dono.
        """
        super().__init__(contexto, "Contato", pai, largura=600)
        self._antes = contato or Contato("", "", "")
        self._outros = {chave(nome) for nome in outros}
        self._pronto: Contato | None = None
        nome = CampoTexto(validar=self._conferir_nome, obrigatorio=True, largura=340)
        sem_email = contato is not None and not contato.email
        email = CampoTexto(validar=self._conferir_email, obrigatorio=not sem_email, largura=340)
        self.declarar(
            Campo("nome", "&Nome", nome, grava=lambda texto: " ".join(texto.split())),
            Campo("email", "E-&mail", email, "e-mail", "contato_email"),
            explicar("Para mais de um, separe com ponto e vírgula."),
        )
        self._por_grupos()
        self.mostrar(self._antes)
        self.concluir()
        contexto.mudou.connect(self._ao_mudar)

    @classmethod
    def perguntar(
        cls, contexto: Contexto, contato: Contato | None, outros: Sequence[str], pai: QWidget | None = None
    ) -> Contato | None:
        """Mostra a ficha e devolve o contato como ficou, ou None se desistiram."""
        dialogo = cls(contexto, contato, outros, pai)
        dialogo.exec()
        dialogo.deleteLater()
        return dialogo.pronto()

    def pronto(self) -> Contato | None:
        """O contato confirmado."""
        return self._pronto

    def guardar(self) -> None:
        """Monta o contato; a base não muda."""
        self._pronto = Contato.criar(self._antes.cliente, **self.colher(), grupos=tuple(self.grupos.marcadas()))

    def _por_grupos(self) -> None:
        self.grupos: TabelaBase[str] = TabelaBase(
            (Coluna("Grupo", str, largura=0),), chave=chave, pode_marcar=lambda _nome: True
        )
        self.visao = VisaoTabela("Grupos do contato")
        self.visao.mostrar_marcas()
        self.visao.mostrar(self.grupos)
        self.visao.horizontalHeader().hide()
        self.visao.setFixedHeight(tema.medida(_ALTURA_DA_LISTA))
        self.visao.setProperty("teclas", ["Espaço-Marca", "Enter-Confirmar", "Letras-Procuram"])
        novo = Link("Cadastrar &outro grupo…", icone="mais", sublinhado=False)
        novo.clicked.connect(self._ao_pedir_grupo)
        self.formulario.titulo("Grupos")
        self.formulario.largo(self.visao)
        self.formulario.largo(novo)
        self._listar_grupos()
        marcados = {chave(nome) for nome in self._antes.grupos}
        self.grupos.marcar([nome for nome in self.grupos.linhas() if chave(nome) in marcados])
        self.visao.selecionar(0)
        self.visao.marcou.connect(self.marcar_alterada)
        self.visao.abriu.connect(self._ao_sair_da_lista)

    def _listar_grupos(self) -> None:
        cadastrados = grupos.listar()
        existentes = {chave(nome) for nome in cadastrados}
        self.grupos.trocar([*cadastrados, *(nome for nome in self._antes.grupos if chave(nome) not in existentes)])

    def _conferir_nome(self, nome: str) -> None:
        if chave(nome) in self._outros:
            raise DadoInvalido("nome", "já há um contato deste cliente com este nome")

    def _conferir_email(self, texto: str) -> None:
        if texto != self._antes.email:
            validar_enderecos(texto)

    def _ao_sair_da_lista(self) -> None:
        """Enter na lista vai ao botão, como num campo."""
        self.botao_gravar.setFocus(Qt.FocusReason.TabFocusReason)

    def _ao_pedir_grupo(self) -> None:
        dialogo = DialogoNome(self.contexto, grupos, (Assunto.GRUPOS,), "", self)  # type: ignore[arg-type]  # módulo
        antes = set(self.grupos.linhas())
        if dialogo.exec() == DialogoNome.DialogCode.Accepted:
            self.grupos.marcar([nome for nome in self.grupos.linhas() if nome not in antes])
            self.marcar_alterada()
        dialogo.deleteLater()

    def _ao_mudar(self, assuntos: frozenset[Assunto]) -> None:
        if Assunto.GRUPOS in assuntos:
            self._listar_grupos()
