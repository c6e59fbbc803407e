"""Exportar o dossiê de um cliente: só os avisos dele, cada mensagem como foi, e o índice que os explica."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from envio.correio.leitura_mime import AnexoLido, ler_partes
from envio.dossie import conteudo, pagina, planilhas
from envio.dossie.conteudo import AvisoContado, Dossie, Mensagem
from envio.dossie.pacote import Pacote
from envio.mensagem.nomes_de_arquivo import nomear, tornar_unicos
from modelos.acesso import disco
from modelos.avisos import leitura, mensagens_guardadas
from modelos.cadastro import clientes, empresas
from regras.aviso import Aviso
from regras.cadastro import Cliente
from regras.erros import DadoInvalido


@dataclass(frozen=True, slots=True)
class Pedido:
    """De quem, e de que fechamentos.

    Atributos:
        cliente: o código.
        de: primeira data de fechamento; None é desde sempre.
        ate: última; None é até agora.
    """

    cliente: str
    de: date | None = None
    ate: date | None = None


@dataclass(frozen=True, slots=True)
class Andamento:
    """Quantos avisos já foram lidos, e de quantos."""

    feitos: int
    total: int


@dataclass(frozen=True, slots=True)
class Gravado:
    """O dossiê está no lugar.

    Atributos:
        arquivos: quantos há dentro, fora o das somas.
        sem_corpo: mensagens cujo corpo já tinha sido apagado pela guarda.
        soma: SHA-256 do ZIP.
    """

    arquivo: Path
    avisos: int
    mensagens: int
    sem_corpo: int
    arquivos: int
    bytes: int
    soma: str


def nome_proposto(cliente: str) -> str:
    """O nome do arquivo que se propõe, como `dossie-000123.zip`."""
    return nomear(f"dossie-{cliente}", "zip")


def exportar(pedido: Pedido, destino: Path, agora: datetime) -> Iterator[Andamento | Gravado]:
    """Grava o ZIP e diz o andamento; o último valor é o `Gravado`.

    Gerador: parar de iterar antes do fim não deixa nada, e o que já havia no destino fica como estava.

    Args:
        pedido: de quem e de quando.
        destino: o .zip, numa pasta que existe.
        agora: instante em UTC, escrito no índice.

    Raises:
        DadoInvalido: o cliente não tem aviso no intervalo, ou o intervalo está ao contrário.
        AmbienteIndisponivel: não deu para gravar.
    """
    lidos = _ler(pedido)
    yield Andamento(0, len(lidos))
    with Pacote(destino, nome_proposto(pedido.cliente).removesuffix(".zip")) as pacote:
        contados = []
        for posicao, aviso in enumerate(lidos, 1):
            contados.append(_guardar(pacote, aviso))
            yield Andamento(posicao, len(lidos))
        dossie = _juntar(pedido, lidos, tuple(contados), agora)
        for nome, planilha in planilhas.montar(dossie):
            pacote.guardar(nome, planilha)
        pacote.guardar(pagina.NOME, pagina.montar(dossie))
    mensagens = [mensagem for contado in contados for mensagem in contado.mensagens]
    with disco.traduzir(destino):
        tamanho, soma = destino.stat().st_size, disco.resumir(destino)
    sem_corpo = sum(mensagem.arquivo is None for mensagem in mensagens)
    yield Gravado(destino, len(lidos), len(mensagens), sem_corpo, pacote.quantos(), tamanho, soma)


def _ler(pedido: Pedido) -> list[Aviso]:
    if pedido.de is not None and pedido.ate is not None and pedido.de > pedido.ate:
        raise DadoInvalido("período", "a primeira data é posterior à última", o_que_fazer="Troque as duas.")
    lidos = leitura.do_cliente(pedido.cliente, pedido.de, pedido.ate)
    if not lidos:
        raise DadoInvalido(
            "dossiê", f"o cliente {pedido.cliente} não tem aviso neste período", o_que_fazer="Amplie o período."
        )
    return lidos


def _guardar(pacote: Pacote, aviso: Aviso) -> AvisoContado:
    """Põe no pacote as mensagens do aviso, com os anexos de cada uma."""
    pasta = f"avisos/{aviso.data.isoformat()}-aviso-{aviso.id}"
    mensagens = tuple(
        _guardar_mensagem(pacote, f"{pasta}/mensagem-{ordem}", mensagem)
        for ordem, mensagem in enumerate(conteudo.ler_mensagens(aviso), 1)
    )
    return conteudo.contar(aviso, mensagens)


def _guardar_mensagem(pacote: Pacote, onde: str, mensagem: Mensagem) -> Mensagem:
    """O .eml byte a byte e os anexos dele; sem corpo, só a soma que a guarda deixou."""
    mime = mensagens_guardadas.mime_da_mensagem(mensagem.versao.message_id)
    if mime is None:
        return mensagem
    arquivo = pacote.guardar(f"{onde}.eml", mime)
    lidos = _anexos(mime)
    nomes = tornar_unicos(anexo.nome for anexo in lidos)
    anexos = tuple(pacote.guardar(f"{onde}/{nome}", anexo.conteudo) for nome, anexo in zip(nomes, lidos, strict=True))
    return replace(mensagem, arquivo=arquivo, anexos=anexos, soma=arquivo.soma)


def _anexos(mime: bytes) -> tuple[AnexoLido, ...]:
    """Os anexos de uma mensagem; a que não pode ser lida vai inteira no .eml, e não impede o dossiê."""
    try:
        return ler_partes(mime).anexos
    except DadoInvalido:
        return ()


def _juntar(pedido: Pedido, lidos: list[Aviso], contados: tuple[AvisoContado, ...], agora: datetime) -> Dossie:
    ultimo = lidos[-1]
    cliente = clientes.obter(pedido.cliente) or Cliente(ultimo.cliente, ultimo.cliente_nome)
    return Dossie(empresas.obter(), cliente, pedido.de, pedido.ate, agora, contados, conteudo.contar_debitos(lidos))
