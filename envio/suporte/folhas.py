"""Os arquivos de texto que vão no pedido de suporte, um por assunto."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from boletos import bancos
from envio.correio import provedores
from envio.suporte import log, maquina
from envio.suporte.filtro import Filtro
from modelos.avisos import autorizacao, caixas_devolucoes, diario_conferido
from modelos.base import ajustes, estrutura, pessoais
from modelos.cadastro import empresas
from modelos.contas import (
    contas_cobranca,
    contas_conferidas,
    contas_email,
    parametros,
)
from regras.cadastro import SERVIDORES_LOCAIS, ContaEmail
from regras.parametros import PARAMETROS, FiltroSNT, Tipo

Fato = tuple[str, str]

LEIA_ME = """\
Pedido de suporte do Aviso de Débitos, juntado em {em}.

Mande este arquivo a quem dá suporte a vocês, com uma frase sobre o que aconteceu e a que horas.

O que vai: {lista}.

O que não vai: clientes, contatos, débitos, mensagens, endereços de e-mail, senhas e autorizações.

Do registro do programa saem nomes, documentos, valores, números de boleto e caminhos; no lugar fica uma marca, como \
[nome] ou [valor]. Mesmo assim, leia antes de mandar: são arquivos de texto.
"""


def da_maquina(aparencia: Iterable[Fato]) -> str:
    """O programa, o sistema e como a tela está."""
    return em_linhas([*maquina.descrever(), *aparencia])


def da_base() -> str:
    """Versão, tamanho, se está inteira, e quantas linhas há em cada tabela.

    Raises:
        AmbienteIndisponivel: a base não deixou.
    """
    vista, bloqueio = estrutura.examinar(), autorizacao.travada()
    quebra = bloqueio.quebra if bloqueio else None
    fatos = [
        ("Versão da base", f"{vista.versao} (este programa entende até a {vista.entende_ate})"),
        ("Tamanho", f"{vista.bytes} bytes"),
        ("Integridade", "problema na estrutura" if vista.problema else "inteira"),
        ("Travada para envio", bloqueio.por_que.value if bloqueio else "não"),
        ("Diário de envios", f"{diario_conferido.obter().linhas} linhas vistas; {quebra or 'sem problema conhecido'}"),
    ]
    linhas = [(tabela, str(quantas)) for tabela, quantas in vista.linhas.items()]
    comandos = ";\n".join(vista.comandos)
    return f"{em_linhas(fatos)}\nLinhas em cada tabela\n\n{em_linhas(linhas)}\nEstrutura\n\n{comandos};\n"


def das_configuracoes() -> str:
    """Como o programa está configurado, sem endereço, senha nem nome de ninguém.

    Raises:
        AmbienteIndisponivel: a base não deixou.
    """
    return em_linhas(
        [
            *_do_aviso(),
            *(fato for conta in contas_email.listar() for fato in _da_conta_de_email(conta)),
            *_das_contas_de_cobranca(),
        ]
    )


def do_registro(nomes_daqui: Iterable[str]) -> str:
    """O fim do registro do programa, sem dado pessoal.

    Raises:
        AmbienteIndisponivel: a base ou o registro não deixaram: sem saber o que tirar, nada do registro vai.
    """
    conhecidos = {provedor.servidor for provedor in provedores.PROVEDORES} | SERVIDORES_LOCAIS
    filtro = Filtro(
        [*pessoais.valores(pessoais.NOMES), *nomes_daqui],
        pessoais.valores(pessoais.CODIGOS),
        pessoais.valores(pessoais.SERVIDORES),
        conhecidos,
    )
    return (filtro.limpar(log.ler_fim()) or "O registro está vazio.") + "\n"


def em_linhas(fatos: Iterable[Fato]) -> str:
    """`Nome: valor`, um por linha."""
    return "".join(f"{nome}: {valor}\n" for nome, valor in fatos)


def leia_me(em: datetime, lista: str) -> str:
    """O que é o pacote, o que vai e o que não vai; `em` em UTC, escrito na hora local."""
    return LEIA_ME.format(em=f"{em.astimezone():%d/%m/%Y %H:%M}", lista=lista)


def _do_aviso() -> Iterator[Fato]:
    gravados, da_base = parametros.obter(), ajustes.obter()
    empresa = empresas.obter()
    yield "Empresa cadastrada", _sim_ou_nao(empresa is not None)
    if empresa is not None:
        yield "Falta na empresa", ", ".join(empresa.o_que_falta()) or "nada"
        yield "Logotipo", _sim_ou_nao(bool(empresa.logotipo))
        yield "Senha nos PDFs", _sim_ou_nao(bool(empresa.algarismos_da_senha))
    for nome, parametro in PARAMETROS.items():
        if parametro.tipo in _DIZERES:
            yield parametro.rotulo, _DIZERES[parametro.tipo](getattr(gravados, nome))
    yield "Modo de teste", _sim_ou_nao(da_base.em_teste())
    yield "Guardar mensagens, em meses", str(da_base.guardar_meses)


def _da_conta_de_email(conta: ContaEmail) -> Iterator[Fato]:
    """O provedor e a porta; o endereço, o usuário e o servidor próprio não."""
    nome = f"Conta de e-mail {conta.numero}"
    yield f"{nome}, provedor", _provedor(conta)
    yield f"{nome}, porta e segurança", f"{conta.porta}, {conta.seguranca.value}"
    yield f"{nome}, entra por", conta.autenticacao.value if conta.login() else "sem login"
    limites = (conta.por_minuto, conta.por_hora, conta.por_dia)
    yield f"{nome}, limites por minuto, hora e dia", ", ".join("sem" if x is None else str(x) for x in limites)
    yield f"{nome}, conferida", _sim_ou_nao(contas_conferidas.obter(conta.numero) is not None)
    yield f"{nome}, caixa de devoluções", _sim_ou_nao(caixas_devolucoes.obter(conta.numero) is not None)


def _provedor(conta: ContaEmail) -> str:
    if conta.e_local():
        return "esta máquina"
    conhecido = provedores.do_servidor(conta.servidor)
    return conhecido.nome if conhecido else "servidor próprio"


def _das_contas_de_cobranca() -> Iterator[Fato]:
    """Banco e carteira, que decidem como o boleto é montado; agência, conta e convênio não."""
    for ordem, conta in enumerate(contas_cobranca.listar(), 1):
        situacao = "homologada" if bancos.confirmada(conta) else "por homologar"
        yield f"Conta de cobrança {ordem}", f"banco {conta.banco}, carteira {conta.carteira}, {situacao}"


def _sim_ou_nao(vale: bool) -> str:
    return "sim" if vale else "não"


def _ha(centavos: int) -> str:
    return "há" if centavos else "não há"


def _filtro(filtro: FiltroSNT) -> str:
    return f"{filtro.modo.value}, {len(filtro.marcados)} marcados"


_DIZERES: Mapping[Tipo, Callable[[Any], str]] = {
    Tipo.SIM_NAO: _sim_ou_nao,
    Tipo.DIAS: str,
    Tipo.DINHEIRO: _ha,
    Tipo.FILTRO: _filtro,
}
"""De cada parâmetro, o que se diz sem contar nada de ninguém; a conta tem folha própria."""
