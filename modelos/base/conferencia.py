"""Confere um arquivo de base sem confiar nele, e copia a base conferindo o que ficou no disco."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from modelos.acesso import dialeto, disco
from modelos.migracoes import passos
from regras.erros import AmbienteIndisponivel


@dataclass(frozen=True, slots=True)
class ArquivoConferido:
    """Uma cópia inteira, relida do disco."""

    caminho: Path
    bytes: int
    sha256: str


def identificar(conexao: dialeto.ConexaoCrua, caminho: Path) -> int:
    """Devolve a versão da base, depois de conferir que é nossa e que não é mais nova; 0 se está vazia.

    Raises:
        AmbienteIndisponivel: não é base do programa, ou é de uma versão mais nova.
    """
    tabelas = dialeto.listar_tabelas(conexao)
    if not tabelas:
        return 0
    if passos.TABELA not in tabelas:
        raise dialeto.nao_e_base(caminho)
    versao = conexao.execute(f"SELECT max(numero) FROM {passos.TABELA}").fetchone()[0] or 0  # noqa: S608 - constante nossa
    if 0 < versao < passos.PRIMEIRA:
        raise AmbienteIndisponivel(
            f"A base {caminho} é da versão 0.1.0 do programa, que esta não lê.",
            "Comece uma base nova, com outro nome⟨| em --base⟩, e importe de novo os cadastros. "
            "A base não foi alterada.",
        )
    if versao > passos.VERSAO:
        raise AmbienteIndisponivel(
            f"A base {caminho} é da versão {versao}, e este programa só entende até a {passos.VERSAO}.",
            "Ela foi aberta por um programa mais novo: atualize este terminal. A base não foi alterada.",
        )
    return int(versao)


def conferir_estrutura(conexao: dialeto.ConexaoCrua, caminho: Path, *, inteira: bool) -> None:
    """Confere se a base está inteira.

    Args:
        conexao: aberta no arquivo.
        caminho: para a frase.
        inteira: confere também os índices contra as tabelas.

    Raises:
        AmbienteIndisponivel: está danificada.
    """
    if problema := dialeto.conferir(conexao, inteira=inteira):
        raise dialeto.corrompida(caminho, problema)


def examinar_arquivo(caminho: Path) -> int:
    """Confere por inteiro um arquivo parado (uma cópia) e devolve a sua versão; nada é criado nem alterado.

    Raises:
        AmbienteIndisponivel: não existe, não é base do programa, está danificado ou é mais novo.
    """
    with disco.traduzir(caminho):
        if not dialeto.tem_cabecalho(caminho):
            raise dialeto.nao_e_base(caminho)
        if dialeto.tem_diario_do_motor(caminho):
            raise AmbienteIndisponivel(
                f"A cópia {caminho} está incompleta: parte dela está no arquivo que o motor da base deixou ao lado.",
                f"Faça um backup dela ⟨aberta no programa|com `app.py backup --base {caminho}`⟩, e restaure "
                "esse backup.",
            )
    with dialeto.desconfiando(caminho), dialeto.abrir_parada(caminho) as conexao:
        versao = identificar(conexao, caminho)
        conferir_estrutura(conexao, caminho, inteira=True)
    if versao == 0:
        raise dialeto.nao_e_base(caminho)
    return versao


def copiar(origem: dialeto.ConexaoCrua, pasta: Path, nome: str) -> ArquivoConferido:
    """Copia a base aberta para um arquivo novo da pasta e confere o que ficou no disco.

    Confere a estrutura, as contagens de cada tabela contra a origem e o resumo relido depois de trocado
    o nome. Se algo falhar, não sobra arquivo pela metade.

    Raises:
        AmbienteIndisponivel: disco cheio, pasta sem permissão, ou a cópia não confere.
    """
    with disco.traduzir(pasta):
        pasta.mkdir(parents=True, exist_ok=True)
        final = disco.reservar(pasta, nome, ".db")
    parcial = final.with_name(final.name + ".parcial")
    pronto = False
    try:
        with disco.traduzir(final):
            sha256 = _escrever(origem, parcial)
            os.replace(parcial, final)
            disco.confirmar(final)
            if disco.resumir(final) != sha256:
                raise _nao_confere(final)
            pronto = True
            return ArquivoConferido(final, final.stat().st_size, sha256)
    finally:
        parcial.unlink(missing_ok=True)
        if not pronto:
            final.unlink(missing_ok=True)


def _escrever(origem: dialeto.ConexaoCrua, parcial: Path) -> str:
    try:
        contagens = dialeto.copiar(origem, parcial)
        disco.confirmar(parcial)
        with dialeto.abrir_parada(parcial) as copia:
            if dialeto.conferir(copia, inteira=True) or dialeto.contar_linhas(copia) != contagens:
                raise _nao_confere(parcial)
    except dialeto.ERROS as erro:
        raise (dialeto.explicar(erro, parcial) or _nao_confere(parcial)) from erro
    return disco.resumir(parcial)


def _nao_confere(caminho: Path) -> AmbienteIndisponivel:
    return AmbienteIndisponivel(
        f"A cópia {caminho} não ficou igual à base e foi descartada.", "Tente de novo, de preferência em outro disco."
    )
