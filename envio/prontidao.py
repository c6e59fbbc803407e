"""O que falta para poder fechar o dia com envio: empresa, conta, senha, mensagem, filtros, data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from envio.acesso.oauth.falhas import com_autorizacao_nao_se_usa_senha
from envio.ambiente import Ambiente
from envio.contas import autorizacao as acesso
from envio.correio.transporte import Credencial
from modelos.avisos import autorizacao, correcao_de_data
from modelos.base import ajustes
from modelos.cadastro import empresas, grupos, situacoes
from modelos.carteira import importacoes
from modelos.contas import contas_autorizadas, contas_email, mensagens
from regras.cadastro import ContaEmail, Empresa, Mensagem
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta, DadoInvalido, ErroAviso
from regras.mensagem import texto
from regras.nomes import chave
from regras.parametros import FiltroSNT, Modo, ParametrosAviso
from regras.relogio import Suspeita, suspeitar


@dataclass(frozen=True, slots=True)
class Pronto:
    """Tudo o que o envio precisa, conferido antes de gravar o primeiro aviso."""

    empresa: Empresa
    conta: ContaEmail
    credencial: Credencial
    mensagem: Mensagem


T = TypeVar("T")


class Exigencia(StrEnum):
    """O que fechar o dia com envio exige, na ordem em que se confere."""

    BASE = "base"
    DATA = "data"
    EMPRESA = "empresa"
    FILTROS = "filtros"
    CONTA = "conta"
    MENSAGEM = "mensagem"
    CREDENCIAL = "credencial"


@dataclass(frozen=True, slots=True)
class Falta:
    """Uma exigência que não se cumpre, e o erro com que o fechamento seria recusado."""

    exigencia: Exigencia
    erro: ErroAviso


@dataclass(frozen=True, slots=True)
class DaConta:
    """A conta que enviaria, a mensagem dela e com que entra; o que faltar é None e está nas faltas."""

    conta: ContaEmail | None
    mensagem: Mensagem | None
    credencial: Credencial
    faltas: tuple[Falta, ...]


@dataclass(frozen=True, slots=True)
class Prontidao:
    """O que falta para fechar. `pronto` é o que o envio usa: None com o aviso desabilitado, ou se algo falta."""

    faltas: tuple[Falta, ...]
    pronto: Pronto | None = None
    da_conta: DaConta | None = None

    def exigir(self) -> Pronto | None:
        """Devolve o que o envio usa, ou None com o aviso desabilitado.

        Raises:
            ErroAviso: o da primeira falta.
        """
        if self.faltas:
            raise self.faltas[0].erro
        return self.pronto


def avaliar(hoje: date, ambiente: Ambiente, parametros: ParametrosAviso, senha: str | None = None) -> Prontidao:
    """Confere tudo o que fechar o dia exige e devolve cada falta; nada é gravado nem enviado.

    Args:
        hoje: data do fechamento.
        ambiente: base e cofre.
        parametros: os da guia.
        senha: a desta execução, no lugar da do cofre.
    """
    faltas: list[Falta] = []
    _tentar(Exigencia.BASE, conferir_base, faltas)
    _tentar(Exigencia.DATA, lambda: conferir_data(hoje, ambiente.hoje()), faltas)
    if not parametros.habilitado:
        return Prontidao(tuple(faltas))
    do_envio = _avaliar_envio(ambiente, parametros, senha)
    return replace(do_envio, faltas=(*faltas, *do_envio.faltas))


def conferir(ambiente: Ambiente, parametros: ParametrosAviso, senha: str | None = None) -> Pronto:
    """Confere o que o envio exige, sem olhar a base nem a data, e devolve o que achou.

    Args:
        ambiente: base e cofre.
        parametros: os da guia.
        senha: a desta execução, no lugar da do cofre.

    Raises:
        ConfiguracaoIncompleta: falta empresa, conta, senha ou um nome marcado deixou de existir.
        DadoInvalido: a mensagem cadastrada não pode ser preenchida.
    """
    avaliada = _avaliar_envio(ambiente, parametros, senha)
    if avaliada.pronto is None:
        raise avaliada.faltas[0].erro
    return avaliada.pronto


def avaliar_conta(ambiente: Ambiente, parametros: ParametrosAviso, senha: str | None = None) -> DaConta:
    """Confere a conta que enviaria, a mensagem dela e a senha ou autorização, e devolve cada falta."""
    faltas: list[Falta] = []
    conta = _tentar(Exigencia.CONTA, lambda: escolher_conta(parametros), faltas)
    if conta is None:
        return DaConta(None, None, None, tuple(faltas))
    mensagem = _tentar(Exigencia.MENSAGEM, lambda: _ler_mensagem(conta), faltas)
    credencial = _tentar(Exigencia.CREDENCIAL, lambda: obter_credencial(ambiente, conta, senha), faltas)
    return DaConta(conta, mensagem, credencial, tuple(faltas))


def _avaliar_envio(ambiente: Ambiente, parametros: ParametrosAviso, senha: str | None) -> Prontidao:
    faltas: list[Falta] = []
    empresa = _tentar(Exigencia.EMPRESA, conferir_empresa, faltas)
    _tentar(Exigencia.FILTROS, lambda: conferir_filtros(parametros), faltas)
    da_conta = avaliar_conta(ambiente, parametros, senha)
    faltas.extend(da_conta.faltas)
    conta, mensagem = da_conta.conta, da_conta.mensagem
    pronto = None
    if not faltas and empresa is not None and conta is not None and mensagem is not None:
        pronto = Pronto(empresa, conta, da_conta.credencial, mensagem)
    return Prontidao(tuple(faltas), pronto, da_conta)


def _tentar(exigencia: Exigencia, conferir_uma: Callable[[], T], faltas: list[Falta]) -> T | None:
    try:
        return conferir_uma()
    except ErroAviso as erro:
        faltas.append(Falta(exigencia, erro))
        return None


def _ler_mensagem(conta: ContaEmail) -> Mensagem:
    mensagem = mensagens.da_conta(conta.numero)
    texto.validar(mensagem)
    return mensagem


def conferir_empresa() -> Empresa:
    """Devolve a empresa com tudo o que a lei exige de quem cobra (regras.md §4).

    Raises:
        ConfiguracaoIncompleta: sem empresa, ou com campo exigido vazio.
    """
    empresa = empresas.obter()
    if empresa is None:
        raise ConfiguracaoIncompleta(
            "A empresa que cobra ainda não foi cadastrada.",
            "Preencha em Sistema → Empresa⟨| ou importe com --empresa⟩.",
        )
    if falta := empresa.o_que_falta():
        raise ConfiguracaoIncompleta(
            f"Falta no cadastro da empresa: {', '.join(falta)}.",
            "A lei exige que a cobrança traga esses dados. Complete em Sistema → Empresa⟨| ou importe com --empresa⟩.",
        )
    return empresa


def conferir_filtros(parametros: ParametrosAviso) -> None:
    """Recusa (S) com grupo ou situação marcados que deixaram de existir (regras.md §3.1).

    Raises:
        ConfiguracaoIncompleta: diz quais nomes sumiram.
    """
    for filtro, sumidos in filtros_com_nome_perdido(parametros):
        raise ConfiguracaoIncompleta(
            f"{filtro.value} marcados que não existem mais: {', '.join(sumidos)}.",
            "Refaça a seleção na guia Aviso de Débitos antes de fechar o dia.",
        )


class Filtro(StrEnum):
    """O que os parâmetros filtram, como se diz ao operador."""

    GRUPOS = "Grupos de contatos"
    SITUACOES = "Situações"


def filtros_com_nome_perdido(parametros: ParametrosAviso) -> list[tuple[Filtro, list[str]]]:
    """Devolve, para cada filtro em S, os nomes marcados que não estão mais no cadastro."""
    ternos = (
        (Filtro.GRUPOS, parametros.grupos, grupos.listar),
        (Filtro.SITUACOES, parametros.situacoes, situacoes.listar),
    )
    perdidos = ((qual, _sumidos(filtro, listar())) for qual, filtro, listar in ternos if filtro.modo is Modo.SELECIONA)
    return [(qual, nomes) for qual, nomes in perdidos if nomes]


def _sumidos(filtro: FiltroSNT, existentes: list[str]) -> list[str]:
    conhecidos = {chave(nome) for nome in existentes}
    return [nome for nome in filtro.marcados if chave(nome) not in conhecidos]


def escolher_conta(parametros: ParametrosAviso) -> ContaEmail:
    """Devolve a conta dos parâmetros; vazia, a única que houver (linha-de-comando.md, parametros).

    Raises:
        ConfiguracaoIncompleta: nenhuma conta, a conta não existe, ou há mais de uma e nenhuma foi escolhida.
    """
    if parametros.conta_email is not None:
        conta = contas_email.obter(parametros.conta_email)
        if conta is None:
            raise ConfiguracaoIncompleta(
                f"A conta de e-mail {parametros.conta_email} não existe mais.",
                "Escolha outra na guia Aviso de Débitos, em “Qual conta de e-mail você deseja utilizar?”.",
            )
        return conta
    conta = contas_email.unica()
    if conta is None:
        raise ConfiguracaoIncompleta(
            "Nenhuma conta de e-mail foi escolhida para o envio.",
            "Cadastre em Cadastros → Tabelas → Contas de e-mail e escolha na guia Aviso de Débitos.",
        )
    return conta


def obter_credencial(ambiente: Ambiente, conta: ContaEmail, senha: str | None) -> Credencial:
    """Devolve com que a conta entra: a senha, de onde sai o token, ou None quando não faz login.

    Raises:
        ConfiguracaoIncompleta: a conta faz login e não há senha no cofre, ou não foi autorizada neste computador.
        DadoInvalido: senha para uma conta que entra por autorização.
    """
    if conta.e_autorizada():
        if senha:
            raise com_autorizacao_nao_se_usa_senha(conta)
        return acesso.do_cofre(ambiente, conta)
    if not conta.usuario:
        return None
    achada = senha or ambiente.cofre.obter(conta.numero)
    if not achada:
        raise ConfiguracaoIncompleta(
            f"A conta de e-mail {conta.numero} ({conta.remetente}) está sem senha no cofre do sistema.",
            "Informe a senha em Cadastros → Tabelas → Contas de e-mail⟨|, ou só nesta execução com "
            "--senha-da-entrada⟩.",
        )
    return achada


def conferir_autorizacao(conta: ContaEmail) -> None:
    """Diz, antes de fechar, que o provedor já deixou de aceitar a autorização da conta (email.md §3.1).

    Não impede quem fecha mesmo assim: a tentativa é ordem do operador, e os avisos ficam adiados se ela falhar.

    Raises:
        ConfiguracaoIncompleta: a autorização está vencida.
    """
    autorizacao = contas_autorizadas.obter(conta.numero) if conta.e_autorizada() else None
    if autorizacao is not None and autorizacao.vencida_em is not None:
        raise ConfiguracaoIncompleta(
            f"A autorização da conta de e-mail {conta.numero} ({conta.remetente}) não vale mais.",
            "Autorize de novo em Cadastros → Tabelas → Contas de e-mail.",
        )


def conferir_data(hoje: date, relogio: date) -> None:
    """Recusa data anterior à do último fechamento (regras.md §2.12).

    Args:
        hoje: a do fechamento.
        relogio: o dia desta máquina; se o último fechamento está à frente dele, há volta.

    Raises:
        DadoInvalido: o fechamento só anda para a frente.
    """
    ultima = correcao_de_data.ultima_data()
    if ultima is None or hoje >= ultima:
        return
    conserto = "O fechamento só anda para a frente; para ver outra data, use a prévia⟨| (--simular)⟩."
    if ultima > relogio:
        conserto = (
            f"Aquela data está à frente do relógio, que diz {relogio:%d/%m/%Y}. Se o relógio está certo, "
            "⟨o botão Corrigir do painel|`app.py fechar --corrigir-data`⟩ dá como feito hoje o que foi fechado com "
            "data à frente."
        )
    raise DadoInvalido(
        "data do fechamento",
        f"{hoje:%d/%m/%Y} é anterior ao último fechamento, de {ultima:%d/%m/%Y}",
        o_que_fazer=conserto,
    )


def suspeitar_da_data(data: date, relogio: date) -> Suspeita | None:
    """O que há de estranho em fechar esta data com este relógio: quem fecha confirma antes (regras.md §2.12)."""
    fechado, importada = correcao_de_data.ultima_data(), importacoes.ultima()
    importado = importada.em.astimezone().date() if importada else None
    return suspeitar(data, relogio, max(filter(None, (fechado, importado)), default=None))


def conferir_base() -> None:
    """Recusa gravar e enviar numa base restaurada, copiada ou movida e ainda não confirmada (regras.md §6.7).

    Raises:
        AmbienteIndisponivel: a base está travada.
    """
    bloqueio = autorizacao.travada()
    if bloqueio is None:
        return
    conserto = "Dê a este usuário permissão de gravar na pasta de dados dele."
    if bloqueio.confirmar_resolve:
        conserto = (
            "Se esta é a base verdadeira, confirme ⟨em Destravar|na janela do fechamento ou com `app.py destravar`⟩."
        )
    if bloqueio.exige_como:
        conserto = f"{conserto} Se é cópia para experimentar: ⟨diga isso em Destravar|`app.py destravar --como copia`⟩."
    if bloqueio.quebra is not None:
        conserto = (
            "Ponha de volta o diário que estava ao lado da base. Se ele se perdeu, confira no provedor o que saiu, e "
            "⟨Destravar|`app.py destravar`⟩ recomeça do que a base e a cópia do diário na pasta de dados deste usuário "
            "sabem."
        )
    raise AmbienteIndisponivel(f"A base está travada para envio: {bloqueio.frase()}.", conserto)


def conferir_envio_de_verdade() -> None:
    """Recusa falar com um cliente enquanto o modo de teste está ligado: ele promete que nenhum recebe.

    Raises:
        ConfiguracaoIncompleta: o modo de teste está ligado.
    """
    if para := ajustes.obter().teste_para:
        raise ConfiguracaoIncompleta(
            f"O modo de teste está ligado, só {para} recebe, e este aviso iria ao cliente.",
            "Desligue-o em Sistema → Modo de teste e guarda⟨|, ou com `app.py ajustes --sem-teste`⟩.",
        )
