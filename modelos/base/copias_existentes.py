"""As cópias que há para restaurar, e o que cada uma tem, dito em números antes de alguém trocar a base por ela."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from modelos.acesso import (
    conexao,
    dialeto,
    disco,
    locais,
)
from modelos.acesso.conexao import leitura, ler
from modelos.base import conferencia
from modelos.base.copias import CopiaDB
from regras.dinheiro import Centavos
from regras.erros import AmbienteIndisponivel


@dataclass(frozen=True, slots=True)
class CopiaExistente:
    """Uma cópia no disco.

    Atributos:
        em: quando foi feita, em UTC; da que a base não anotou, quando o arquivo foi gravado.
        sha256: o resumo anotado quando foi feita; vazio se esta base não a anotou.
    """

    arquivo: Path
    bytes: int
    em: datetime
    sha256: str = ""


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


@leitura()
def listar() -> list[CopiaExistente]:
    """As cópias que esta base anotou e as da pasta de cópias, da mais nova à mais velha; só as que ainda existem."""
    achadas: dict[Path, CopiaExistente] = {}
    for arquivo in _da_pasta(locais.pasta_de_copias()):
        situacao = arquivo.stat()
        achadas[arquivo] = CopiaExistente(arquivo, situacao.st_size, datetime.fromtimestamp(situacao.st_mtime, UTC))
    anotadas = CopiaDB.select(CopiaDB.arquivo, CopiaDB.em, CopiaDB.sha256).order_by(CopiaDB.id)
    for caminho, em, sha256 in ler(anotadas):
        arquivo = Path(caminho)
        if arquivo.is_file():
            achadas[arquivo] = CopiaExistente(arquivo, arquivo.stat().st_size, em, sha256)
    return sorted(achadas.values(), key=lambda copia: copia.em, reverse=True)


def examinar(arquivo: Path) -> CopiaExaminada:
    """Confere a cópia por inteiro e diz o que ela tem; nada é criado nem alterado.

    Raises:
        AmbienteIndisponivel: não existe, não é base do programa, está danificada ou é de versão mais nova.
    """
    versao = conferencia.examinar_arquivo(arquivo)
    with disco.traduzir(arquivo):
        tamanho, sha256 = arquivo.stat().st_size, disco.resumir(arquivo)
    try:
        with dialeto.abrir_parada(arquivo) as copia:
            conteudo = _ler_conteudo(copia)
    except dialeto.ERROS as erro:
        raise (dialeto.explicar(erro, arquivo) or dialeto.corrompida(arquivo, str(erro))) from erro
    return CopiaExaminada(arquivo, tamanho, sha256, versao, conteudo)


@leitura()
def da_base_atual() -> Conteudo:
    """O que a base aberta tem agora, para comparar."""
    return _ler_conteudo(dialeto.conexao_crua(conexao.atual))


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
        ultimo_fechamento=date.fromisoformat(ultimo) if ultimo else None,
    )


def _linha(base: dialeto.ConexaoCrua, consulta: str) -> tuple[Any, ...]:
    linha: tuple[Any, ...] | None = base.execute(consulta).fetchone()
    return linha if linha is not None else (None,)


def _texto(base: dialeto.ConexaoCrua, consulta: str) -> str:
    return str(_linha(base, consulta)[0] or "")
