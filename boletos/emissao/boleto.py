"""O boleto pronto para imprimir, e como se chega a ele a partir de um débito (regras.md §4, boleto.md B)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from boletos.bancos import nosso_numero, obter, problemas
from boletos.bancos.banco import Banco
from boletos.bancos.forma import Grau, Problema
from boletos.titulo import codigo, exame, instrucoes, pix
from boletos.titulo.especie import validar_aceite, validar_especie
from boletos.titulo.numeros import JANELA, esta_na_janela
from boletos.titulo.titulo import Titulo
from regras.apontamento import SemBoleto, TipoDeApontamento
from regras.cadastro import Cliente, ContaCobranca, Empresa
from regras.debito import Debito
from regras.dinheiro import MAIOR_VALOR_CENTAVOS, Centavos, formatar
from regras.documentos import e_cpf_cnpj_valido, formatar_cep, formatar_cpf_cnpj
from regras.encargos import Percentuais
from regras.erros import DadoInvalido

_SEGUNDA_VIA = "Registre segunda via no banco."


@dataclass(frozen=True, slots=True)
class Parte:
    """Beneficiário ou pagador como se imprime; `endereco` já em uma linha."""

    nome: str
    cpf_cnpj: str = ""
    endereco: str = ""
    cidade: str = ""
    uf: str = ""
    cep: str = ""

    def linhas_do_endereco(self) -> tuple[str, ...]:
        """A rua, e a linha de cidade, UF e CEP; a que não tem nada não vem."""
        cidade = "/".join(filter(None, (self.cidade, self.uf)))
        cep = f"CEP {self.cep}" if self.cep else ""
        return tuple(filter(None, (self.endereco, " - ".join(filter(None, (cidade, cep))))))


@dataclass(frozen=True, slots=True)
class Boleto:
    """Um boleto calculado (boleto.md A e B). Valor em centavos; 0 é valor em aberto.

    Atributos:
        banco: código de três algarismos; `banco_dv` e `banco_nome` o acompanham no cabeçalho.
        agencia_codigo: agência/código do beneficiário, como o banco imprime.
        nosso_numero: na forma impressa, com DV.
        cip: `000` no Bradesco e família, vazio nos demais.
        vencimento: None é sem vencimento (fator 0000).
        instrucoes: uma linha por instrução, com valores e datas já calculados.
        codigo_barras: 44 algarismos.
        linha_digitavel: 47 algarismos, sem máscara.
        sem_valor: verdadeiro na amostra do teste de envio, que não pode ser paga.
        beneficiario_final: em nome de quem se cobra, quando não é o beneficiário (era sacador/avalista).
        pix: copia e cola que o banco devolveu, já conferido; vazio é boleto sem QR.
        logotipo: o da empresa, como `logotipo.preparar` o deixa.
        pdf_a: o PDF serve a arquivo e a leitor de tela (PDF/A-2u e PDF/UA-1).
        ressalva: o que não impede o boleto e o operador precisa saber (Pix recusado).
    """

    banco: str
    banco_dv: str
    banco_nome: str
    local_pagamento: str
    beneficiario: Parte
    pagador: Parte
    agencia_codigo: str
    carteira: str
    nosso_numero: str
    documento: str
    especie: str
    aceite: str
    emissao: date | None
    processamento: date
    vencimento: date | None
    valor_centavos: Centavos
    codigo_barras: str
    linha_digitavel: str
    instrucoes: tuple[str, ...] = ()
    cip: str = ""
    sem_valor: bool = False
    beneficiario_final: Parte | None = None
    pix: str = ""
    logotipo: bytes = b""
    pdf_a: bool = False
    ressalva: str = ""


class Codigos(NamedTuple):
    """O que identifica o título no banco: nosso número impresso, 44 e 47 posições."""

    nosso_numero: str
    codigo_barras: str
    linha_digitavel: str


class Cobranca:
    """Uma conta de cobrança pronta para emitir num dia: o que é o mesmo em todos os boletos dela é feito uma vez."""

    def __init__(self, conta: ContaCobranca, empresa: Empresa, hoje: date) -> None:
        """Prepara a conta.

        Args:
            conta: a de cobrança.
            empresa: o beneficiário.
            hoje: data de referência; limita o vencimento e sai como data do processamento.
        """
        self.conta, self._empresa, self._hoje = conta, empresa, hoje

    def codificar(self, debito: Debito, cliente: Cliente) -> Codigos:
        """Os códigos que o boleto do débito traria, sem o montar: traz o vencimento original e o saldo (regras.md §4).

        Com a linha digitável do banco é a dele, conferida; sem ela, o código é calculado pelo leiaute do banco.

        Args:
            debito: com nosso número, ou com a linha digitável do banco.
            cliente: o pagador.

        Raises:
            SemBoleto: o débito fica sem boleto; o tipo é o do apontamento.
            DadoInvalido: o código de banco, a espécie ou o aceite da conta não existem.
        """
        banco = obter(self.conta.banco)
        if not debito.linha_digitavel and not debito.nosso_numero.strip("0-/. "):
            raise SemBoleto(
                TipoDeApontamento.SEM_NOSSO_NUMERO,
                "nosso número",
                "falta, e não há linha digitável do banco",
                o_que_fazer="Registre o boleto no banco e importe o que ele devolveu.",
            )
        _conferir_pagador(cliente)
        _conferir_vencimento(debito.vencimento, self._hoje)
        if not 0 < debito.saldo_centavos <= MAIOR_VALOR_CENTAVOS:
            motivo = f"R$ {formatar(debito.saldo_centavos)} não cabe num boleto"
            raise SemBoleto(TipoDeApontamento.SALDO_NAO_CABE, "saldo", motivo)
        if debito.linha_digitavel:
            codigos = _da_linha(debito, self.conta, self._hoje)
        else:
            codigos = _calcular(debito, self.conta, self._impedimentos, banco, self._empresa)
        self._impressos  # noqa: B018 - a espécie e o aceite também impedem
        return codigos

    def montar(self, debito: Debito, cliente: Cliente, percentuais: Percentuais) -> Boleto:
        """Monta o boleto de um débito.

        Args:
            debito: com nosso número, ou com a linha digitável do banco.
            cliente: o pagador.
            percentuais: multa e juros já resolvidos, para as instruções.

        Raises:
            SemBoleto, DadoInvalido: as de `codificar`.
        """
        codigos = self.codificar(debito, cliente)
        copia_e_cola, ressalva = conferir_pix(debito.pix_copia_e_cola, debito.saldo_centavos)
        return Boleto(
            **self._impressos,
            **codigos._asdict(),
            beneficiario=parte_da_empresa(self._empresa),
            pagador=parte(cliente),
            documento=f"{debito.documento}/{debito.parcela}" if debito.parcela else debito.documento,
            emissao=debito.emissao,
            processamento=self._hoje,
            vencimento=debito.vencimento,
            valor_centavos=debito.saldo_centavos,
            instrucoes=(
                *instrucoes.de_encargos(debito.vencimento, debito.saldo_centavos, percentuais),
                *instrucoes.separar(self.conta.instrucoes),
                *instrucoes.separar(obter(self.conta.banco).ATENDIMENTO),
            ),
            pix=copia_e_cola,
            ressalva=ressalva,
            logotipo=self._empresa.logotipo,
        )

    @cached_property
    def _impedimentos(self) -> tuple[Problema, ...]:
        return problemas(self.conta)

    @cached_property
    def _impressos(self) -> dict[str, Any]:
        return da_conta(self.conta)


def montar(  # noqa: PLR0917 - quem cobra, quem paga, por onde e quando: são estes seis, nesta ordem
    debito: Debito, conta: ContaCobranca, empresa: Empresa, cliente: Cliente, hoje: date, percentuais: Percentuais
) -> Boleto:
    """Monta um boleto só; para muitos, prepare uma `Cobranca`.

    Raises:
        SemBoleto, DadoInvalido: as de `Cobranca.codificar`.
    """
    return Cobranca(conta, empresa, hoje).montar(debito, cliente, percentuais)


def conferir_pix(copia_e_cola: str, valor_centavos: Centavos) -> tuple[str, str]:
    """(o Pix a imprimir, por que não se imprime): o que não confere não sai, e o boleto vai sem QR (boleto.md B.9)."""
    if not copia_e_cola.strip():
        return "", ""
    try:
        return pix.conferir(copia_e_cola, valor_centavos), ""
    except DadoInvalido as erro:
        return "", f"{erro.campo}: {erro.motivo}; o boleto vai sem o QR"


@lru_cache(maxsize=64)
def da_conta(conta: ContaCobranca) -> dict[str, Any]:
    """Os campos do boleto que são os mesmos em todos os da conta de cobrança, menos as instruções.

    Raises:
        DadoInvalido: espécie ou aceite da conta que não existem; código de banco inválido.
    """
    banco, titulo = obter(conta.banco), Titulo.da_conta(conta)
    nome_final = conta.beneficiario_final.strip()
    final = Parte(nome_final, formatar_cpf_cnpj(conta.beneficiario_final_cpf_cnpj)) if nome_final else None
    return {
        "banco": banco.CODIGO,
        "banco_dv": banco.DV,
        "banco_nome": banco.NOME,
        "local_pagamento": conta.local_pagamento.strip() or banco.LOCAL_PAGAMENTO,
        "agencia_codigo": banco.agencia_codigo(titulo),
        "carteira": banco.carteira(titulo),
        "especie": validar_especie(conta.especie),
        "aceite": validar_aceite(conta.aceite),
        "cip": banco.CIP,
        "beneficiario_final": final,
        "pdf_a": conta.pdf_a,
    }


def titulo_do_debito(debito: Debito, conta: ContaCobranca, documento_beneficiario: str) -> Titulo:
    """O que o cálculo do banco recebe de um débito, da sua conta de cobrança e de quem cobra."""
    return Titulo.da_conta(
        conta,
        nosso_numero=debito.nosso_numero,
        ano=f"{debito.emissao.year % 100:02d}" if debito.emissao else "",
        seu_numero=debito.documento,
        documento_beneficiario=documento_beneficiario,
        vencimento=debito.vencimento,
        valor_centavos=debito.saldo_centavos,
    )


def parte(quem: Empresa | Cliente) -> Parte:
    """Quem cobra ou quem paga, como se imprime."""
    documento, cep = formatar_cpf_cnpj(quem.cpf_cnpj), formatar_cep(quem.cep)
    return Parte(quem.nome, documento, quem.endereco_em_linha(), quem.cidade, quem.uf, cep)


parte_da_empresa = lru_cache(maxsize=8)(parte)
"""O beneficiário; o mesmo objeto em todos os boletos de um lote."""


def _conferir_pagador(cliente: Cliente) -> None:
    if not cliente.cpf_cnpj:
        falta, conserto = TipoDeApontamento.PAGADOR_SEM_DOCUMENTO, "Complete o cadastro do cliente."
        raise SemBoleto(falta, "pagador", "sem CPF/CNPJ", o_que_fazer=conserto)
    if not e_cpf_cnpj_valido(cliente.cpf_cnpj):
        raise SemBoleto(
            TipoDeApontamento.PAGADOR_RECUSADO,
            "pagador",
            f"o CPF/CNPJ “{cliente.cpf_cnpj}” não confere",
            o_que_fazer="Corrija o cadastro do cliente.",
        )


def _conferir_vencimento(vencimento: date, hoje: date) -> None:
    if not esta_na_janela(vencimento, hoje):
        janela = f"de {JANELA.antes} dias antes a {JANELA.depois} dias depois de hoje"
        motivo = f"{vencimento:%d/%m/%Y} está fora da janela que os bancos leem, {janela}"
        raise SemBoleto(TipoDeApontamento.FORA_DA_JANELA, "vencimento", motivo)


def _calcular(
    debito: Debito, conta: ContaCobranca, impedimentos: tuple[Problema, ...], banco: Banco, empresa: Empresa
) -> Codigos:
    """Calcula os códigos pelo leiaute do banco."""
    if debito.saldo_centavos < debito.valor_centavos:
        motivo = "é menor que o valor registrado no boleto"
        raise SemBoleto(TipoDeApontamento.SALDO_MENOR, "saldo", motivo, o_que_fazer=_SEGUNDA_VIA)
    titulo = titulo_do_debito(debito, conta, empresa.cpf_cnpj)
    if impedimentos:
        primeiro = impedimentos[0]
        raise SemBoleto(
            TipoDeApontamento.BANCO_NAO_HOMOLOGADO
            if primeiro.grau is Grau.HOMOLOGAR
            else TipoDeApontamento.CONTA_INCOMPLETA,
            primeiro.rotulo,
            primeiro.motivo,
            o_que_fazer=primeiro.o_que_fazer(),
            onde=f"conta de cobrança {conta.codigo}",
            conta=conta.codigo,
        )
    try:
        impresso, campo_livre = banco.calcular(titulo)
    except DadoInvalido as erro:
        raise _recusar(erro.campo, erro.motivo, conta, erro.o_que_fazer) from erro
    for recusa in banco.conferir(titulo):
        raise _recusar(recusa.rotulo, recusa.motivo, conta)
    barras = codigo.montar(conta.banco, debito.vencimento, debito.saldo_centavos, campo_livre)
    return Codigos(impresso, barras, codigo.para_linha(barras))


def _recusar(campo: str, motivo: str, conta: ContaCobranca, o_que_fazer: str = "") -> SemBoleto:
    """O que o banco não aceita: o nosso número é do débito, e o mais, da conta de cobrança."""
    do_debito = campo == nosso_numero.ROTULO
    tipo = TipoDeApontamento.NOSSO_NUMERO_RECUSADO if do_debito else TipoDeApontamento.CONTA_INCOMPLETA
    return SemBoleto(tipo, campo, motivo, o_que_fazer=o_que_fazer, conta=conta.codigo)


def _da_linha(debito: Debito, conta: ContaCobranca, hoje: date) -> Codigos:
    """Confere a linha digitável que o banco devolveu e a adota; o nosso número vai como veio."""
    recusada, campo = TipoDeApontamento.LINHA_DIGITAVEL_RECUSADA, "linha digitável"
    try:
        lida = exame.decodificar(debito.linha_digitavel, hoje)
    except DadoInvalido as erro:
        raise SemBoleto(recusada, erro.campo, erro.motivo, o_que_fazer=erro.o_que_fazer) from erro
    if lida.banco != conta.banco:
        motivo = f"é do banco {lida.banco}, e a conta de cobrança {conta.codigo} é do banco {conta.banco}"
        raise SemBoleto(recusada, campo, motivo)
    if lida.valor_centavos != debito.saldo_centavos:
        motivo = f"é de R$ {formatar(lida.valor_centavos)}, e o saldo é de R$ {formatar(debito.saldo_centavos)}"
        raise SemBoleto(recusada, campo, motivo, o_que_fazer=_SEGUNDA_VIA)
    if lida.vencimento != debito.vencimento:
        da_linha = f"vence em {lida.vencimento:%d/%m/%Y}" if lida.vencimento else "não traz vencimento que se leia"
        motivo = f"{da_linha}, e o débito vence em {debito.vencimento:%d/%m/%Y}"
        raise SemBoleto(recusada, campo, motivo, o_que_fazer=_SEGUNDA_VIA)
    return Codigos(debito.nosso_numero, lida.codigo_barras, lida.linha_digitavel)
