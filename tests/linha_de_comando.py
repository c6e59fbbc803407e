"""A linha de comando rodada dentro do teste: base em arquivo, relógio parado, cofre e correio escolhidos."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from envio.acesso.oauth.cliente import ServicoOAuth
from envio.acesso.segredos import Cofre
from envio.ambiente import abrir_oauth
from envio.correio.transporte import Credencial, Transporte
from regras.cadastro import ContaEmail
from tests.base_copiada import copiar_de
from tests.envio.cofre_falso import CofreQueGuarda
from tests.envio.correio_falso import CorreioFalso
from tests.modelos.exemplos import EM, HOJE
from ui.terminal import principal
from ui.terminal.sessao import Composicao

EMPRESA = "nome;cpf_cnpj;endereco;cidade;uf;cep\nAurora;11.222.333/0001-81;Rua A;Joinville;SC;89201-000\n"
CONTAS = "codigo;banco;carteira;convenio\nBB;001;17;1234567\n"
CLIENTES = (
    "codigo;nome;cpf_cnpj;email\n"
    "001;Padaria Pão & Cia;52998224725;a@um.example.com\n"
    "002;Bar do Zé;11222333000181;b@dois.example.com\n"
)
DEBITOS = (
    "cliente;documento;parcela;vencimento;valor;conta_cobranca;nosso_numero\n"
    "001;10;1;14/11/2026;100,00;BB;1\n"
    "002;20;1;25/11/2026;1.234,56;BB;2\n"
)
CONTA_LOCAL = ("--remetente", "cob@aurora.example.com", "--servidor", "127.0.0.1", "--seguranca", "nenhuma")
CONTA_TLS = ("--remetente", "cob@aurora.example.com", "--servidor", "smtp.aurora.example.com", "--seguranca", "tls")


@dataclass(frozen=True, slots=True)
class Dito:
    """O que um comando devolveu e escreveu."""

    codigo: int
    saida: str
    erros: str

    @property
    def objeto(self) -> dict[str, Any]:
        """O JSON da saída padrão, que é só ele."""
        lido: dict[str, Any] = json.loads(self.saida)
        return lido

    @property
    def frase(self) -> str:
        """O erro dito: o que houve e o que fazer, numa linha."""
        erro = self.objeto["erro"]
        return f"{erro['mensagem']} {erro['o_que_fazer']}".strip()


@dataclass(slots=True)
class Terminal:
    """Uma máquina com o programa; cada chamada é uma execução.

    Atributos:
        pasta: onde estão a base e os arquivos.
        correio: o transporte, se o teste não põe outro em `abrir`.
        abrir: o que monta o transporte no lugar do correio em memória.
        janelas: as bases em que a janela foi aberta.
        abrir_oauth: com que provedores de autorização se fala.
    """

    pasta: Path
    hoje: date = HOJE
    cofre: Cofre = field(default_factory=CofreQueGuarda)
    correio: CorreioFalso = field(default_factory=CorreioFalso)
    abrir: Callable[[ContaEmail, Credencial], Transporte] | None = None
    senhas: list[Credencial] = field(default_factory=list)
    janelas: list[Path] = field(default_factory=list)
    abrir_oauth: Callable[[], ServicoOAuth] = abrir_oauth

    @property
    def base(self) -> Path:
        """O arquivo da base."""
        return self.pasta / "base.db"

    def abrir_transporte(self, conta: ContaEmail, senha: Credencial) -> Transporte:
        """Anota a senha com que se entraria e entrega o correio em memória, ou o que o teste pôs."""
        self.senhas.append(senha)
        return self.abrir(conta, senha) if self.abrir else self.correio

    def rodar(self, *argumentos: str, entrada: str = "") -> Dito:
        """Roda com os argumentos, tais quais."""
        composicao = Composicao(
            lambda: EM + (self.hoje - HOJE),
            lambda: self.hoje,
            lambda _uuid: self.cofre,
            self.abrir_transporte,
            self._abrir_janela,
            self.abrir_oauth,
        )
        saida, erros = io.StringIO(), io.StringIO()
        codigo = principal.executar(argumentos, composicao, entrada=io.StringIO(entrada), saida=saida, erros=erros)
        return Dito(codigo, saida.getvalue(), erros.getvalue())

    def __call__(self, *argumentos: str, entrada: str = "") -> Dito:
        """Roda na base desta máquina, com `--json`."""
        return self.rodar(*argumentos, "--json", "--base", str(self.base), entrada=entrada)

    def dizer(self, *argumentos: str, entrada: str = "") -> Dito:
        """Roda na base desta máquina, em texto para gente."""
        return self.rodar(*argumentos, "--base", str(self.base), entrada=entrada)

    def escrever(self, nome: str, conteudo: str | bytes) -> str:
        """Escreve um arquivo e devolve o caminho."""
        caminho = self.pasta / nome
        caminho.write_bytes(conteudo if isinstance(conteudo, bytes) else conteudo.encode())
        return str(caminho)

    def importar(self, conteudo: str | bytes, tipo: str = "debitos", *opcoes: str) -> Dito:
        """Importa um texto (ou bytes) como arquivo de um tipo."""
        return self("importar", f"--{tipo}", self.escrever(f"{tipo}.csv", conteudo), *opcoes)

    def preparar(self, *, habilitado: bool = True) -> None:
        """Empresa, conta de cobrança, dois clientes com um débito cada e a conta de e-mail local."""
        self.base.unlink(missing_ok=True)
        copiar_de(_molde(habilitado), self.base)

    def cadastrar(self, *, habilitado: bool) -> None:
        """O que `preparar` deixa pronto, comando a comando."""
        arquivos = {"empresa": EMPRESA, "contas-cobranca": CONTAS, "clientes": CLIENTES, "debitos": DEBITOS}
        opcoes = [parte for nome, texto in arquivos.items() for parte in (f"--{nome}", self.escrever(nome, texto))]
        assert self("importar", *opcoes).codigo == 0
        assert self("conta-email", "1", *CONTA_LOCAL, "--porta", "2525").codigo == 0
        if habilitado:
            assert self("parametros", "habilitado=sim").codigo == 0

    def _abrir_janela(self, caminho: Path) -> int:
        self.janelas.append(caminho)
        return 0


_MOLDES = TemporaryDirectory(prefix="terminais-", ignore_cleanup_errors=True)


@cache
def _molde(habilitado: bool) -> Path:
    pasta = Path(_MOLDES.name) / str(habilitado)
    pasta.mkdir()
    terminal = Terminal(pasta)
    terminal.cadastrar(habilitado=habilitado)
    return terminal.base


def por_cliente(dito: Dito) -> dict[str, str]:
    """Cliente → estado dos avisos ditos."""
    return {aviso["cliente"]: aviso["estado"] for aviso in dito.objeto["avisos"]}
