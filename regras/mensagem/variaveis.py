"""As variáveis da mensagem: o que cada uma é e como um aviso as preenche.

Tudo chega ao texto já formatado à brasileira e numa linha só: nem o cadastro do cliente nem o da empresa conseguem
abrir uma linha nova na mensagem. Nada aqui vem de outro cliente: só entra o que está em `ConteudoDoAviso`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import quote

from regras.aviso import DebitoAvisado
from regras.cadastro import Cliente, Empresa
from regras.debito import Classe
from regras.dinheiro import em_reais, formatar
from regras.documentos import compactar_cpf_cnpj, formatar_cep, formatar_cpf_cnpj
from regras.mensagem import tom
from regras.mensagem.tom import Tom


@dataclass(frozen=True, slots=True)
class Variavel:
    """Uma variável como a tela a apresenta: nome para escrever no texto, o que é, e como sai."""

    nome: str
    descricao: str
    exemplo: str


VARIAVEIS: tuple[Variavel, ...] = (
    Variavel("cliente", "Nome do cliente", "Padaria Pão da Serra Ltda"),
    Variavel("fantasia", "Nome fantasia do cliente, ou o nome quando não há", "Padaria Pão da Serra"),
    Variavel("codigo_cliente", "Código do cliente", "000318"),
    Variavel("empresa", "Nome de quem cobra", "Aurora Distribuidora de Alimentos Ltda"),
    Variavel("cnpj_empresa", "CNPJ ou CPF de quem cobra, só o número", "12.345.678/0001-95"),
    Variavel("documento_empresa", "CNPJ ou CPF de quem cobra, com a sigla", "CNPJ 12.345.678/0001-95"),
    Variavel(
        "endereco_empresa", "Endereço completo de quem cobra", "Rua das Palmeiras, 1420, Joinville/SC, CEP 89201-000"
    ),
    Variavel("telefone_empresa", "Telefone de quem cobra; pode estar vazio", "(47) 3433-0000"),
    Variavel("email_empresa", "E-mail de quem cobra; pode estar vazio", "financeiro@aurora.com.br"),
    Variavel("numero_aviso", "Número do aviso, para o cliente citar", "K3F9-2QXM"),
    Variavel("link_ja_paguei", "Link que responde “Já paguei”; vazio sem e-mail", "mailto:…"),
    Variavel("link_preciso_de_prazo", "Link que responde “Preciso de prazo”; vazio sem e-mail", "mailto:…"),
    Variavel("link_nao_sou_o_responsavel", "Link que responde “Não sou o responsável”; vazio sem e-mail", "mailto:…"),
    Variavel("data", "Data do fechamento", "24/11/2026"),
    Variavel("documentos", "Documento e parcela de cada débito do aviso", "10482/1, 10483/1 e 10484/2"),
    Variavel("quantidade_debitos", "Quantos débitos vão no aviso", "3"),
    Variavel("quantidade_boletos", "Quantos boletos vão em anexo", "3"),
    Variavel("total", "Total atualizado dos débitos do aviso", "R$ 3.801,18"),
    Variavel("total_vencido", "Total atualizado dos vencidos", "R$ 2.271,18"),
    Variavel("total_a_vencer", "Total dos que vão vencer", "R$ 1.530,00"),
    Variavel("maior_atraso", "Dias do vencido mais antigo; 0 se nada venceu", "12"),
    Variavel("tom", "a_vencer, ate_30 ou acima_de_30, pelo vencido mais antigo; use em {% if %}", "ate_30"),
    Variavel("tem_logotipo", "Verdadeira se a empresa tem logotipo", "sim"),
    Variavel("tem_vencidos", "Verdadeira se há vencidos; use em {% if tem_vencidos %}", "sim"),
    Variavel("tem_a_vencer", "Verdadeira se há débitos a vencer; use em {% if tem_a_vencer %}", "sim"),
    Variavel("debitos", "Todos os débitos; use em {% for d in debitos %} … {% endfor %}", "lista"),
    Variavel("vencidos", "Os vencidos; use em {% for d in vencidos %} … {% endfor %}", "lista"),
    Variavel("a_vencer", "Os que vão vencer; use em {% for d in a_vencer %} … {% endfor %}", "lista"),
)
"""As variáveis da mensagem, na ordem em que a tela as mostra."""

CAMPOS_DO_DEBITO: tuple[Variavel, ...] = (
    Variavel("documento", "Documento do débito", "10482"),
    Variavel("parcela", "Parcela", "1"),
    Variavel("emissao", "Data de emissão; pode estar vazia", "13/10/2026"),
    Variavel("vencimento", "Data de vencimento", "12/11/2026"),
    Variavel("dias", "Dias desde o vencimento; negativo antes dele", "12"),
    Variavel("prazo", "Os mesmos dias, por extenso", "vencido há 12 dias"),
    Variavel("classe", "Vencido ou a vencer", "vencido"),
    Variavel("valor", "Valor original, sem R$", "1.240,00"),
    Variavel("saldo", "Valor que falta pagar, sem encargos nem R$", "1.240,00"),
    Variavel("multa", "Multa, sem R$", "24,80"),
    Variavel("juros", "Juros, sem R$", "4,96"),
    Variavel("atualizado", "Saldo mais multa e juros, sem R$", "1.269,76"),
    Variavel("tem_encargos", "Verdadeira se há multa ou juros", "sim"),
    Variavel("tem_boleto", "Verdadeira se o boleto vai em anexo", "sim"),
    Variavel("linha_digitavel", "Linha digitável do boleto; vazia se não há boleto", "00190.00009 01234.567891 …"),
)
"""O que se escreve depois de `d.` dentro de `{% for d in debitos %}`."""

RESPOSTAS = {
    "link_ja_paguei": "Já paguei",
    "link_preciso_de_prazo": "Preciso de prazo",
    "link_nao_sou_o_responsavel": "Não sou o responsável",
}
"""Os links de resposta e o começo do assunto de cada um."""
LISTAS = frozenset({"debitos", "vencidos", "a_vencer"})
"""As variáveis sobre as quais se pode repetir um trecho."""
COM_VALORES = LISTAS | {"total", "total_vencido", "total_a_vencer"}
"""As variáveis que levam valores, proibidas no assunto (regras.md §4)."""


@dataclass(frozen=True, slots=True)
class ConteudoDoAviso:
    """Tudo de que a mensagem de um cliente é feita.

    Atributos:
        data: a do fechamento.
        debitos: só os dele.
        numero: o do aviso (`regras.aviso.numero_do_aviso`).
        responder_para: o e-mail que recebe a resposta do cliente; vazio, não há botões de resposta.
    """

    empresa: Empresa
    cliente: Cliente
    data: date
    debitos: tuple[DebitoAvisado, ...]
    numero: str = ""
    responder_para: str = ""


class DebitoEmTexto(NamedTuple):
    """Um débito como o texto da mensagem o vê; os nomes são os de `CAMPOS_DO_DEBITO`."""

    documento: str
    parcela: str
    emissao: str
    vencimento: str
    dias: int
    prazo: str
    classe: str
    valor: str
    saldo: str
    multa: str
    juros: str
    atualizado: str
    tem_encargos: bool
    tem_boleto: bool
    linha_digitavel: str


def em_uma_linha(texto: str) -> str:
    """Tira quebras de linha, controles e marcas que invertem a leitura, e junta os espaços repetidos."""
    if texto.isprintable():  # o caso comum: letras, acentos e espaços simples
        return texto.strip()
    return " ".join("".join(" " if _atrapalha(letra) else letra for letra in texto).split())


def _atrapalha(letra: str) -> bool:
    return unicodedata.category(letra) in {"Cc", "Cs", "Zl", "Zp"} or letra in _INVERTEM_A_LEITURA


_INVERTEM_A_LEITURA = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def em_variaveis(conteudo: ConteudoDoAviso) -> dict[str, object]:
    """Devolve o valor de cada variável para um aviso."""
    vencidos = [debito for debito in conteudo.debitos if debito.classe is Classe.VENCIDO]
    a_vencer = [debito for debito in conteudo.debitos if debito.classe is not Classe.VENCIDO]
    em_texto = {id(debito): _em_texto(debito) for debito in conteudo.debitos}
    cliente = em_uma_linha(conteudo.cliente.nome)
    return {
        "cliente": cliente,
        "fantasia": em_uma_linha(conteudo.cliente.fantasia) or cliente,
        "codigo_cliente": em_uma_linha(conteudo.cliente.codigo),
        **quem_cobra(conteudo.empresa),
        "numero_aviso": em_uma_linha(conteudo.numero),
        **_respostas(conteudo),
        "data": _data(conteudo.data),
        "documentos": _enumerar([em_uma_linha(f"{d.documento}/{d.parcela}") for d in conteudo.debitos]),
        "quantidade_debitos": len(conteudo.debitos),
        "quantidade_boletos": sum(debito.tem_boleto for debito in conteudo.debitos),
        "total": _somar(conteudo.debitos),
        "total_vencido": _somar(vencidos),
        "total_a_vencer": _somar(a_vencer),
        "maior_atraso": tom.maior_atraso(conteudo.debitos),
        "tom": tom.do_aviso(conteudo.debitos).value,
        "tem_logotipo": bool(conteudo.empresa.logotipo),
        "tem_vencidos": bool(vencidos),
        "tem_a_vencer": bool(a_vencer),
        "debitos": [em_texto[id(debito)] for debito in conteudo.debitos],
        "vencidos": [em_texto[id(debito)] for debito in vencidos],
        "a_vencer": [em_texto[id(debito)] for debito in a_vencer],
    }


def quem_cobra(empresa: Empresa) -> dict[str, str]:
    """Devolve as variáveis que falam da empresa."""
    documento = formatar_cpf_cnpj(empresa.cpf_cnpj)
    sigla = "CPF" if len(compactar_cpf_cnpj(empresa.cpf_cnpj)) == 11 else "CNPJ"
    return {
        "empresa": em_uma_linha(empresa.nome),
        "cnpj_empresa": em_uma_linha(documento),
        "documento_empresa": em_uma_linha(f"{sigla} {documento}") if documento.strip() else "",
        "endereco_empresa": em_uma_linha(_endereco(empresa)),
        "telefone_empresa": em_uma_linha(empresa.telefone),
        "email_empresa": em_uma_linha(empresa.email),
    }


def _respostas(conteudo: ConteudoDoAviso) -> dict[str, str]:
    """Um link por resposta pronta: abre o correio do cliente já com destinatário e assunto."""
    para = quote(conteudo.responder_para, safe="@")
    return {
        nome: f"mailto:{para}?subject={quote(f'{texto} - aviso {conteudo.numero}')}" if para else ""
        for nome, texto in RESPOSTAS.items()
    }


def _endereco(empresa: Empresa) -> str:
    cidade = "/".join(parte for parte in (empresa.cidade, empresa.uf) if parte)
    cep = f"CEP {formatar_cep(empresa.cep)}" if empresa.cep else ""
    return ", ".join(parte for parte in (empresa.endereco_em_linha(), cidade, cep) if parte)


def _em_texto(debito: DebitoAvisado) -> DebitoEmTexto:
    return DebitoEmTexto(
        documento=em_uma_linha(debito.documento),
        parcela=em_uma_linha(debito.parcela),
        emissao=_data(debito.emissao) if debito.emissao else "",
        vencimento=_data(debito.vencimento),
        dias=debito.dias,
        prazo=_prazo(debito.classe, debito.dias),
        classe="vencido" if debito.classe is Classe.VENCIDO else "a vencer",
        valor=formatar(debito.valor_centavos),
        saldo=formatar(debito.saldo_centavos),
        multa=formatar(debito.multa_centavos),
        juros=formatar(debito.juros_centavos),
        atualizado=formatar(debito.atualizado_centavos),
        tem_encargos=debito.multa_centavos > 0 or debito.juros_centavos > 0,
        tem_boleto=debito.tem_boleto,
        linha_digitavel=_com_mascara(debito.linha_digitavel or ""),
    )


def _prazo(classe: Classe, dias: int) -> str:
    if classe is Classe.VENCIDO:
        return "venceu ontem" if dias == 1 else f"vencido há {dias} dias"
    if dias > 0:  # vencimento em dia não útil, com a opção de prorrogar (regras.md §2.8)
        return "vencimento prorrogado para o próximo dia útil"
    return {0: "vence hoje", -1: "vence amanhã"}.get(dias, f"vence em {-dias} dias")


def _com_mascara(linha: str) -> str:
    """Separa os 47 algarismos em campos, como no boleto; outro tamanho sai como veio."""
    if len(linha) != 47:
        return em_uma_linha(linha)
    a, b, c = linha[:10], linha[10:21], linha[21:32]
    return f"{a[:5]}.{a[5:]} {b[:5]}.{b[5:]} {c[:5]}.{c[5:]} {linha[32]} {linha[33:]}"


def _enumerar(nomes: Sequence[str]) -> str:
    return " e ".join(filter(None, (", ".join(nomes[:-1]), nomes[-1] if nomes else "")))


def _data(dia: date) -> str:
    return f"{dia.day:02d}/{dia.month:02d}/{dia.year:04d}"


def _somar(debitos: Sequence[DebitoAvisado]) -> str:
    return em_reais(sum(debito.atualizado_centavos for debito in debitos))


EMPRESA_DE_EXEMPLO = Empresa(
    nome="Empresa de Exemplo Ltda",
    cpf_cnpj="11222333000181",
    endereco="Rua de Exemplo",
    numero="100",
    cidade="Joinville",
    uf="SC",
    cep="89201000",
    telefone="(47) 3000-0000",
    email="empresa@example.com",
)
"""A empresa fictícia, para conferir textos e para o teste de envio antes de haver cadastro."""
CLIENTE_DE_EXEMPLO = Cliente("EXEMPLO", "Cliente de Exemplo Ltda", fantasia="Cliente de Exemplo")
"""O cliente fictício da prévia e do envio de teste."""
_NUMERO_DE_EXEMPLO = "EXEM-PLO1"
_LINHA_DE_EXEMPLO = "0" * 47
"""Só zeros: nenhum banco a aceita, para que ninguém pague um exemplo."""


def exemplo(empresa: Empresa, hoje: date, de_tom: Tom = Tom.ATE_30) -> ConteudoDoAviso:
    """Devolve um aviso fictício e óbvio, com vencidos e a vencer, para a prévia e o envio de teste; ou o de um tom."""
    mais_antigo = {Tom.A_VENCER: -9, Tom.ATE_30: 12, Tom.ACIMA_DE_30: 47}[de_tom]
    debitos = (
        _debito_de_exemplo("1", hoje, mais_antigo, (124_000, 2_480, 496)),
        _debito_de_exemplo("2", hoje, min(mais_antigo + 4, 4), (98_050, 1_961, 131)),
        _debito_de_exemplo("3", hoje, -3, (153_000, 0, 0)),
    )
    return ConteudoDoAviso(empresa, CLIENTE_DE_EXEMPLO, hoje, debitos, _NUMERO_DE_EXEMPLO, empresa.email)


def _debito_de_exemplo(parcela: str, hoje: date, dias: int, centavos: tuple[int, int, int]) -> DebitoAvisado:
    saldo, multa, juros = centavos if dias > 0 else (centavos[0], 0, 0)
    return DebitoAvisado(
        cliente=CLIENTE_DE_EXEMPLO.codigo,
        documento="EXEMPLO",
        parcela=parcela,
        vencimento=hoje - timedelta(days=dias),
        classe=Classe.VENCIDO if dias > 0 else Classe.A_VENCER,
        dias=dias,
        valor_centavos=saldo,
        saldo_centavos=saldo,
        multa_centavos=multa,
        juros_centavos=juros,
        emissao=hoje - timedelta(days=dias + 30),
        linha_digitavel=_LINHA_DE_EXEMPLO,
    )
