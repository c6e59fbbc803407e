"""O índice do dossiê em HTML: um arquivo só, sem nada de fora, que se lê e se imprime em qualquer navegador.

O desenho está em `resources/dossie/indice.html`; aqui, só o que se diz nele.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from envio.dossie import dizeres
from envio.dossie.conteudo import Dossie
from envio.dossie.pacote import SOMAS
from envio.retorno.dizeres import decisao, efeito
from regras.aviso import Estado, numero_do_aviso
from regras.cadastro import Cliente, Empresa
from regras.dinheiro import em_reais, formatar
from regras.documentos import formatar_cpf_cnpj

NOME = "indice.html"
_GABARITO = Path(__file__).parents[2] / "resources" / "dossie" / NOME
_FILTROS = {
    "acao": dizeres.acao,
    "classe": dizeres.classe,
    "decisao_no_banco": decisao,
    "dia": dizeres.dia,
    "efeito": efeito,
    "enderecos": dizeres.enderecos,
    "estado": dizeres.estado,
    "hora": dizeres.hora,
    "tentativa": dizeres.tentativa,
    "numero_citado": numero_do_aviso,
    "reais": em_reais,
    "valor": formatar,
}


def montar(dossie: Dossie) -> bytes:
    """A página, em UTF-8."""
    pagina = _gabarito().render(
        cliente=dossie.cliente,
        dito_do_cliente=_dizer_cliente(dossie.cliente),
        dito_da_empresa=_dizer_empresa(dossie.empresa) if dossie.empresa else "",
        periodo=dizeres.periodo(dossie.de, dossie.ate),
        emitido_em=dossie.emitido_em,
        contagens=_contar(dossie),
        debitos=dossie.debitos,
        avisos=dossie.avisos,
        somas=SOMAS,
    )
    return pagina.encode()


@cache
def _gabarito() -> Template:
    """O desenho compilado: tudo o que entra é escapado, e nome que não existe é erro."""
    ambiente = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    ambiente.filters |= _FILTROS
    return ambiente.from_string(_GABARITO.read_text(encoding="utf-8"))


def _dizer_cliente(cliente: Cliente) -> str:
    partes = [f"Código {cliente.codigo}"]
    if cliente.cpf_cnpj:
        partes.append(f"CPF/CNPJ {formatar_cpf_cnpj(cliente.cpf_cnpj)}")
    if not cliente.avisar:
        partes.append("hoje marcado “não avisar”")
    if cliente.promessa_ate:
        partes.append(f"promessa de pagamento até {dizeres.dia(cliente.promessa_ate)}")
    return ", ".join(partes)


def _dizer_empresa(empresa: Empresa) -> str:
    rua = f"{empresa.endereco}, {empresa.numero}" if empresa.numero else empresa.endereco
    return ", ".join(filter(None, (empresa.nome, formatar_cpf_cnpj(empresa.cpf_cnpj), rua, empresa.cidade, empresa.uf)))


def _contar(dossie: Dossie) -> str:
    mensagens = [mensagem for contado in dossie.avisos for mensagem in contado.mensagens]
    sempre = (
        (len(dossie.avisos), "aviso", "avisos"),
        (sum(contado.aviso.estado is Estado.ENVIADO for contado in dossie.avisos), "enviado", "enviados"),
        (len(mensagens), "mensagem guardada", "mensagens guardadas"),
    )
    se_houver = (
        (sum(mensagem.reenvio is not None for mensagem in mensagens), "reenvio", "reenvios"),
        (sum(len(contado.devolucoes) for contado in dossie.avisos), "devolução recebida", "devoluções recebidas"),
    )
    return ", ".join(dizeres.quantos(*contagem) for contagem in (*sempre, *(c for c in se_houver if c[0])))
