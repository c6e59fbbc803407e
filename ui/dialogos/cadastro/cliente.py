"""Ficha do cliente: o cadastro e, na outra guia, o "Grupo de contatos"."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from envio.dossie.exportacao import Pedido
from modelos import ficha_do_cliente
from modelos.cadastro import clientes, contatos
from modelos.carteira import promessas
from regras.cadastro import Cliente, pendencias
from regras.carteira.promessa import MAIOR_NOME
from regras.documentos import (
    compactar_cep,
    compactar_cpf_cnpj,
    formatar_cpf_cnpj,
    formatar_telefone,
    validar_cpf_cnpj,
    validar_enderecos,
)
from ui import atalhos
from ui.campos.caixa_marcar import CaixaMarcar
from ui.campos.campo_data import CampoData
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao
from ui.componentes.disposicao import em_coluna
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import Assunto, Contexto
from ui.dialogos.aviso.dossie import DialogoDossie
from ui.dialogos.cadastro.contatos import QuadroContatos
from ui.dialogos.cadastro.empresa import campos_do_endereco
from ui.dialogos.cadastro.promessa import confirmar_passada
from ui.dialogos.cadastro.promessas_cliente import QuadroPromessas
from ui.moldes.ficha import Campo, DialogoFicha, Grupo, OutraColuna

LARGURA, ALTURA = 1080, 580
_COM_PENDENCIA = ("cpf_cnpj", "uf", "cep", "email")
_EIXO, _EIXO_DO_ENDERECO, _LARGURA = 150, 110, 300


class DialogoCliente(DialogoFicha):
    """Inclui ou altera um cliente e os seus contatos, numa gravação só.

    O código vazio, ou de quem não existe, inclui; `contatos` abre já na guia "Grupo de contatos".
    """

    AJUDAS = "cliente"
    ASSUNTOS = (Assunto.CLIENTES, Assunto.CONTATOS)

    def __init__(
        self, contexto: Contexto, codigo: str = "", pai: QWidget | None = None, *, contatos: bool = False
    ) -> None:
        existente = clientes.obter(codigo) if codigo else None
        titulo = f"Cliente {existente.nome}" if existente else "Cliente novo"
        super().__init__(contexto, titulo, pai, largura=LARGURA, altura=ALTURA, eixo=_EIXO)
        self._antes, self._novo = existente or Cliente("", ""), existente is None
        self.pendencias = CaixaMensagem("aviso")
        self.pendencias.hide()
        self._declarar()
        self.contatos = QuadroContatos(contexto)
        self._preencher()
        self.guias = self._montar_guias()
        self.dossie = Botao("&Juntar dossiê…", icone="pasta", ao_clicar=self._ao_pedir_dossie)
        self.dossie.setVisible(not self._novo)
        self.concluir(self.dossie, conteudo=self.guias)
        self.contatos.mudou.connect(self.marcar_alterada)
        self.contatos.pediu_email.connect(self._ao_pedir_email)
        email = self.textos["email"]
        email.editingFinished.connect(lambda: self.contatos.mostrar_email(email.valor()))
        self._focar(contatos)

    def codigo(self) -> str:
        """O código na tela."""
        return self.textos["codigo"].valor()

    def guardar(self) -> None:
        """Grava o cliente, a promessa e os contatos."""
        ficha_do_cliente.gravar(
            Cliente(**self.colher()),
            self.contatos.contatos(),
            novo=self._novo,
            quem_prometeu=self.quem_prometeu.valor(),
            em=self.contexto.agora(),
        )

    def gravar(self) -> bool:
        """O erro de um campo traz de volta a guia em que ele está."""
        ate = self.promessa.data
        if ate not in (None, self._antes.promessa_ate) and not confirmar_passada(self, ate, self.contexto.hoje()):
            return False
        gravou = super().gravar()
        recusados = [campo for campo in self.formulario.campos() if self.formulario.erro_de(campo)]
        if not gravou and recusados:
            self.guias.setCurrentIndex(0)
            self.focar(recusados[0])
        return gravou

    def _declarar(self) -> None:
        self.avisar = CaixaMarcar("En&viar avisos a este cliente")
        self.promessa = CampoData(self.contexto.hoje)
        self.quem_prometeu = CampoTexto(maximo=MAIOR_NOME, largura=_LARGURA)
        documento = CampoTexto(validar=validar_cpf_cnpj, formatar=formatar_cpf_cnpj, largura=190)
        email, quem = CampoTexto(validar=validar_enderecos, largura=_LARGURA), "cliente_quem_prometeu"
        self.declarar(
            Campo("codigo", "Có&digo", CampoTexto(obrigatorio=True, largura=120), "código", chave=True),
            Campo("nome", "&Nome", CampoTexto(obrigatorio=True, largura=_LARGURA)),
            Campo("fantasia", "Nome fan&tasia", CampoTexto(largura=_LARGURA)),
            Campo("cpf_cnpj", "&CPF/CNPJ", documento, "CPF/CNPJ", "cliente_cpf_cnpj", grava=compactar_cpf_cnpj),
            Campo("email", "E-&mail", email, "e-mail", "cliente_email"),
            Campo("telefone", "Te&lefone", CampoTexto(formatar=formatar_telefone, largura=190)),
            Grupo("Avisos de débito"),
            Campo("avisar", "", self.avisar, ajuda="cliente_avisar"),
            Campo("promessa_ate", "Prome&ssa de pagamento até", self.promessa, ajuda="cliente_promessa"),
            Campo("quem_prometeu", "&Quem prometeu", self.quem_prometeu, "quem prometeu", quem, da_tela=True),
            OutraColuna(_EIXO_DO_ENDERECO),
            *campos_do_endereco(compactar_cep),
        )
        self.promessa.mudou.connect(self._ao_mudar_promessa)

    def _preencher(self) -> None:
        self.mostrar(self._antes)
        for campo in self.textos.values():
            campo.aceitar_o_que_esta()
        feitas = promessas.do_cliente(self._antes.codigo) if self._antes.promessa_ate else []
        self.quem_prometeu.definir(feitas[0].quem if feitas else "")
        self._ao_mudar_promessa()
        self.travar_chaves(not self._novo)
        gravados = contatos.do_cliente(self._antes.codigo) if not self._novo else []
        self.contatos.mostrar(gravados, self._antes.email)
        self._dizer_pendencias()
        self.formulario.mudou.connect(self._dizer_pendencias)

    def _dizer_pendencias(self) -> None:
        """Do que está na tela agora: corrigido o campo, a caixa de cima não continua dizendo o contrário."""
        escritos: dict[str, Any] = {nome: self.campos[nome].colher() for nome in _COM_PENDENCIA}
        na_tela = replace(self._antes, **escritos)
        self.pendencias.mostrar("aviso", " ".join(pendencias(na_tela)), "Há o que corrigir neste cadastro")
        self.pendencias.setVisible(bool(self.pendencias.texto()))

    def _montar_guias(self) -> QTabWidget:
        guias = QTabWidget()
        cadastro = QWidget()
        em_coluna(self.pendencias, (self.rolavel(), 1), espaco=12, margens=(0, 12, 0, 0), dono=cadastro)
        guias.addTab(cadastro, "Cadastro")
        guias.addTab(self.contatos, "Grupo de contatos")
        if not self._novo:
            self.promessas = QuadroPromessas(self.contexto, self._antes.codigo)
            guias.addTab(self.promessas, "Promessas")
        guias.tabBar().setAccessibleName("Guias do cliente")
        guias.tabBar().setProperty("teclas", ["←→-Muda de guia", "Ctrl+PgDn-Guia seguinte"])
        guias.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ligar_teclas(
            (atalhos.GUIA_SEGUINTE, partial(self._trocar_guia, 1)),
            (atalhos.GUIA_ANTERIOR, partial(self._trocar_guia, -1)),
        )
        return guias

    def _focar(self, contatos: bool) -> None:
        if contatos:
            self.guias.setCurrentIndex(1)
            self.focar(self.contatos.visao)
        else:
            self.focar(self.textos["codigo" if self._novo else "nome"])

    def _trocar_guia(self, passo: int) -> None:
        self.guias.setCurrentIndex((self.guias.currentIndex() + passo) % self.guias.count())
        atual = self.guias.currentWidget()
        if not self._novo and atual is self.promessas:
            self.focar(self.promessas.visao)
        else:
            self._focar(atual is self.contatos)

    def _ao_mudar_promessa(self) -> None:
        """Sem data não há quem."""
        self.quem_prometeu.setEnabled(self.promessa.data is not None)

    def _ao_pedir_dossie(self) -> None:
        """O dossiê do cliente como está gravado; o que se mudou na tela e não se gravou não conta."""
        DialogoDossie(self.contexto, Pedido(self._antes.codigo), self._antes.nome, self).responder()

    def _ao_pedir_email(self) -> None:
        self.guias.setCurrentIndex(0)
        self.focar(self.textos["email"])
