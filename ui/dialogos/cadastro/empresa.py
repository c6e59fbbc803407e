"""A empresa que cobra: os dados que saem na mensagem, no relatório e no boleto."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from modelos.cadastro import empresas
from modelos.contas import contas_cobranca
from regras.cadastro import Empresa
from regras.documentos import (
    compactar_cpf_cnpj,
    formatar_cep,
    formatar_cpf_cnpj,
    formatar_telefone,
    validar_cep,
    validar_cpf_cnpj,
    validar_email,
    validar_telefone,
    validar_uf,
)
from regras.mensagem import senha
from ui import frases
from ui.campos.campo_dinheiro import CampoPercentual
from ui.campos.campo_escolha import CampoEscolha
from ui.campos.campo_logotipo import CampoLogotipo
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Link
from ui.componentes.molduras import CaixaMensagem
from ui.contexto import Assunto, Contexto
from ui.moldes.ficha import Campo, DialogoFicha
from ui.preferencias import Preferencias

_LARGURA = 380
_EXIGIDOS = ("nome", "cpf_cnpj", "endereco", "cidade", "uf", "cep")
"""O que `Empresa.o_que_falta` olha."""


class DialogoEmpresa(DialogoFicha):
    """Há uma empresa por base; gravar inclui ou altera."""

    AJUDAS = "empresa"
    ASSUNTOS = (Assunto.EMPRESA,)

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, "Empresa", pai, largura=660, altura=700)
        self.logotipo = CampoLogotipo(Preferencias())
        self.senha = CampoEscolha(_opcoes_da_senha(), largura=_LARGURA)
        documento = CampoTexto(validar=validar_cpf_cnpj, formatar=formatar_cpf_cnpj, obrigatorio=True)
        telefone = CampoTexto(validar=validar_telefone, formatar=formatar_telefone)
        multa, juros = CampoPercentual(obrigatorio=True), CampoPercentual(obrigatorio=True)
        self.declarar(
            Campo("nome", "&Nome", CampoTexto(obrigatorio=True, largura=_LARGURA)),
            Campo("cpf_cnpj", "&CPF/CNPJ", documento, "CPF/CNPJ", grava=compactar_cpf_cnpj),
            *campos_do_endereco(lambda cep: validar_cep(cep) if cep else ""),
            Campo("telefone", "&Telefone", telefone),
            Campo("email", "E-&mail", CampoTexto(validar=validar_email, largura=_LARGURA), "e-mail"),
            Campo("multa_percentual", "M&ulta", multa, ajuda="empresa.multa", unidade="%"),
            Campo("juros_percentual_mes", "&Juros ao mês", juros, ajuda="empresa.juros", unidade="%"),
            Campo("logotipo", "&Logotipo", self.logotipo),
            Campo("algarismos_da_senha", "&Senha dos PDFs", self.senha, ajuda="empresa.senha"),
        )
        self._empresa = empresas.obter() or Empresa("", "")
        self.mostrar(self._empresa)
        telefone.aceitar_o_que_esta()
        self.concluir(rolar=True)
        # Embaixo do formulário, e depois dele na ordem do Tab: quem abre a tela começa no nome.
        self.falta = CaixaMensagem("aviso")
        abrir = partial(contexto.abrir.emit, "contas_cobranca", None)
        self.contas = Link("Cadastrar a conta de cobrança", ao_clicar=abrir)
        self.falta.acrescentar(self.contas)
        self.corpo.addWidget(self.falta)
        # O campo que falta, e não sempre o primeiro: quem vem de um impedimento já cai nele.
        self.focar(
            next((self.textos[nome] for nome in _EXIGIDOS if not self.textos[nome].valor()), self.textos["nome"])
        )
        self.formulario.mudou.connect(self._dizer_o_que_falta)
        contexto.ouvir(self, self._dizer_o_que_falta, Assunto.CONTAS_COBRANCA)
        self._dizer_o_que_falta()

    def _dizer_o_que_falta(self) -> None:
        """O que a lei e o boleto pedem e ainda não há, enquanto se digita."""
        textos: dict[str, Any] = {nome: self.textos[nome].valor() for nome in _EXIGIDOS}
        da_tela = replace(self._empresa, **textos)
        partes = []
        if exigidos := da_tela.o_que_falta():
            partes.append(f"Para enviar avisos: {frases.lista(exigidos)}.")
        sem_conta = not contas_cobranca.listar()
        if sem_conta:
            partes.append("Para gerar boletos: ao menos uma conta de cobrança, com os dados do banco.")
        self.contas.setVisible(sem_conta and "contas_cobranca" in self.contexto.telas)
        grava = bool(textos["nome"].strip() and textos["cpf_cnpj"].strip())
        titulo = "Pode gravar assim; para usar ainda falta" if grava else "Para usar ainda falta"
        self.falta.mostrar("aviso", " ".join(partes), titulo if partes else "")

    def guardar(self) -> None:
        """Grava a empresa."""
        empresas.gravar(Empresa(**self.colher()))


def campos_do_endereco(grava_cep: Callable[[str], object]) -> tuple[Campo, ...]:
    """Os campos de endereço, os mesmos da empresa e do cliente."""
    uf = CampoTexto(validar=validar_uf, maximo=2, largura=60, formatar=str.upper)
    cep = CampoTexto(validar=validar_cep, formatar=formatar_cep, largura=110)
    return (
        Campo("endereco", "&Endereço", CampoTexto(largura=_LARGURA), ajuda="endereco.endereco"),
        Campo("numero", "Núme&ro", CampoTexto(largura=90), ajuda="endereco.numero"),
        Campo("complemento", "C&omplemento", CampoTexto(), ajuda="endereco.complemento"),
        Campo("bairro", "&Bairro", CampoTexto(), ajuda="endereco.bairro"),
        Campo("cidade", "C&idade", CampoTexto(), ajuda="endereco.cidade"),
        Campo("uf", "U&F", uf, ajuda="endereco.uf"),
        Campo("cep", "CE&P", cep, ajuda="endereco.cep", grava=grava_cep),
    )


def _opcoes_da_senha() -> list[tuple[object, str]]:
    opcoes: list[tuple[object, str]] = [(0, "Sem senha")]
    for quantos in filter(None, senha.OPCOES):
        usual = " (o usual)" if quantos == senha.USUAL else ""
        opcoes.append((quantos, f"{quantos} primeiros algarismos do CPF/CNPJ{usual}"))
    return opcoes
