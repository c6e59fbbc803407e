"""Ficha do cliente: o cadastro e, na outra guia, o "Grupo de contatos"."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from envio.dossie.exportacao import Pedido
from modelos import ficha_do_cliente
from modelos.cadastro import clientes, contatos
from modelos.carteira import promessas
from regras.cadastro import Cliente, pendencias
from regras.carteira.promessa import MAIOR_NOME
from regras.documentos import compactar_cep, compactar_cpf_cnpj, formatar_cpf_cnpj, validar_cpf_cnpj, validar_enderecos
from ui import atalhos, tema
from ui.campos.caixa_marcar import CaixaMarcar
from ui.campos.campo_data import CampoData
from ui.campos.campo_texto import CampoTexto, travar
from ui.componentes.botao import Botao
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import Assunto, Contexto
from ui.dialogos.aviso.dossie import DialogoDossie
from ui.dialogos.cadastro.contatos import QuadroContatos
from ui.dialogos.cadastro.empresa import por_endereco
from ui.dialogos.cadastro.promessas_cliente import QuadroPromessas
from ui.moldes.ficha import DialogoFicha

LARGURA, ALTURA = 1080, 580
_EIXO, _EIXO_DO_ENDERECO, _LARGURA_DO_NOME = 150, 110, 300


class DialogoCliente(DialogoFicha):
    """Inclui ou altera um cliente e os seus contatos, numa gravação só."""

    AJUDAS = "cliente"

    def __init__(
        self, contexto: Contexto, codigo: str = "", pai: QWidget | None = None, *, contatos: bool = False
    ) -> None:
        """Monta a ficha.

        Args:
            contexto: o das telas.
            codigo: o do cliente que se altera; vazio, ou de quem não existe, inclui.
            pai: dono.
            contatos: abre já na guia "Grupo de contatos".
        """
        existente = clientes.obter(codigo) if codigo else None
        titulo = existente.nome if existente else ""
        super().__init__(contexto, "", pai, largura=LARGURA, altura=ALTURA, eixo=_EIXO)
        self.setWindowTitle(f"Cliente {titulo}" if existente else "Cliente novo")
        self._antes, self._novo = existente or Cliente("", ""), existente is None
        self.pendencias = CaixaMensagem("aviso")
        self.pendencias.hide()
        self._por_identificacao()
        self._por_aviso()
        self.formulario.outra_coluna(eixo_campo=_EIXO_DO_ENDERECO)
        por_endereco(self)
        self.contatos = QuadroContatos(contexto)
        self._preencher()
        self.guias = self._montar_guias()
        self.dossie = Botao("&Juntar dossiê…", icone="pasta")
        self.dossie.clicked.connect(self._ao_pedir_dossie)
        self.dossie.setVisible(not self._novo)
        self.concluir(self.dossie, conteudo=self.guias)
        self.contatos.mudou.connect(self.marcar_alterada)
        self.contatos.pediu_email.connect(self._ao_pedir_email)
        self.textos["email"].editingFinished.connect(self._ao_sair_do_email)
        self._focar(contatos)

    def codigo(self) -> str:
        """O código na tela."""
        return self.textos["codigo"].valor()

    def guardar(self) -> None:
        """Grava o cliente, a promessa e os contatos."""
        ficha_do_cliente.gravar(
            self._colher(),
            self.contatos.contatos(),
            novo=self._novo,
            quem_prometeu=self.quem_prometeu.valor(),
            em=self.contexto.agora(),
        )
        self.contexto.avisar(Assunto.CLIENTES, Assunto.CONTATOS)

    def gravar(self) -> bool:
        """O erro de um campo traz de volta a guia em que ele está."""
        gravou = super().gravar()
        if not gravou and any(self.formulario.erro_de(campo) for campo in self.formulario.campos()):
            self.guias.setCurrentIndex(0)
            self._focar_erro()
        return gravou

    def _por_identificacao(self) -> None:
        self.texto("codigo", "Có&digo", CampoTexto(obrigatorio=True, largura=120), "código")
        self.texto("nome", "&Nome", CampoTexto(obrigatorio=True, largura=_LARGURA_DO_NOME))
        self.texto("fantasia", "Nome fan&tasia", CampoTexto(largura=_LARGURA_DO_NOME))
        documento = CampoTexto(validar=validar_cpf_cnpj, formatar=formatar_cpf_cnpj, largura=190)
        self.texto("cpf_cnpj", "&CPF/CNPJ", documento, "CPF/CNPJ", ajuda="cliente_cpf_cnpj")
        email = CampoTexto(validar=validar_enderecos, largura=_LARGURA_DO_NOME)
        self.texto("email", "E-&mail", email, "e-mail", ajuda="cliente_email")

    def _por_aviso(self) -> None:
        self.formulario.titulo("Avisos de débito")
        self.avisar = CaixaMarcar("En&viar avisos a este cliente")
        self.formulario.campo("", self.avisar, ajuda="cliente_avisar")
        self.promessa = CampoData(self.contexto.hoje)
        self.formulario.campo(
            "Prome&ssa de pagamento até",
            self.promessa,
            ajuda="cliente_promessa",
            consulta=self.promessa.abrir_calendario,
            nome_consulta="Calendário",
        )
        self.quem_prometeu = CampoTexto(maximo=MAIOR_NOME, largura=_LARGURA_DO_NOME)
        self.formulario.campo("&Quem prometeu", self.quem_prometeu, ajuda="cliente_quem_prometeu")
        self.nomear(self.quem_prometeu, "quem prometeu")
        self.promessa.mudou.connect(self._ao_mudar_promessa)

    def _preencher(self) -> None:
        self.preencher_textos(asdict(self._antes))
        for campo in self.textos.values():
            campo.aceitar_o_que_esta()
        self.avisar.setChecked(self._antes.avisar)
        self.promessa.definir_data(self._antes.promessa_ate)
        self.quem_prometeu.definir(self._quem_prometia())
        self._ao_mudar_promessa()
        travar(self.textos["codigo"], not self._novo)
        gravados = contatos.do_cliente(self._antes.codigo) if not self._novo else []
        self.contatos.mostrar(gravados, self._antes.email)
        if frases := pendencias(self._antes):
            self.pendencias.mostrar("aviso", " ".join(frases), "Há o que corrigir neste cadastro")
            self.pendencias.show()

    def _montar_guias(self) -> QTabWidget:
        guias = QTabWidget()
        cadastro = QWidget()
        caixa = QVBoxLayout(cadastro)
        caixa.setContentsMargins(0, tema.medida(12), 0, 0)
        caixa.setSpacing(tema.medida(12))
        caixa.addWidget(self.pendencias)
        caixa.addWidget(self.rolavel(), 1)
        guias.addTab(cadastro, "Cadastro")
        guias.addTab(self.contatos, "Grupo de contatos")
        if not self._novo:
            self.promessas = QuadroPromessas(self.contexto, self._antes.codigo)
            guias.addTab(self.promessas, "Promessas")
        guias.tabBar().setAccessibleName("Guias do cliente")
        guias.tabBar().setProperty("teclas", ["←→-Muda de guia", "Ctrl+PgDn-Guia seguinte"])
        guias.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for atalho in (atalhos.GUIA_SEGUINTE, atalhos.GUIA_ANTERIOR):
            passo = 1 if atalho is atalhos.GUIA_SEGUINTE else -1
            for tecla in atalho.teclas:
                QShortcut(QKeySequence(tecla), self, partial(self._trocar_guia, passo))
        return guias

    def _colher(self) -> Cliente:
        textos = self.colher_textos()
        textos["cpf_cnpj"] = compactar_cpf_cnpj(textos["cpf_cnpj"])
        textos["cep"] = compactar_cep(textos["cep"])
        return Cliente(**textos, avisar=self.avisar.isChecked(), promessa_ate=self.promessa.data)

    def _focar(self, contatos: bool) -> None:
        if contatos:
            self.guias.setCurrentIndex(1)
            self.contatos.visao.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.textos["codigo" if self._novo else "nome"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _focar_erro(self) -> None:
        for campo in self.formulario.campos():
            if self.formulario.erro_de(campo):
                campo.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _trocar_guia(self, passo: int) -> None:
        self.guias.setCurrentIndex((self.guias.currentIndex() + passo) % self.guias.count())
        atual = self.guias.currentWidget()
        if not self._novo and atual is self.promessas:
            self.promessas.visao.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focar(atual is self.contatos)

    def _quem_prometia(self) -> str:
        """Quem fez a promessa que está no cadastro."""
        feitas = promessas.do_cliente(self._antes.codigo) if self._antes.promessa_ate else []
        return feitas[0].quem if feitas else ""

    def _ao_mudar_promessa(self) -> None:
        """Sem data não há quem."""
        self.quem_prometeu.setEnabled(self.promessa.data is not None)

    def _ao_pedir_dossie(self) -> None:
        """O dossiê do cliente como está gravado; o que se mudou na tela e não se gravou não conta."""
        dialogo = DialogoDossie(self.contexto, Pedido(self._antes.codigo), self._antes.nome, self)
        dialogo.exec()
        dialogo.deleteLater()

    def _ao_pedir_email(self) -> None:
        self.guias.setCurrentIndex(0)
        self.textos["email"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ao_sair_do_email(self) -> None:
        self.contatos.mostrar_email(self.textos["email"].valor())
