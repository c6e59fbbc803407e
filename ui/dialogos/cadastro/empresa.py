"""A empresa que cobra: os dados que saem na mensagem, no relatório e no boleto."""

from __future__ import annotations

from dataclasses import asdict, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from modelos.cadastro import empresas
from modelos.contas import contas_cobranca
from regras.cadastro import JUROS_INICIAIS_MES, MULTA_INICIAL, Empresa
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
from ui.moldes.ficha import DialogoFicha
from ui.preferencias import Preferencias


class DialogoEmpresa(DialogoFicha):
    """Há uma empresa por base; gravar inclui ou altera."""

    AJUDAS = "empresa"

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, "Empresa", pai, largura=660, altura=700)
        obrigatorio = CampoTexto(obrigatorio=True, largura=380)
        self.texto("nome", "&Nome", obrigatorio)
        documento = CampoTexto(validar=validar_cpf_cnpj, formatar=formatar_cpf_cnpj, obrigatorio=True)
        self.texto("cpf_cnpj", "&CPF/CNPJ", documento, "CPF/CNPJ")
        por_endereco(self)
        telefone = CampoTexto(validar=validar_telefone, formatar=formatar_telefone)
        self.texto("telefone", "&Telefone", telefone)
        self.texto("email", "E-&mail", CampoTexto(validar=validar_email, largura=380), "e-mail")
        self.multa, self.juros = CampoPercentual(obrigatorio=True), CampoPercentual(obrigatorio=True)
        self.formulario.campo("M&ulta", self.multa, ajuda="empresa.multa", unidade="%")
        self.formulario.campo("&Juros ao mês", self.juros, ajuda="empresa.juros", unidade="%")
        self.logotipo = CampoLogotipo(Preferencias())
        self.formulario.campo("&Logotipo no boleto", self.logotipo, ajuda="empresa.logotipo")
        self.senha = CampoEscolha(self._opcoes_da_senha(), largura=380)
        self.formulario.campo("&Senha dos PDFs", self.senha, ajuda="empresa.senha")
        self._empresa = empresas.obter() or Empresa("", "")
        self.preencher_textos(asdict(self._empresa))
        self.multa.definir_percentual(self._empresa.multa_percentual)
        self.juros.definir_percentual(self._empresa.juros_percentual_mes)
        self.logotipo.definir(self._empresa.logotipo)
        self.senha.definir(self._empresa.algarismos_da_senha)
        telefone.aceitar_o_que_esta()
        self.concluir(rolar=True)
        # Embaixo do formulário, e depois dele na ordem do Tab: quem abre a tela começa no nome.
        self.falta = CaixaMensagem("aviso")
        self.falta.acrescentar(self._link_das_contas())
        self.corpo.addWidget(self.falta)
        self.textos["nome"].setFocus(Qt.FocusReason.OtherFocusReason)
        self.formulario.mudou.connect(self._dizer_o_que_falta)
        contexto.mudou.connect(self._ao_mudar)
        self._dizer_o_que_falta()

    def o_que_falta(self) -> str:
        """O que a tela diz que ainda falta para enviar avisos e boletos; vazio se não falta nada."""
        return "" if self.falta.isHidden() else self.falta.texto()

    def _link_das_contas(self) -> Link:
        self.contas = Link("Cadastrar a conta de cobrança")
        self.contas.clicked.connect(lambda: self.contexto.abrir.emit("contas_cobranca", None))
        return self.contas

    def _dizer_o_que_falta(self) -> None:
        """O que a lei e o boleto pedem e ainda não há, enquanto se digita."""
        textos = self.colher_textos()
        da_tela = replace(
            self._empresa,
            nome=textos["nome"],
            cpf_cnpj=textos["cpf_cnpj"],
            endereco=textos["endereco"],
            cidade=textos["cidade"],
            uf=textos["uf"],
            cep=textos["cep"],
        )
        partes = []
        if exigidos := da_tela.o_que_falta():
            partes.append(f"Para enviar avisos: {frases.lista(exigidos)}.")
        sem_conta = not contas_cobranca.listar()
        if sem_conta:
            partes.append("Para gerar boletos: ao menos uma conta de cobrança, com os dados do banco.")
        self.contas.setVisible(sem_conta and "contas_cobranca" in self.contexto.telas)
        grava = bool(textos["nome"].strip() and textos["cpf_cnpj"].strip())
        titulo = "Pode gravar assim; para usar ainda falta" if grava else "Para usar ainda falta"
        self.falta.mostrar("aviso", " ".join(partes), titulo)
        self.falta.setVisible(bool(partes))

    def _ao_mudar(self, assuntos: object) -> None:
        if isinstance(assuntos, frozenset) and Assunto.CONTAS_COBRANCA in assuntos:
            self._dizer_o_que_falta()

    def _opcoes_da_senha(self) -> list[tuple[object, str]]:
        frase = "{} primeiros algarismos do CPF/CNPJ"
        usual = "{} (o usual)"
        opcoes: list[tuple[object, str]] = [(0, "Sem senha")]
        for quantos in filter(None, senha.OPCOES):
            texto = frase.format(quantos)
            opcoes.append((quantos, usual.format(texto) if quantos == senha.USUAL else texto))
        return opcoes

    def guardar(self) -> None:
        """Grava a empresa."""
        textos = self.colher_textos()
        textos["cpf_cnpj"] = compactar_cpf_cnpj(textos["cpf_cnpj"])
        textos["cep"] = validar_cep(textos["cep"]) if textos["cep"] else ""
        multa = self.multa.percentual
        juros = self.juros.percentual
        empresas.gravar(
            Empresa(
                **textos,
                multa_percentual=MULTA_INICIAL if multa is None else multa,
                juros_percentual_mes=JUROS_INICIAIS_MES if juros is None else juros,
                logotipo=self.logotipo.png(),
                algarismos_da_senha=int(str(self.senha.valor())),
            )
        )
        self.contexto.avisar(Assunto.EMPRESA)


def por_endereco(ficha: DialogoFicha) -> None:
    """Acrescenta os campos de endereço, os mesmos da empresa e do cliente."""
    ficha.texto("endereco", "&Endereço", CampoTexto(largura=380), ajuda="endereco.endereco")
    ficha.texto("numero", "Núme&ro", CampoTexto(largura=90), ajuda="endereco.numero")
    ficha.texto("complemento", "C&omplemento", CampoTexto(), ajuda="endereco.complemento")
    ficha.texto("bairro", "&Bairro", CampoTexto(), ajuda="endereco.bairro")
    ficha.texto("cidade", "C&idade", CampoTexto(), ajuda="endereco.cidade")
    ficha.texto(
        "uf",
        "U&F",
        CampoTexto(validar=validar_uf, maximo=2, largura=60, formatar=str.upper),
        "UF",
        ajuda="endereco.uf",
    )
    ficha.texto(
        "cep",
        "CE&P",
        CampoTexto(validar=validar_cep, formatar=formatar_cep, largura=110),
        "CEP",
        ajuda="endereco.cep",
    )
