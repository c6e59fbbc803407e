"""A empresa que cobra: os dados que saem na mensagem, no relatório e no boleto."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtWidgets import QWidget

from modelos import empresas
from regras import senha
from regras.cadastro import JUROS_INICIAIS_MES, MULTA_INICIAL, Empresa
from regras.documentos import (
    compactar_cpf_cnpj,
    formatar_cep,
    formatar_cpf_cnpj,
    validar_cep,
    validar_cpf_cnpj,
    validar_email,
    validar_uf,
)
from ui.componentes.campo_dinheiro import CampoPercentual
from ui.componentes.campo_escolha import CampoEscolha
from ui.componentes.campo_logotipo import CampoLogotipo
from ui.componentes.campo_texto import CampoTexto
from ui.contexto import Assunto, Contexto
from ui.dialogos.ficha import DialogoFicha
from ui.preferencias import Preferencias


class DialogoEmpresa(DialogoFicha):
    """Há uma empresa por base; gravar inclui ou altera."""

    def __init__(self, contexto: Contexto, _argumento: object = None, pai: QWidget | None = None) -> None:
        super().__init__(contexto, self.tr("Empresa"), pai, largura=660, altura=640)
        obrigatorio = CampoTexto(obrigatorio=True, largura=380)
        self.texto("nome", self.tr("&Nome"), obrigatorio)
        documento = CampoTexto(validar=validar_cpf_cnpj, formatar=formatar_cpf_cnpj, obrigatorio=True)
        self.texto("cpf_cnpj", self.tr("&CPF/CNPJ"), documento, "CPF/CNPJ")
        por_endereco(self)
        self.texto("telefone", self.tr("&Telefone"), CampoTexto())
        self.texto("email", self.tr("E-&mail"), CampoTexto(validar=validar_email, largura=380), "e-mail")
        self.multa, self.juros = CampoPercentual(obrigatorio=True), CampoPercentual(obrigatorio=True)
        self.formulario.campo(self.tr("M&ulta"), self.multa, unidade="%")
        self.formulario.campo(self.tr("&Juros ao mês"), self.juros, unidade="%")
        self.logotipo = CampoLogotipo(Preferencias())
        self.formulario.campo(self.tr("&Logotipo no boleto"), self.logotipo)
        self.senha = CampoEscolha(self._opcoes_da_senha(), largura=380)
        self.formulario.campo(self.tr("&Senha dos PDFs"), self.senha)
        self._empresa = empresas.obter() or Empresa("", "")
        self.preencher_textos(asdict(self._empresa))
        self.multa.definir_percentual(self._empresa.multa_percentual)
        self.juros.definir_percentual(self._empresa.juros_percentual_mes)
        self.logotipo.definir(self._empresa.logotipo)
        self.senha.definir(self._empresa.algarismos_da_senha)
        self.concluir(rolar=True)

    def _opcoes_da_senha(self) -> list[tuple[object, str]]:
        frase = self.tr("{} primeiros algarismos do CPF/CNPJ")
        usual = self.tr("{} (o usual)")
        opcoes: list[tuple[object, str]] = [(0, self.tr("Sem senha"))]
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
    ficha.texto("endereco", ficha.tr("&Endereço"), CampoTexto(largura=380))
    ficha.texto("numero", ficha.tr("Núme&ro"), CampoTexto(largura=90))
    ficha.texto("complemento", ficha.tr("C&omplemento"), CampoTexto())
    ficha.texto("bairro", ficha.tr("&Bairro"), CampoTexto())
    ficha.texto("cidade", ficha.tr("C&idade"), CampoTexto())
    ficha.texto("uf", ficha.tr("U&F"), CampoTexto(validar=validar_uf, maximo=2, largura=60, formatar=str.upper), "UF")
    ficha.texto("cep", ficha.tr("CE&P"), CampoTexto(validar=validar_cep, formatar=formatar_cep, largura=110), "CEP")
