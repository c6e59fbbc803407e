"""Ficha de um contato: nome, e-mails e os grupos de que faz parte."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from modelos.cadastro import grupos
from regras.cadastro import Contato
from regras.documentos import formatar_telefone, validar_enderecos
from regras.erros import DadoInvalido
from regras.nomes import chave
from ui import tema
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Link
from ui.contexto import Assunto, Contexto
from ui.dialogos.cadastro.nomes import DialogoGrupo
from ui.moldes.ficha import Campo, DialogoFicha, explicar
from ui.moldes.marcacao import ListaDeMarcar

_ALTURA_DA_LISTA = 190


class DialogoContato(DialogoFicha):
    """Edita um contato e o devolve a quem pediu: quem grava é a ficha do cliente."""

    AJUDAS = "contato"
    GRAVAR = "&Confirmar"

    def __init__(
        self, contexto: Contexto, contato: Contato | None, outros: Sequence[str], pai: QWidget | None = None
    ) -> None:
        """Monta a ficha do contato, ou de um novo; `outros` são os nomes dos outros contatos do mesmo cliente."""
        super().__init__(contexto, "Contato", pai, largura=600)
        self._antes = contato or Contato("", "", "")
        self._outros = {chave(nome) for nome in outros}
        self.confirmado: Contato | None = None
        nome = CampoTexto(validar=self._conferir_nome, obrigatorio=True, largura=340)
        sem_email = contato is not None and not contato.email
        email = CampoTexto(validar=self._conferir_email, obrigatorio=not sem_email, largura=340)
        self.declarar(
            Campo("nome", "&Nome", nome, grava=lambda texto: " ".join(texto.split())),
            Campo("email", "E-&mail", email, "e-mail", "contato_email"),
            explicar("Para mais de um, separe com ponto e vírgula."),
            Campo("telefone", "&Telefone", CampoTexto(formatar=formatar_telefone, largura=190)),
        )
        self._por_grupos()
        self.mostrar(self._antes)
        self.concluir()
        contexto.ouvir(self, self._listar_grupos, Assunto.GRUPOS)

    @classmethod
    def perguntar(
        cls, contexto: Contexto, contato: Contato | None, outros: Sequence[str], pai: QWidget | None = None
    ) -> Contato | None:
        """Mostra a ficha e devolve o contato como ficou, ou None se desistiram."""
        dialogo = cls(contexto, contato, outros, pai)
        dialogo.responder()
        return dialogo.confirmado

    def guardar(self) -> None:
        """Monta o contato; a base não muda."""
        self.confirmado = Contato.criar(self._antes.cliente, **self.colher(), grupos=self.grupos.marcados())

    def _por_grupos(self) -> None:
        self.grupos = ListaDeMarcar("Grupos do contato", enter="Confirmar")
        self.grupos.setFixedHeight(tema.medida(_ALTURA_DA_LISTA))
        self.formulario.titulo("Grupos")
        self.formulario.largo(self.grupos)
        novo = Link("Cadastrar &outro grupo…", icone="mais", sublinhado=False, ao_clicar=self._ao_pedir_grupo)
        self.formulario.largo(novo)
        self._listar_grupos()
        self.grupos.marcar(self._antes.grupos)
        self.grupos.selecionar(0)
        self.grupos.marcou.connect(self.marcar_alterada)
        self.grupos.abriu.connect(self._ao_sair_da_lista)

    def _listar_grupos(self) -> None:
        cadastrados = grupos.listar()
        existentes = {chave(nome) for nome in cadastrados}
        self.grupos.nomes.trocar(
            [*cadastrados, *(nome for nome in self._antes.grupos if chave(nome) not in existentes)]
        )

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
        antes = set(self.grupos.nomes.linhas())
        if DialogoGrupo(self.contexto, None, self).responder():
            self.grupos.marcar(set(self.grupos.nomes.linhas()) - antes)
            self.marcar_alterada()
