"""Cópias conferidas da base: fazer, listar, dizer em números o que cada uma tem, e voltar a uma delas.

A base restaurada fica travada para envio (regras.md §6.7).
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from modelos.acesso import conexao, dialeto, disco, locais
from modelos.acesso.conexao import Base, leitura, ler, ler_uma, transacao
from modelos.base import conferencia, lugar, releitura
from modelos.base.copias_tabela import CopiaDB
from modelos.base.trava import Trava
from regras.base_travada import Bloqueio, PorQue
from regras.dinheiro import Centavos
from regras.erros import AmbienteIndisponivel


@dataclass(frozen=True, slots=True)
class Copia:
    """Uma cópia da base, inteira num arquivo.

    Atributos:
        sha256: o resumo relido do disco quando foi feita; vazio na que esta base não anotou.
        em: quando foi feita, em UTC; da que a base não anotou, quando o arquivo foi gravado.
    """

    arquivo: Path
    bytes: int
    sha256: str
    em: datetime


@dataclass(frozen=True, slots=True)
class Conteudo:
    """O que uma base tem. `ultimo_fechamento` é a data de referência; `avisos` conta os de qualquer estado."""

    uuid: str
    empresa: str
    clientes: int
    debitos: int
    em_aberto: int
    em_aberto_centavos: Centavos
    avisos: int
    ultimo_fechamento: date | None


@dataclass(frozen=True, slots=True)
class CopiaExaminada:
    """Uma cópia conferida por inteiro, e o que ela tem.

    Atributos:
        sha256: o resumo do arquivo como está agora no disco.
        versao: a da base; mais velha que a do programa, é migrada ao abrir.
    """

    arquivo: Path
    bytes: int
    sha256: str
    versao: int
    conteudo: Conteudo


def copiar(base: Base, destino: Path | None, em: datetime) -> Copia:
    """Copia a base para um arquivo só, confere o que ficou no disco e anota a cópia na base.

    Args:
        base: a base aberta; outros podem usá-la enquanto isso.
        destino: pasta da cópia; None é a pasta de cópias do usuário.
        em: instante em UTC; o nome do arquivo traz a hora local.

    Raises:
        AmbienteIndisponivel: disco cheio, pasta sem permissão, base danificada, ou a cópia não conferiu.
    """
    pasta = (destino or locais.pasta_de_copias()).absolute()
    with conexao.traduzir(base.caminho):
        conferida = conferencia.copiar(dialeto.conexao_crua(conexao.atual), pasta, f"aviso-{_hora_local(em)}")
    copia = Copia(conferida.caminho, conferida.bytes, conferida.sha256, em)
    _anotar(copia)
    return copia


@transacao()
def _anotar(copia: Copia) -> None:
    CopiaDB.insert(arquivo=str(copia.arquivo), bytes=copia.bytes, sha256=copia.sha256, em=copia.em).execute()


@leitura()
def ultima() -> Copia | None:
    """A última cópia feita desta base, ou None."""
    colunas = [getattr(CopiaDB, campo.name) for campo in fields(Copia)]
    linha = ler_uma(CopiaDB.select(*colunas).order_by(CopiaDB.id.desc()))
    return None if linha is None else Copia(Path(linha[0]), *linha[1:])


@leitura()
def listar() -> list[Copia]:
    """As cópias que esta base anotou e as da pasta de cópias, da mais nova à mais velha; só as que ainda existem."""
    achadas: dict[Path, Copia] = {}
    for arquivo in _da_pasta(locais.pasta_de_copias()):
        situacao = arquivo.stat()
        achadas[arquivo] = Copia(arquivo, situacao.st_size, "", datetime.fromtimestamp(situacao.st_mtime, UTC))
    anotadas = CopiaDB.select(CopiaDB.arquivo, CopiaDB.em, CopiaDB.sha256).order_by(CopiaDB.id)
    for caminho, em, sha256 in ler(anotadas):
        arquivo = Path(caminho)
        if arquivo.is_file():
            achadas[arquivo] = Copia(arquivo, arquivo.stat().st_size, sha256, em)
    return sorted(achadas.values(), key=lambda copia: copia.em, reverse=True)


def examinar(arquivo: Path) -> CopiaExaminada:
    """Confere a cópia por inteiro e diz o que ela tem; nada é criado nem alterado.

    Raises:
        AmbienteIndisponivel: não existe, é a própria base aberta, não é do programa, está danificada ou é mais nova.
    """
    if conexao.atual.obj is not None:
        _recusar_a_propria(arquivo, Path(conexao.caminho_atual()))
    versao = conferencia.examinar_arquivo(arquivo)
    with disco.traduzir(arquivo):
        tamanho, sha256 = arquivo.stat().st_size, disco.resumir(arquivo)
    with dialeto.desconfiando(arquivo), dialeto.abrir_parada(arquivo) as copia:
        releitura.conferir_objetos(copia, arquivo)
        conteudo = _ler_conteudo(copia)
    return CopiaExaminada(arquivo, tamanho, sha256, versao, conteudo)


def _recusar_a_propria(arquivo: Path, base: Path) -> None:
    """Antes de abrir o arquivo: lido por fora e fechado, soltaria as travas do motor na base aberta."""
    if base.exists() and arquivo.exists() and arquivo.samefile(base):
        raise AmbienteIndisponivel(
            f"{arquivo} é a própria base.", "Escolha uma cópia feita com ⟨o botão Backup|`app.py backup`⟩."
        )


@leitura()
def da_base_atual() -> Conteudo:
    """O que a base aberta tem agora, para comparar."""
    return _ler_conteudo(dialeto.conexao_crua(conexao.atual))


def restaurar(arquivo: Path, caminho_base: Path, em: datetime) -> Path | None:
    """Confere a cópia, guarda a base atual ao lado e põe a cópia no lugar dela, travada para envio.

    A troca é atômica: se algo falhar antes, a base atual continua como estava.

    Args:
        arquivo: a cópia.
        caminho_base: a base a substituir, que não pode estar aberta por ninguém; pode não existir.
        em: instante em UTC, para o nome da guardada e o motivo da trava.

    Returns:
        Onde a base anterior ficou, ou None se não havia.

    Raises:
        AmbienteIndisponivel: a cópia não confere, a base está em uso ou fica em pasta de rede, ou o disco não deixou.
    """
    lugar.exigir_local(caminho_base)
    # Por um atalho, troca-se o arquivo de verdade, e não o atalho.
    origem, destino = arquivo.absolute(), Path(os.path.realpath(caminho_base))
    _recusar_a_propria(origem, destino)
    conferencia.examinar_arquivo(origem)
    with disco.traduzir(destino):
        destino.parent.mkdir(parents=True, exist_ok=True)
    with Trava(destino):
        nova = destino.with_name(f"{destino.name}.restaurando")
        try:
            _preparar_travada(origem, nova, em)
            guardada = _guardar_atual(destino, em)
            with disco.traduzir(destino):
                os.replace(nova, destino)
                disco.confirmar(destino)
        finally:
            nova.unlink(missing_ok=True)
    return guardada


def _preparar_travada(origem: Path, nova: Path, em: datetime) -> None:
    """Põe ao lado da base a cópia relida linha a linha, já travada, e confere o que ficou no disco."""
    bloqueio = Bloqueio(PorQue.RESTAURADA, em=em, copia=origem.name)
    with disco.traduzir(nova), conexao.traduzir(nova):
        nova.unlink(missing_ok=True)
        _exigir_espaco(origem, nova)
        with dialeto.desconfiando(origem):
            releitura.reler(origem, nova)
        dialeto.executar_em(nova, "UPDATE identidade SET trava = ?", [bloqueio.em_json()])
        _anotar_em(nova, origem)
        disco.confirmar(nova)
    conferencia.examinar_arquivo(nova)


def _anotar_em(nova: Path, origem: Path) -> None:
    """A base restaurada sabe da cópia de que veio: anotada depois de feita, ela não está dentro de si mesma."""
    situacao = origem.stat()
    em = CopiaDB.em.db_value(datetime.fromtimestamp(situacao.st_mtime, UTC).replace(microsecond=0))
    dialeto.executar_em(
        nova,
        "INSERT INTO copias (arquivo, bytes, sha256, em) VALUES (?, ?, ?, ?)",
        [str(origem), situacao.st_size, disco.resumir(origem), em],
    )


def _exigir_espaco(origem: Path, nova: Path) -> None:
    """A cópia não enche o disco: a base de agora ainda vai ser guardada nele."""
    if shutil.disk_usage(nova.parent).free < origem.stat().st_size:
        raise AmbienteIndisponivel(
            f"Não cabe no disco de {nova.parent} a cópia {origem}.",
            "Libere espaço e tente de novo. A base não foi tocada.",
        )


def _guardar_atual(destino: Path, em: datetime) -> Path | None:
    """Deixa a base atual também sob outro nome, inteira num arquivo só."""
    if not destino.exists() or not destino.stat().st_size:
        return None
    _exigir_parada(destino)
    with disco.traduzir(destino.parent):
        nome = f"{destino.stem}-antes-de-restaurar-{_hora_local(em)}"
        guardada = disco.reservar(destino.parent, nome, destino.suffix or ".db")
    try:
        with disco.traduzir(guardada):
            shutil.copyfile(destino, guardada)
            disco.confirmar(guardada)
            dialeto.mover_acompanhantes(destino, guardada)
    except AmbienteIndisponivel:
        guardada.unlink(missing_ok=True)
        raise
    return guardada


def _exigir_parada(destino: Path) -> None:
    """Recusa trocar a base que alguém usa; a que nem parece base pode ser trocada, e não é tocada antes."""
    if dialeto.tem_cabecalho(destino) and not dialeto.juntar_acompanhantes(destino):
        raise AmbienteIndisponivel(
            f"A base {destino} está aberta em outro terminal.", "Feche o programa em todos eles e tente de novo."
        )


def _hora_local(em: datetime) -> str:
    return f"{em.astimezone():%Y-%m-%d-%H%M%S}"


def _da_pasta(pasta: Path) -> list[Path]:
    try:
        return [arquivo for arquivo in pasta.glob("*.db") if arquivo.is_file()]
    except OSError as erro:
        raise AmbienteIndisponivel(
            f"A pasta de cópias {pasta} não pode ser lida.", "Escolha o arquivo da cópia à mão."
        ) from erro


def _ler_conteudo(base: dialeto.ConexaoCrua) -> Conteudo:
    """Só tabelas e colunas que toda versão da base tem: a cópia pode ser de uma versão anterior."""
    em_aberto, saldo = _linha(
        base,
        "SELECT count(*), coalesce(sum(saldo_centavos), 0) FROM debitos WHERE saldo_centavos > 0 AND pago_em IS NULL",
    )
    ultimo = _linha(base, "SELECT max(data) FROM fechamentos")[0]
    return Conteudo(
        uuid=_texto(base, "SELECT uuid FROM identidade"),
        empresa=_texto(base, "SELECT nome FROM empresas"),
        clientes=_linha(base, "SELECT count(*) FROM clientes")[0],
        debitos=_linha(base, "SELECT count(*) FROM debitos")[0],
        em_aberto=em_aberto,
        em_aberto_centavos=saldo,
        avisos=_linha(base, "SELECT count(*) FROM avisos")[0],
        ultimo_fechamento=_data(ultimo),
    )


def _linha(base: dialeto.ConexaoCrua, consulta: str) -> tuple[Any, ...]:
    linha: tuple[Any, ...] | None = base.execute(consulta).fetchone()
    return linha if linha is not None else (None,)


def _texto(base: dialeto.ConexaoCrua, consulta: str) -> str:
    return str(_linha(base, consulta)[0] or "")


def _data(texto: object) -> date | None:
    """A cópia de fora pode trazer qualquer coisa; o que não é data, `releitura` recusa ao restaurar."""
    try:
        return date.fromisoformat(str(texto)) if texto else None
    except ValueError:
        return None
