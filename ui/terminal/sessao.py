"""O que cada comando recebe: por onde lê e escreve, o relógio e como abre a base."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TextIO

from modelos.acesso import locais
from regras.erros import AmbienteIndisponivel, ConfiguracaoIncompleta
from ui.terminal.argumentos import UsoErrado

if TYPE_CHECKING:
    from envio.acesso.oauth.cliente import ServicoOAuth
    from envio.acesso.segredos import Cofre
    from envio.ambiente import Ambiente
    from envio.correio.transporte import Credencial, Transporte
    from modelos.acesso.conexao import Base
    from regras.cadastro import ContaEmail

SAIDA_CERTA = 0
SAIDA_NAO_PODE = 1
SAIDA_USO_ERRADO = 2
SAIDA_COM_RESSALVAS = 3
SAIDA_INTERROMPIDA = 130


def _abrir_oauth() -> ServicoOAuth:
    from envio.ambiente import abrir_oauth  # noqa: PLC0415 - só quem autoriza uma conta fala com os provedores

    return abrir_oauth()


@dataclass(frozen=True, slots=True)
class Composicao:
    """As escolhas que só `app.py` faz: relógio, cofre, transporte, a janela e com que provedores se fala."""

    agora: Callable[[], datetime]
    hoje: Callable[[], date]
    abrir_cofre: Callable[[str], Cofre]
    abrir_transporte: Callable[[ContaEmail, Credencial], Transporte]
    abrir_janela: Callable[[Path], int]
    abrir_oauth: Callable[[], ServicoOAuth] = _abrir_oauth


@dataclass(frozen=True, slots=True)
class Sessao:
    """Uma execução da linha de comando."""

    composicao: Composicao
    entrada: TextIO | None
    saida: TextIO
    erros: TextIO
    caminho_base: str = ""

    @contextmanager
    def abrir_base(self, *, criar: bool = False) -> Iterator[Base]:
        """Abre a base pedida e a confere com o diário de envios.

        Args:
            criar: a que não existe nasce vazia; sem isto é erro, porque um agendador com o caminho errado fecharia
                todo dia uma base sem ninguém (linha-de-comando.md, comum a todos).

        Raises:
            UsoErrado: endereço de PostgreSQL, que ainda não está disponível.
            AmbienteIndisponivel: a base não existe ou não pode ser aberta.
        """
        from envio.entrega import conciliacao  # noqa: PLC0415 - a ajuda não abre base, e importar isto é o que mais custa
        from modelos.base import lugar  # noqa: PLC0415 - idem
        from modelos.base.abertura import abrir  # noqa: PLC0415 - idem
        from ui import frases  # noqa: PLC0415 - idem

        caminho = caminho_da_base(self.caminho_base)
        if not criar and not caminho.exists():
            raise AmbienteIndisponivel(
                f"A base {caminho.absolute()} não existe.",
                "Confira --base e AVISO_BASE; para começar uma base nova, use `app.py importar`.",
            )
        with abrir(caminho) as base:
            if ressalva := lugar.ressalva(base.caminho):
                self.avisar(ressalva)
            if achado := conciliacao.ao_abrir(self.ambiente(base)):
                self.avisar(frases.conciliacao(achado))
            yield base

    def ambiente(self, base: Base) -> Ambiente:
        """Monta o ambiente dos casos de uso para esta base."""
        from envio.ambiente import Ambiente  # noqa: PLC0415 - idem

        composicao = self.composicao
        return Ambiente(
            base,
            composicao.agora,
            composicao.abrir_cofre(base.uuid),
            composicao.abrir_transporte,
            composicao.abrir_oauth,
        )

    def avisar(self, texto: str) -> None:
        """Escreve uma mensagem ou o progresso na saída de erro."""
        escrever(texto, self.erros)

    def ler_senha(self, pedida: bool) -> str | None:
        """Lê a senha da entrada padrão, uma linha, se a opção a pediu; senão não lê nada.

        Raises:
            ConfiguracaoIncompleta: a entrada terminou sem senha.
        """
        if not pedida:
            return None
        # Sem entrada padrão (serviço, tarefa agendada), o Python a entrega como None.
        senha = self.entrada.readline().rstrip("\r\n") if self.entrada is not None else ""
        if not senha:
            raise ConfiguracaoIncompleta(
                "A senha não veio pela entrada padrão.", "Envie a senha numa linha, por exemplo: `comando < arquivo`."
            )
        return senha


@dataclass(frozen=True, slots=True)
class Resposta:
    """O resultado de um comando: o objeto do JSON, ou o arquivo em que já está escrito; o texto e o código de saída."""

    objeto: dict[str, Any] | IO[str]
    texto: str
    codigo: int = SAIDA_CERTA


def escrever(texto: str, fluxo: TextIO) -> bool:
    """Escreve uma linha já; falso se não há quem a receba (cano fechado, disco cheio), o que não para o trabalho."""
    try:
        print(texto, file=fluxo, flush=True)
    except OSError:
        return False
    return True


def despejar(escrito: IO[str], fluxo: TextIO) -> bool:
    """Passa adiante o que já está escrito e o fecha; falso como em `escrever`."""
    with escrito:
        escrito.seek(0)
        try:
            shutil.copyfileobj(escrito, fluxo)
            fluxo.flush()
        except OSError:
            return False
    return True


def caminho_da_base(pedido: str) -> Path:
    """Traduz `--base`, AVISO_BASE ou nada no caminho do arquivo.

    Raises:
        UsoErrado: endereço de PostgreSQL ou outro que não é caminho.
    """
    if "://" in pedido:
        raise UsoErrado(
            f"A base {pedido.partition('://')[0]} ainda não está disponível.", "Use um caminho de arquivo em --base."
        )
    return Path(pedido) if pedido else locais.base_padrao()
