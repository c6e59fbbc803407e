"""Boleto avulso: o comando `boleto` da linha de comando, que não abre base (linha-de-comando.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date
from typing import Any

from boletos.avulso import condicoes
from boletos.avulso.entrada import Entrada
from boletos.bancos import julgar, obter
from boletos.bancos.banco import Banco
from boletos.emissao.boleto import Boleto, Codigos, Parte, conferir_pix, da_conta
from boletos.papel import ficha
from boletos.papel.folha import explicar_troca, textos_sem_glifo
from boletos.titulo import codigo
from boletos.titulo.instrucoes import separar
from boletos.titulo.numeros import esta_na_janela
from boletos.titulo.titulo import Titulo
from regras.cadastro import ContaCobranca
from regras.dinheiro import MAIOR_VALOR_CENTAVOS
from regras.documentos import e_cpf_cnpj_valido
from regras.erros import DadoInvalido


@dataclass(frozen=True, slots=True)
class BoletoAvulso:
    """O resultado de um item. O que não pôde ser calculado é None, e `erro` diz o que falta.

    Atributos:
        nosso_numero: na forma impressa, com DV.
        campo_livre, codigo_barras, linha_digitavel: só algarismos.
        avisos: o que um cadastro recusaria, mas o cálculo não.
        boleto: pronto para o PDF; None se há erro.
    """

    nosso_numero: str | None = None
    campo_livre: str | None = None
    codigo_barras: str | None = None
    linha_digitavel: str | None = None
    avisos: tuple[str, ...] = ()
    boleto: Boleto | None = None
    erro: str | None = None


def gerar(item: object, hoje: date, logotipo: bytes = b"", *, do_carne: bool = False) -> BoletoAvulso:
    """Calcula um boleto a partir de um item da lista de entrada, com os nomes de boleto.md E.

    Nunca levanta por causa da entrada: o que houver vai em `erro`, que não impede os outros itens.

    Args:
        item: o objeto do JSON; números são aceitos onde se espera texto.
        hoje: data do processamento e da janela de leitura do fator.
        logotipo: o de quem cobra, já preparado.
        do_carne: vai numa via de carnê, onde cabe menos, e não na folha inteira.
    """
    if not isinstance(item, Mapping):
        return BoletoAvulso(erro="O item da lista não é um objeto com os campos do boleto.")
    entrada = Entrada(item)
    codigo_do_banco = entrada.texto("banco")
    if not codigo_do_banco:
        return BoletoAvulso(erro=_juntar(entrada) or "banco: falta informar o código de três algarismos.")
    banco = entrada.tentar(lambda: obter(codigo_do_banco.zfill(3)))
    if banco is None:
        return BoletoAvulso(erro=_juntar(entrada))
    calculado = _Calculo(entrada, banco, hoje, logotipo).calcular()
    if calculado.boleto is None:
        return calculado
    return replace(calculado, avisos=calculado.avisos + ficha.cortados(calculado.boleto, do_carne=do_carne))


class _Calculo:
    """Um item com banco conhecido: cada parte é calculada por si, para mostrar tudo o que se pode."""

    def __init__(self, entrada: Entrada, banco: Banco, hoje: date, logotipo: bytes) -> None:
        self._entrada = entrada
        self._banco = banco
        self._hoje = hoje
        self._logotipo = logotipo
        self._vencimento = entrada.data("vencimento")
        self._tem_vencimento_ruim = bool(entrada.erros)
        self._emissao = entrada.data("emissao")
        antes = len(entrada.erros)
        self._valor = entrada.valor("valor")
        self._tem_valor_ruim = len(entrada.erros) > antes
        self._documento = entrada.texto("documento")
        self._beneficiario = entrada.parte("beneficiario")
        self._pagador = entrada.parte("pagador")
        self._condicoes = condicoes.em_linhas(entrada, self._valor or 0, self._vencimento)
        self._pix, self._ressalva = conferir_pix(entrada.como_veio("pix_copia_e_cola"), self._valor or 0)
        self._conta = _ler_conta(entrada, banco.CODIGO)
        self._titulo = Titulo.da_conta(
            self._conta,
            nosso_numero=entrada.texto("nosso_numero"),
            ano=entrada.texto("ano") or (f"{self._emissao:%y}" if self._emissao else ""),
            seu_numero=entrada.texto("seu_numero") or self._documento,
            parcela=entrada.texto("parcela"),
            documento_beneficiario=entrada.texto("documento_beneficiario") or self._beneficiario.cpf_cnpj,
            vencimento=self._vencimento,
            valor_centavos=self._valor,
        )

    def calcular(self) -> BoletoAvulso:
        """Devolve o que deu para calcular, com os avisos e o erro."""
        entrada, banco, titulo = self._entrada, self._banco, self._titulo
        impresso = entrada.tentar(lambda: banco.impresso(titulo))
        campo_livre = entrada.tentar(lambda: banco.campo_livre(titulo))
        if campo_livre is None:
            entrada.erros |= {erro.mensagem: None for erro in banco.leiaute(titulo).faltas(titulo)}
        if self._valor is None and not self._tem_valor_ruim:
            entrada.anotar(DadoInvalido("valor", "falta informar (0.00 é valor em aberto)"))
        barras = self._barras(campo_livre) if campo_livre else None
        linha = codigo.para_linha(barras) if barras else None
        boleto = None
        if not entrada.erros and impresso and barras and linha:
            boleto = entrada.tentar(lambda: self._compor(Codigos(impresso, barras, linha)))
        avisos = tuple(self._avisos(calculado=bool(impresso and campo_livre)))
        return BoletoAvulso(impresso, campo_livre, barras, linha, avisos, boleto, _juntar(entrada))

    def _barras(self, campo_livre: str) -> str | None:
        valor, vencimento = self._valor, self._vencimento
        if valor is None or self._tem_vencimento_ruim:
            return None
        return self._entrada.tentar(lambda: codigo.montar(self._banco.CODIGO, vencimento, valor, campo_livre))

    def _compor(self, codigos: Codigos) -> Boleto:
        return Boleto(
            **da_conta(self._conta),
            **codigos._asdict(),
            beneficiario=self._beneficiario,
            pagador=self._pagador,
            documento=self._documento,
            emissao=self._emissao,
            processamento=self._hoje,
            vencimento=self._vencimento,
            valor_centavos=self._valor or 0,
            instrucoes=self._condicoes + separar(self._conta.instrucoes) + separar(self._banco.ATENDIMENTO),
            pix=self._pix,
            logotipo=self._logotipo,
            ressalva=self._ressalva,
        )

    def _avisos(self, *, calculado: bool) -> list[str]:
        banco, conta = self._banco, self._conta
        avisos = [problema.frase() for problema in julgar(conta)]
        if calculado:
            avisos += [problema.frase() for problema in banco.conferir(self._titulo)]
        avisos += self._avisos_do_vencimento()
        avisos += [self._ressalva] if self._ressalva else []
        if (self._valor or 0) > MAIOR_VALOR_CENTAVOS:
            avisos.append("valor: acima de 99.999.999,99 o código não traz o vencimento")
        avisos += _avisos_da_parte("beneficiario", self._beneficiario)
        avisos += _avisos_da_parte("pagador", self._pagador)
        if final := self._conta.beneficiario_final_cpf_cnpj:
            avisos += _aviso_do_documento("beneficiario_final", final)
        sobram = (chave for chave in self._entrada.nao_usadas() if chave not in _SO_DOS_VETORES)
        avisos += [f"{chave}: chave que o comando não conhece; não foi usada" for chave in sobram]
        return avisos + self._avisos_das_letras()

    def _avisos_das_letras(self) -> list[str]:
        partes = (texto for parte in (self._beneficiario, self._pagador) for texto in astuple(parte))
        linhas = separar(self._conta.instrucoes)
        return [
            explicar_troca(texto)
            for texto in textos_sem_glifo((*partes, self._documento, self._conta.local_pagamento, *linhas))
        ]

    def _avisos_do_vencimento(self) -> list[str]:
        if self._tem_vencimento_ruim:
            return []
        if self._vencimento is None:
            return ["vencimento: sem data, o fator é 0000, e os bancos não aceitam mais boleto à vista"]
        if esta_na_janela(self._vencimento, self._hoje):
            return []
        return [f"vencimento: {self._vencimento:%d/%m/%Y} está fora da janela de leitura; a rede bancária não o aceita"]


def _ler_conta(entrada: Entrada, banco: str) -> ContaCobranca:
    textos: dict[str, Any] = {campo: entrada.texto(campo) for campo in _DA_CONTA}
    final = entrada.parte("beneficiario_final")
    return replace(
        ContaCobranca("", banco, ""),
        beneficiario_final=final.nome,
        beneficiario_final_cpf_cnpj=final.cpf_cnpj,
        com_desconto=entrada.marca("com_desconto"),
        pdf_a=entrada.marca("pdf_a", na_falta=True),
        instrucoes=entrada.linhas("instrucoes"),
        **textos,
    )


_DA_CONTA = (
    *("carteira", "agencia", "agencia_dv", "conta", "conta_dv", "convenio", "modalidade", "variacao", "posto"),
    *("byte_geracao", "ios", "sistema", "incremento", "especie", "aceite", "local_pagamento"),
)
"""Os textos da conta de cobrança que a entrada traz."""
_SO_DOS_VETORES = frozenset(
    {
        *("id", "fonte", "derivados", "observacao", "nosso_numero_dv", "nosso_numero_impresso"),
        *("campo_livre", "codigo_barras", "linha_digitavel"),
    }
)
"""O que `vetores.json` traz para conferir, e o cálculo não usa."""


def _avisos_da_parte(nome: str, parte: Parte) -> list[str]:
    """O que falta para se saber quem é, e o documento que não confere."""
    faltam = [campo for campo in ("nome", "cpf_cnpj") if not getattr(parte, campo)]
    ausente = [f"{nome}: falta informar {' e '.join(faltam)}; o boleto sai sem isso"] if faltam else []
    return ausente + _aviso_do_documento(nome, parte.cpf_cnpj)


def _aviso_do_documento(nome: str, documento: str) -> list[str]:
    if not documento or e_cpf_cnpj_valido(documento):
        return []
    return [f"{nome}.cpf_cnpj: “{documento[:30]}” não é um CPF nem um CNPJ válido"]


def _juntar(entrada: Entrada) -> str | None:
    return " ".join(entrada.erros) or None
