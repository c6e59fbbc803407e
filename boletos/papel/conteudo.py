"""O que vai em cada campo do leiaute, com nome: o que é de todo boleto da conta e o que é só deste."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from boletos.emissao.boleto import Boleto, Parte
from boletos.papel import leiaute, leiaute_ficha
from boletos.papel.documento import Metadados
from boletos.papel.folha import e_imprimivel, imprimivel
from boletos.papel.fontes_embutidas import COMUNS
from boletos.titulo.codigo import formatar_linha
from regras.dinheiro import em_reais, formatar

Campos = Mapping[str, tuple[str, ...]]
"""Os parágrafos de cada campo, só com letras que a fonte tem."""

_SEM_VENCIMENTO = "Contra apresentação"


class Timbre(NamedTuple):
    """O que se repete em todos os boletos de uma conta de cobrança num dia, e por isso se compila uma vez."""

    banco: str
    banco_dv: str
    banco_nome: str
    local_pagamento: str
    beneficiario: Parte
    beneficiario_final: Parte | None
    agencia_codigo: str
    carteira: str
    especie: str
    aceite: str
    cip: str
    processamento: date
    logotipo: bytes
    sem_valor: bool
    pdf_a: bool
    com_pix: bool

    @classmethod
    def de_boleto(cls, boleto: Boleto) -> Timbre:
        """O timbre de um boleto."""
        return cls._make((*_como_no_boleto(boleto), bool(boleto.pix)))

    def opcoes(self) -> leiaute_ficha.Opcoes:
        """O que este timbre abre no papel."""
        return leiaute_ficha.Opcoes(
            com_cip=bool(self.cip),
            com_final=self.beneficiario_final is not None,
            com_pix=self.com_pix,
            com_logotipo=bool(self.logotipo),
            sem_valor=self.sem_valor,
        )


_como_no_boleto = attrgetter(*Timbre._fields[:-1])
"""Os campos do timbre que o boleto tem com o mesmo nome: todos, menos o último."""


def do_timbre(timbre: Timbre) -> Campos:
    """Os campos iguais em todos os boletos da conta."""
    beneficiario, final = timbre.beneficiario, timbre.beneficiario_final
    codigo = f"{timbre.banco}-{timbre.banco_dv}"
    campos = {
        "banco": (f"{timbre.banco_nome}  |  {codigo}",),
        "banco_nome": (timbre.banco_nome,),
        "banco_codigo": (codigo,),
        "local_pagamento": (timbre.local_pagamento,),
        "beneficiario_nome": (beneficiario.nome,),
        "beneficiario_documento": (beneficiario.cpf_cnpj,),
        "beneficiario_endereco": beneficiario.linhas_do_endereco(),
        "beneficiario_endereco_em_linha": (" - ".join(beneficiario.linhas_do_endereco()),),
        "beneficiario_final": (" - ".join(filter(None, (final.nome, final.cpf_cnpj))) if final else "",),
        "agencia_codigo": (timbre.agencia_codigo,),
        "carteira": (timbre.carteira,),
        "especie": (timbre.especie,),
        "aceite": (timbre.aceite,),
        "cip": (timbre.cip,),
        "processamento": (_em_data(timbre.processamento),),
        "moeda": ("R$",),
    }
    return _imprimiveis(campos)


def do_boleto(boleto: Boleto) -> Campos:
    """Os campos que mudam de um boleto para outro."""
    pagador, valor = boleto.pagador, boleto.valor_centavos
    campos = {
        "linha_digitavel": (formatar_linha(boleto.linha_digitavel),),
        "vencimento": (_em_data(boleto.vencimento) or _SEM_VENCIMENTO,),
        "emissao": (_em_data(boleto.emissao),),
        "documento": (boleto.documento,),
        "nosso_numero": (boleto.nosso_numero,),
        "valor": (formatar(valor) if valor else "",),
        "valor_em_reais": (em_reais(valor) if valor else "Em aberto",),
        "pagador_nome": (pagador.nome,),
        "pagador_documento": (pagador.cpf_cnpj,),
        "pagador_endereco": pagador.linhas_do_endereco(),
        "instrucoes": boleto.instrucoes,
        "pix": (boleto.pix,),
    }
    return _imprimiveis(campos)


def tem_letra_rara(campos: Campos) -> bool:
    """Diz se algum campo tem letra fora do recorte comum das fontes embutidas."""
    return not COMUNS.issuperset("".join(chain.from_iterable(campos.values())))


def metadados(boleto: Boleto) -> Metadados:
    """Título, autor e assunto do PDF de um boleto."""
    vencimento = f", vencimento {_em_data(boleto.vencimento)}" if boleto.vencimento else ""
    titulo = f"Boleto {boleto.documento}{vencimento}"
    assunto = f"Boleto bancário {boleto.banco}-{boleto.banco_dv}, nosso número {boleto.nosso_numero}"
    if boleto.sem_valor:
        titulo = f"{leiaute.SEM_VALOR}: {titulo}"
    return Metadados(titulo, boleto.beneficiario.nome, assunto)


def _imprimiveis(campos: dict[str, tuple[str, ...]]) -> Campos:
    if e_imprimivel("".join(chain.from_iterable(campos.values()))):
        return campos
    return {campo: tuple(map(imprimivel, paragrafos)) for campo, paragrafos in campos.items()}


def _em_data(dia: date | None) -> str:
    return f"{dia.day:02}/{dia.month:02}/{dia.year:04}" if dia else ""
