"""O diário de envios em disco: um arquivo fora da base, que só cresce, com as linhas em cadeia (regras.md §6.6).

Fica ao lado da base, um para todos os usuários do sistema, com uma cópia na pasta de dados de quem envia. Cada linha é
um objeto JSON. Uma queda de energia pode cortar a última: o que foi escrito depois dela começa em linha nova, e a
cortada é contada e ignorada. Quem envia só usa `anotar`; o mais é da conciliação.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from envio import cadeia
from modelos.acesso import disco, permissoes
from modelos.avisos.diario_conferido import Marco
from regras.aviso import DebitoAvisado, Estado
from regras.base_travada import Quebra
from regras.cancelamento import Causa
from regras.debito import Classe
from regras.entrega import Desfecho, Entrega, EstadoDaEntrega, TipoDeMensagem
from regras.envio.diario import Anotacao, Etapa
from regras.erros import AmbienteIndisponivel

if sys.platform != "win32":
    import fcntl

log = logging.getLogger(__name__)

_INTEIRO_ATE_BYTES = 16 << 20
"""Até este tamanho confere-se sempre linha por linha (um décimo de segundo); o maior, só antes de enviar."""


class DiarioIlegivel(AmbienteIndisponivel):
    """O diário não pode ser lido: nada é enviado, e o que não depende dele segue (regras.md §6.7)."""


@dataclass(frozen=True, slots=True)
class Lido:
    """O que o diário tem e a base não viu.

    Atributos:
        anotacoes: as linhas inteiras, na ordem em que foram escritas.
        ilegiveis: quantas dessas linhas estão cortadas ou danificadas.
        marco: o fim do que foi lido.
        quebra: o que não bate com o que a base viu; None se ele é igual a isso, ou só está à frente.
    """

    anotacoes: tuple[Anotacao, ...]
    ilegiveis: int
    marco: Marco
    quebra: Quebra | None = None


class Diario:
    """O diário de uma base. O arquivo nasce na primeira anotação.

    Args:
        caminho: o arquivo (`modelos.acesso.locais.diario_de_envios`).
        copia: a deste usuário (`modelos.acesso.locais.copia_do_diario`).
        uuid: o da base.
    """

    def __init__(self, caminho: Path, copia: Path, uuid: str) -> None:
        self.caminho = caminho
        self.copia = copia
        self._uuid = uuid
        self._fim = Marco()

    def anotar(self, anotacao: Anotacao) -> Marco:
        """Acrescenta uma linha; ao voltar, ela está no disco. Devolve onde ela acaba.

        Raises:
            AmbienteIndisponivel: disco cheio ou pasta sem permissão; a linha pode ter ficado cortada.
        """
        return self._acrescentar(_em_json(anotacao))

    def conferir(self, visto: Marco, *, inteiro: bool = True) -> Lido:
        """Lê o que a base não viu, e confere que o resto é o que ela viu.

        Args:
            visto: até onde a base viu.
            inteiro: linha por linha, por maior que seja; senão, do grande se confere só a última que a base viu.

        Raises:
            DiarioIlegivel: o arquivo, ou a pasta dele, não pode ser lido.
        """
        with self._lendo():
            lido = self._ler(self.caminho, visto, inteiro=inteiro)
            if lido.quebra is None and (quebra := self._comparar_com_a_copia(lido.marco)):
                return Lido(lido.anotacoes, lido.ilegiveis, lido.marco, quebra)
            return lido

    def assumir(self, visto: Marco, em: datetime, motivo: str, *, recomecar: bool) -> Lido:
        """O operador destravou: vale tudo o que ainda se lê, e a cadeia recomeça do que a base sabe se não bate.

        Se o que está ao lado da base não bate e a cópia deste usuário bate, ela toma o lugar dele.

        Args:
            visto: até onde a base viu.
            em: instante em UTC.
            motivo: o da trava, que fica escrito.
            recomecar: também quando tudo bate: a base toma o lugar de outra, cuja cadeia fica para trás.

        Returns:
            Tudo o que se leu, o fim da cadeia de agora, e o que não batia antes.

        Raises:
            AmbienteIndisponivel: não deu para ler ou escrever.
        """
        antes = depois = self.conferir(visto)
        anotacoes = antes.anotacoes
        if antes.quebra is not None:
            with self._lendo(), disco.traduzir(self.caminho):
                anotacoes = (*_tudo_de(self.caminho), *_tudo_de(self.copia))
                if self._a_copia_sabe_mais(visto, antes.quebra):
                    self._por_a_copia_no_lugar()
            depois = self.conferir(visto)
        marco = depois.marco
        if recomecar or depois.quebra:
            valores = {"recomeco": depois.quebra is not None, "em": em.isoformat(), "motivo": motivo}
            marco = self._recomecar(visto, valores)
        self.espelhar()
        return Lido(anotacoes, antes.ilegiveis, marco, antes.quebra)

    def espelhar(self) -> None:
        """Leva à cópia deste usuário o que ela não tem; a que não é um começo do diário fica guardada ao lado.

        A cópia ajuda a descobrir e a consertar, mas quem vale é o diário: sem conseguir gravá-la, segue-se.
        """
        try:
            if not self.caminho.exists():
                return
            self.copia.parent.mkdir(parents=True, exist_ok=True)
            with self.caminho.open("rb") as principal:
                desde = self._ate_onde_a_copia_vale(principal)
                if desde is None:
                    _guardar_ao_lado(self.copia)
                descritor = os.open(self.copia, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
                with os.fdopen(descritor, "r+b") as copia:
                    copia.truncate(desde or 0)
                    copia.seek(desde or 0)
                    principal.seek(desde or 0)
                    shutil.copyfileobj(principal, copia)
        except OSError as erro:
            log.warning("a cópia do diário de envios não pôde ser gravada: %s", disco.dizer(erro))

    def _acrescentar(self, texto: bytes, n: int = 0, anterior: str = "") -> Marco:
        """Põe a linha no fim, depois da última inteira."""
        with disco.traduzir(self.caminho):
            novo = not self.caminho.exists()
            self.caminho.parent.mkdir(parents=True, exist_ok=True)
            descritor = os.open(self.caminho, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(descritor, "a+b") as arquivo:
                if sys.platform != "win32":
                    fcntl.flock(arquivo, fcntl.LOCK_EX)  # quem perdeu a posse ainda anota o desfecho do que transmitiu
                if novo:
                    permissoes.guardar(descritor, self.caminho.parent)
                tamanho = arquivo.seek(0, os.SEEK_END)
                if not tamanho or self._fim.bytes != tamanho:
                    self._fim = cadeia.ultima(arquivo) or Marco()
                n, anterior = n or self._fim.linhas + 1, anterior or self._fim.soma or cadeia.comeco(self._uuid)
                linha, soma = cadeia.encadear(texto, n, anterior)
                linha = linha if _termina_inteiro(arquivo, tamanho) else b"\n" + linha
                arquivo.write(linha)
                arquivo.flush()
                disco.descarregar(descritor)
            if novo:
                disco.confirmar(self.caminho)
        self._fim = Marco(n, tamanho + len(linha), soma)
        self._anotar_na_copia(tamanho, linha)
        return self._fim

    def _anotar_na_copia(self, desde: int, linha: bytes) -> None:
        """A cópia em dia ganha a linha também; a outra, quando se conciliar. Não espera o disco, que é do diário."""
        try:
            if self.copia.exists() or not desde:
                self.copia.parent.mkdir(parents=True, exist_ok=True)
                descritor = os.open(
                    self.copia, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600
                )
                with os.fdopen(descritor, "ab") as copia:
                    if copia.seek(0, os.SEEK_END) == desde:
                        copia.write(linha)
        except OSError as erro:
            log.warning("a cópia do diário de envios não pôde ser gravada: %s", disco.dizer(erro))

    def _ler(self, caminho: Path, visto: Marco, *, inteiro: bool) -> Lido:
        if not caminho.exists():
            return Lido((), 0, Marco(), Quebra.FALTA if visto.linhas else None)
        with caminho.open("rb") as arquivo:
            tamanho = arquivo.seek(0, os.SEEK_END)
            do_marco = not inteiro and tamanho > _INTEIRO_ATE_BYTES and cadeia.acaba_em(arquivo, visto)
            arquivo.seek(visto.bytes if do_marco else 0)
            percurso = cadeia.Percurso(self._uuid, visto, do_marco=do_marco)
            anotacoes = tuple(_de_json(elo.texto) for elo in percurso.andar(arquivo) if elo.anotacao)
        return Lido(anotacoes, percurso.ilegiveis, percurso.fim, percurso.quebra())

    def _comparar_com_a_copia(self, fim: Marco) -> Quebra | None:
        """A cópia deste usuário só pode ser um começo do diário; a que não se lê nada diz."""
        try:
            with self.copia.open("rb") as copia:
                ultima = cadeia.ultima(copia)
                if ultima is not None and ultima.linhas > fim.linhas:
                    if not fim.linhas:
                        return Quebra.ATRASADO if self.caminho.exists() else Quebra.FALTA
                    return Quebra.ATRASADO if cadeia.contem(copia, fim) else Quebra.OUTRO
        except OSError:
            return None
        if ultima is None:
            return None
        with self.caminho.open("rb") as principal:
            return None if cadeia.contem(principal, ultima) else Quebra.OUTRO

    def _a_copia_sabe_mais(self, visto: Marco, quebra: Quebra) -> bool:
        do_lado, da_copia = (self._ler(caminho, visto, inteiro=True) for caminho in (self.caminho, self.copia))
        if not do_lado.marco.linhas:
            return bool(da_copia.marco.linhas)
        return da_copia.quebra is None and (do_lado.quebra is not None or quebra is Quebra.ATRASADO)

    def _por_a_copia_no_lugar(self) -> None:
        """O que estava ao lado da base fica guardado com outro nome."""
        nova = self.caminho.with_name(f"{self.caminho.name}.novo")
        shutil.copyfile(self.copia, nova)
        with nova.open("rb") as arquivo:
            permissoes.guardar(arquivo.fileno(), nova.parent)
        _guardar_ao_lado(self.caminho)
        os.replace(nova, self.caminho)
        disco.confirmar(self.caminho)

    def _recomecar(self, visto: Marco, valores: dict[str, object]) -> Marco:
        ultimas = [ultima for caminho in (self.caminho, self.copia) if (ultima := _ultima_de(caminho))]
        n = max([visto.linhas, *(ultima.linhas for ultima in ultimas)]) + 1
        texto = json.dumps(valores, separators=(",", ":"))[:-1].encode()
        self._fim = Marco()
        return self._acrescentar(texto, n, "" if _ultima_de(self.caminho) else visto.soma)

    def _ate_onde_a_copia_vale(self, principal: BinaryIO) -> int | None:
        """Quantos bytes da cópia são um começo do diário; None se ela é outra coisa."""
        ultima = _ultima_de(self.copia)
        if ultima is None:
            return 0
        return ultima.bytes if cadeia.acaba_em(principal, ultima) else None

    @contextmanager
    def _lendo(self) -> Iterator[None]:
        try:
            yield
        except OSError as erro:
            raise DiarioIlegivel(
                f"O diário de envios não pode ser lido em {self.caminho}.",
                "Dê a este usuário permissão de leitura e gravação nesta pasta.",
            ) from erro


def _termina_inteiro(arquivo: BinaryIO, tamanho: int) -> bool:
    """Diz se a última linha está completa; a cortada não pode ganhar continuação."""
    if not tamanho:
        return True
    arquivo.seek(tamanho - 1)
    return arquivo.read(1) == b"\n"


def _ultima_de(caminho: Path) -> Marco | None:
    try:
        with caminho.open("rb") as arquivo:
            return cadeia.ultima(arquivo)
    except FileNotFoundError:
        return None


def _tudo_de(caminho: Path) -> Iterator[Anotacao]:
    """Cada linha que confere consigo mesma, esteja a cadeia inteira ou não."""
    try:
        with caminho.open("rb") as arquivo:
            elos = [elo for linha in arquivo if (elo := cadeia.ler(linha)) and elo.anotacao]
    except FileNotFoundError:
        return
    for elo in elos:
        yield _de_json(elo.texto)


def _guardar_ao_lado(caminho: Path) -> None:
    """Tira o arquivo do lugar sem perdê-lo."""
    if caminho.exists():
        os.replace(caminho, disco.reservar(caminho.parent, f"{caminho.name}.antes", ""))


def _em_json(anotacao: Anotacao) -> bytes:
    """O objeto sem a chave final, em ASCII: nenhum separador de linha de outro alfabeto parte a linha."""
    valores = {campo.name: getattr(anotacao, campo.name) for campo in fields(anotacao)}
    for nome in ("debitos", "entregas"):
        valores[nome] = [{campo.name: getattr(item, campo.name) for campo in fields(item)} for item in valores[nome]]
    return json.dumps(valores, default=_em_texto, separators=(",", ":"))[:-1].encode()


def _em_texto(valor: object) -> str:
    if isinstance(valor, date):
        return valor.isoformat()
    raise TypeError(f"o diário não guarda {type(valor).__name__}")


def _de_json(texto: bytes) -> Anotacao:
    """A anotação de uma linha que confere consigo mesma.

    Raises:
        DiarioIlegivel: não é uma linha que este programa escreva.
    """
    try:
        return _em_anotacao(json.loads(texto + b"}"))
    except (ValueError, KeyError, TypeError, RecursionError) as erro:
        raise DiarioIlegivel(
            "O diário de envios tem uma linha que este programa não entende.",
            "Ela foi escrita por outra versão ou por fora: abra a base com o programa mais novo.",
        ) from erro


def _em_anotacao(valores: dict[str, Any]) -> Anotacao:
    data_original = valores["data_original"]
    return Anotacao(
        **valores
        | {
            "etapa": Etapa(valores["etapa"]),
            "em": datetime.fromisoformat(valores["em"]),
            "criado_em": datetime.fromisoformat(valores["criado_em"]),
            "data": date.fromisoformat(valores["data"]),
            "data_original": date.fromisoformat(data_original) if data_original else None,
            "estado": Estado(valores["estado"]),
            "tipo": TipoDeMensagem(valores["tipo"]),
            "desfecho": Desfecho(valores["desfecho"]),
            "destinatarios": tuple(valores["destinatarios"]),
            "debitos": tuple(_de_debito(debito) for debito in valores["debitos"]),
            "entregas": tuple(
                Entrega(**entrega | {"estado": EstadoDaEntrega(entrega["estado"])}) for entrega in valores["entregas"]
            ),
            "devolvidos": tuple((email, motivo) for email, motivo in valores["devolvidos"]),
        }
    )


def _de_debito(valores: dict[str, Any]) -> DebitoAvisado:
    emissao, causa, causa_dia = (valores[nome] for nome in ("emissao", "causa", "causa_dia"))
    return DebitoAvisado(
        **valores
        | {
            "vencimento": date.fromisoformat(valores["vencimento"]),
            "classe": Classe(valores["classe"]),
            "emissao": date.fromisoformat(emissao) if emissao else None,
            "causa": Causa(causa) if causa else None,
            "causa_dia": date.fromisoformat(causa_dia) if causa_dia else None,
        }
    )
