"""O que a vistoria do dia diz: a frase e o detalhe de cada achado, e o conserto, na tela e no terminal. Sem Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from envio.fechamento.vistoria import Achado, Nivel, Quesito
from envio.prontidao import Exigencia
from modelos.avisos.correcao_de_data import AFrente
from regras.dinheiro import em_reais
from regras.relogio import Estranheza, Suspeita
from ui import frases, frases_da_cobranca, frases_das_pastas
from ui import frases_dos_apontamentos as apontamentos


class Dito(NamedTuple):
    """Um achado em palavras; o que fazer é para quem não tem o botão da tela, e pode ser vazio."""

    frase: str
    detalhe: str = ""
    o_que_fazer: str = ""


def dizer(achado: Achado, agora: datetime) -> Iterator[Dito]:
    """Uma frase por achado; os apontamentos dão uma por grupo."""
    if achado.quesito is Quesito.APONTAMENTOS:
        yield from _dos_apontamentos(achado)
    elif achado.quesito is Quesito.AUTORIZACAO and achado.erro is not None:
        yield Dito(achado.erro.mensagem, "os avisos ficariam adiados", achado.erro.no_terminal)
    elif achado.erro is not None:
        yield Dito(achado.erro.mensagem, "", achado.erro.no_terminal)
    elif achado.quesito is Quesito.BACKUP:
        yield _da_copia(achado, agora)
    elif achado.quesito is Quesito.IMPORTACAO:
        yield _da_importacao(achado, agora)
    else:
        yield _DIZERES[achado.quesito](achado)


def _dos_apontamentos(achado: Achado) -> Iterator[Dito]:
    contagem = Counter(map(apontamentos.grupo, achado.apontamentos))
    for grupo in apontamentos.Grupo:
        if contagem[grupo]:
            frase = f"{grupo.value}: {frases.numero(contagem[grupo])}"
            yield Dito(frase, "", "Veja quais com `app.py fechar --simular`.")


def da_suspeita(suspeita: Suspeita) -> str:
    """O que há de estranho na data ou no relógio."""
    relogio = frases.data_curta(suspeita.relogio)
    if suspeita.qual is Estranheza.A_FRENTE:
        return f"{frases.data_curta(suspeita.data)} está à frente do relógio desta máquina ({relogio})"
    dias = (suspeita.relogio - suspeita.ultimo).days if suspeita.ultimo else 0
    ultimo = frases.data_curta(suspeita.ultimo) if suspeita.ultimo else ""
    return (
        f"O relógio desta máquina diz {relogio}, {frases.quantos(dias, 'dia', 'dias')} depois do último fechamento ou "
        f"importação ({ultimo})"
    )


def do_que_esta_a_frente(havia: AFrente) -> str:
    """`2 fechamentos e 37 avisos, de 03/02/2029`."""
    quantos = [
        frases.quantos(quantidade, *nomes)
        for quantidade, nomes in (
            (havia.fechamentos, ("fechamento", "fechamentos")),
            (havia.avisos, ("aviso", "avisos")),
        )
        if quantidade
    ]
    de, ate = frases.data_curta(havia.de), frases.data_curta(havia.ate)
    return f"{frases.lista(quantos)}, de {de}{'' if de == ate else f' a {ate}'}"


def _do_relogio(achado: Achado) -> Dito:
    if achado.suspeita is None:
        return Dito("Relógio")
    conserto = (
        "" if achado.suspeita.so_avisa() else "Confira o relógio; se a data é esta mesma, use `--confirmar-data`."
    )
    return Dito(da_suspeita(achado.suspeita), "", conserto)


def _da_copia(achado: Achado, agora: datetime) -> Dito:
    conserto = "Faça um com `app.py backup`."
    if achado.em is None:
        return Dito("Nenhum backup feito", "", conserto)
    quando = frases.ha_quanto(achado.em, agora)
    if achado.nivel is Nivel.CERTO:
        return Dito("Backup conferido", quando)
    return Dito("Backup desatualizado", quando, conserto)


def _da_importacao(achado: Achado, agora: datetime) -> Dito:
    conserto = "Importe com `app.py importar --debitos`."
    if achado.em is None:
        return Dito("Nenhuma importação de débitos", "", conserto)
    quando = frases.ha_quanto(achado.em, agora)
    if achado.falhou:
        return Dito("A última importação não entrou", quando, conserto)
    if achado.nivel is Nivel.CERTO:
        return Dito("Débitos importados", quando)
    return Dito("Débitos não importados hoje", quando, conserto)


def _do_retorno(achado: Achado) -> Dito:
    quando = f"de {frases.data_curta(achado.geracao)}" if achado.geracao else ""
    if achado.nivel is Nivel.CERTO:
        return Dito("Retorno do banco em dia", quando)
    conserto = "Leia o de hoje com `app.py retorno ARQUIVO`, ou feche com `--sem-retorno`."
    return Dito(f"Retorno do banco atrasado, conta {achado.nome}", f"{quando}; os vencidos dela esperam", conserto)


def _do_login(achado: Achado) -> Dito:
    numero = achado.conta.numero if achado.conta else 0
    conserto = f"Confira em Cadastros → Tabelas → Contas de e-mail, ou com `app.py testar-envio {numero}`."
    return Dito(f"Conta {numero} não conferida", "ninguém entrou nela ainda", conserto)


def _da_conta(achado: Achado) -> Dito:
    conta = achado.conta
    return Dito(f"Conta {conta.numero}", conta.nome or conta.remetente) if conta else Dito("Conta")


def _da_pasta(achado: Achado) -> Dito:
    if achado.pasta is None:
        return Dito("Pasta vigiada")
    situacao = frases_das_pastas.situacao(achado.pasta)
    conserto = f"Veja {achado.pasta.caminho}, e leia de novo com `app.py pastas --ler`."
    return Dito(f"Pasta vigiada {frases_das_pastas.nome_curto(achado.pasta)}", situacao.lower(), conserto)


def _das_cobrancas(achado: Achado) -> Dito:
    codigos = frases.lista_curta([conta.codigo for conta in achado.cobrancas], ate=2)
    if achado.nivel is Nivel.CERTO:
        return Dito("Boleto confirmado", codigos)
    conserto = (
        f"Confira a conta com um boleto que o banco emitiu: `app.py conferir-conta {achado.cobrancas[0].codigo} LINHA`."
    )
    return Dito("Boleto não conferido", codigos, conserto)


def _da_que_mudou(achado: Achado) -> Dito:
    (conta,) = achado.cobrancas
    conserto = f"Corrija a conta, ou confira de novo com `app.py conferir-conta {conta.codigo} LINHA`."
    frase = f"Conta de cobrança {conta.codigo} mudou depois de conferida"
    return Dito(frase, frases_da_cobranca.por_que_caiu(conta), conserto)


_DIZERES: Mapping[Quesito | Exigencia, Callable[[Achado], Dito]] = {
    Quesito.ENVIO: lambda _: Dito(
        "Envio desabilitado", "fecha sem enviar", "Habilite com `app.py parametros habilitado=sim`."
    ),
    Quesito.TESTE: lambda achado: Dito(
        "Modo de teste ligado",
        f"só {achado.nome} recebe, nada é registrado",
        "Desligue com `app.py ajustes --sem-teste`.",
    ),
    Quesito.RELOGIO: _do_relogio,
    Quesito.MENSAL: lambda achado: Dito(
        "Fechamento mensal", f"grava a carteira de {frases.mes_por_extenso(achado.mes)}" if achado.mes else ""
    ),
    Quesito.NUVEM: lambda achado: Dito(
        "Base em pasta da nuvem", f"{achado.nome} pode estragá-la", "Leve a base para uma pasta só desta máquina."
    ),
    Quesito.LOGIN: _do_login,
    Quesito.PASTA: _da_pasta,
    Quesito.COBRANCA: _das_cobrancas,
    Quesito.COBRANCA_MUDOU: _da_que_mudou,
    Quesito.TIRADOS: lambda achado: Dito(
        frases.quantos(achado.quantos, "cliente tirado por você", "clientes tirados por você"),
        em_reais(achado.total_centavos),
    ),
    Quesito.PEDIDOS: lambda achado: Dito(
        frases.quantos(achado.quantos, "pedido em aberto", "pedidos em aberto"),
        "",
        "Veja em Cadastros → Pedidos em aberto.",
    ),
    Quesito.NOTAS: lambda achado: Dito(
        frases.quantos(achado.quantos, "número de nota faltando", "números de nota faltando"),
        "",
        "Veja na guia Falha de numeração.",
    ),
    Quesito.RETORNO: _do_retorno,
    Quesito.A_CONFERIR: lambda achado: Dito(
        frases.quantos(achado.quantos, "título do retorno a conferir", "títulos do retorno a conferir"),
        "o débito espera",
        "Decida com `app.py retorno-resolver`.",
    ),
    Quesito.AGRADECER: lambda achado: Dito(
        frases.quantos(achado.quantos, "agradecimento vai também", "agradecimentos vão também"),
        f"{em_reais(achado.total_centavos)} recebidos",
    ),
    Quesito.EM_DUVIDA: lambda achado: Dito(
        frases.quantos(achado.quantos, "aviso em dúvida", "avisos em dúvida"),
        "espera decisão" if achado.quantos == 1 else "esperam decisão",
        "Decida com `app.py resolver`.",
    ),
    Exigencia.CONTA: _da_conta,
}
