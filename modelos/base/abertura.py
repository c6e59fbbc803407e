"""Abre a base: confere, migra com cópia antes, e diz em português o que não deixou."""

from __future__ import annotations

import errno
import logging
import os
import stat
import uuid as identificadores
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee

from modelos.acesso import conexao, descritores, dialeto, disco, permissoes
from modelos.acesso.conexao import Base, transacao
from modelos.avisos import autorizacao
from modelos.avisos.autorizacao import IdentidadeDB
from modelos.base import conferencia, esquema, lugar, releitura
from modelos.base.trava import exigir_nome_unico
from modelos.contas import mensagens
from modelos.migracoes import passos
from regras.erros import AmbienteIndisponivel

log = logging.getLogger(__name__)

_CONFERIR_ATE_BYTES = 256 << 20
"""A conferência ao abrir lê a base toda (meio segundo a cada 256 MB); a maior é conferida em cada cópia."""


def abrir(caminho: Path) -> Base:
    """Abre a base, criando pasta e arquivo se não existirem; migra a antiga, com cópia conferida antes.

    Raises:
        AmbienteIndisponivel: o arquivo não é base do programa, está danificado, é de versão mais nova,
            é somente leitura, está ocupado, fica em pasta de rede, ou o disco não deixou.
    """
    if conexao.atual.obj is not None:
        raise RuntimeError("já há uma base aberta neste processo")
    lugar.exigir_local(caminho)
    completo = caminho.absolute()
    if programa := lugar.sincronizada(completo):
        log.warning("a base está em uma pasta que %s leva para a nuvem", programa)
    _conferir_lugar(completo)
    with conexao.traduzir(completo):
        versao = _examinar(completo)
        with _ao_criar(completo):
            permissoes.guardar_a_base(completo)
        motor = dialeto.preparar(completo)
        conexao.atual.initialize(motor)
        try:
            descritores.abrir_base(completo)
            motor.connect()
            dialeto.ligar_diario(motor)
            _migrar(motor, completo, versao)
            uuid = _garantir_identidade()
            mensagens.garantir_padrao()
            if versao == 0:
                _autorizar()
        except BaseException:
            conexao.soltar()
            raise
    return Base(completo, uuid)


def _conferir_lugar(caminho: Path) -> None:
    """Recusa pasta no lugar de arquivo e lugar onde não se grava, antes de o motor tocar em algo."""
    if caminho.is_dir():
        raise AmbienteIndisponivel(
            f"{caminho} é uma pasta, não uma base.", "Diga também o nome do arquivo⟨| em --base⟩."
        )
    with disco.traduzir(caminho):
        exigir_nome_unico(caminho)
    with _ao_criar(caminho):
        permissoes.criar_pasta(caminho.parent)
        if not caminho.exists() and not os.access(caminho.parent, os.W_OK):
            raise PermissionError(errno.EACCES, "sem permissão", str(caminho.parent))
    if not os.access(caminho.parent, os.W_OK):
        raise dialeto.somente_leitura(caminho)
    if caminho.exists() and not _e_gravavel(caminho):
        raise dialeto.somente_leitura(caminho)


@contextmanager
def _ao_criar(caminho: Path) -> Iterator[None]:
    """Diz o que impede a base de nascer: para o sistema, é só um arquivo que falta."""
    existia = caminho.exists()
    try:
        yield
    except OSError as erro:
        if existia or erro.errno in disco.SEM_ESPACO:
            raise disco.explicar(erro, caminho) from erro
        aqui = isinstance(erro, FileNotFoundError)
        motivo = f"em {caminho.parent} não se criam arquivos" if aqui else disco.dizer(erro)
        raise AmbienteIndisponivel(
            f"A base {caminho} não pode ser criada: {motivo}.",
            "Escolha⟨| em --base⟩ uma pasta em que este usuário possa gravar.",
        ) from erro


def _e_gravavel(caminho: Path) -> bool:
    """Arquivo marcado como somente leitura é respeitado mesmo para quem poderia gravar assim mesmo (root)."""
    marcado = caminho.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) == 0
    return os.access(caminho, os.W_OK) and not marcado


def _examinar(caminho: Path) -> int:
    """Versão do arquivo que já existe; 0 para o que vai nascer agora."""
    with disco.traduzir(caminho):
        if not caminho.exists() or caminho.stat().st_size == 0:
            return 0
        if not dialeto.tem_cabecalho(caminho):
            raise dialeto.nao_e_base(caminho)
        pequena = caminho.stat().st_size <= _CONFERIR_ATE_BYTES
    with dialeto.desconfiando(caminho), dialeto.abrir_sem_ajustes(caminho) as arquivo:
        versao = conferencia.identificar(arquivo, caminho)
        if versao == passos.VERSAO:
            releitura.recusar_estranhos(arquivo, caminho)
        if pequena:
            conferencia.conferir_estrutura(arquivo, caminho, inteira=False)
        return versao


def _migrar(motor: peewee.Database, caminho: Path, versao: int) -> None:
    if 0 < versao < passos.VERSAO:
        conferencia.copiar(
            dialeto.conexao_crua(motor), caminho.parent, f"{caminho.stem}-antes-da-versao-{passos.VERSAO}"
        )
    passos.aplicar(motor, esquema.TABELAS)


def _garantir_identidade() -> str:
    """O uuid da base, que nasce com ela; só a que nasce agora espera a vez de gravar."""
    existente = IdentidadeDB.get_or_none()
    if existente is not None:
        if not releitura.e_uuid(existente.uuid):
            raise AmbienteIndisponivel(
                f"A base {conexao.caminho_atual()} tem uma identidade que o programa não dá.",
                "Alguém a alterou por fora: restaure a última cópia boa "
                "⟨em Sistema → Restaurar|com `app.py restaurar ARQUIVO`⟩.",
            )
        return existente.uuid
    with transacao():
        linha = IdentidadeDB.get_or_none()
        if linha is None:
            linha = IdentidadeDB.create(uuid=str(identificadores.uuid4()))
        return linha.uuid


def _autorizar() -> None:
    """A base que nasce agora é desta instalação (regras.md §6.7).

    Sem onde guardar quem é esta instalação, a base abre assim mesmo, e só o envio fica travado.
    """
    try:
        autorizacao.autorizar()
    except AmbienteIndisponivel:
        log.warning("a pasta de dados não pode ser gravada; a base fica travada para envio")
