"""Como uma conta entra no servidor: um mecanismo só, e nada do segredo no que se guarda da conversa (email.md §3)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from envio.acesso.oauth.falhas import AutorizacaoNegada, ProvedorIndisponivel, com_autorizacao_nao_se_usa_senha
from envio.correio import diagnostico
from envio.correio.transporte import Credencial
from envio.rede.conexao import Conexao
from envio.rede.octetos import aparar, decodificar, em_base64
from envio.rede.ocultacao import Ocultador
from regras.cadastro import ContaEmail
from regras.erros import ConfiguracaoIncompleta

ACEITO = 235
_CONTINUE = 334
_COMANDO_MAXIMO = 500
_COM_ESTENDIDO = re.compile(r"(\s*[245]\.\d{1,3}\.\d{1,3}\b)?(.*)", re.DOTALL)


class Login:
    """O login de uma conta, com senha ou com token de acesso. Um por sessão."""

    def __init__(self, conta: ContaEmail, credencial: Credencial) -> None:
        """Prepara, sem renovar nada.

        Raises:
            ConfiguracaoIncompleta: a conta faz login e não veio com quê.
            DadoInvalido: senha para uma conta que entra por autorização.
        """
        if conta.e_autorizada() and isinstance(credencial, str):
            raise com_autorizacao_nao_se_usa_senha(conta)
        if conta.login() and not credencial:
            falta = "autorização" if conta.e_autorizada() else "senha guardada"
            raise ConfiguracaoIncompleta(
                f"A conta de e-mail {conta.numero} entra como {conta.login()} e não há {falta} neste computador.",
                "Abra a conta e autorize-a pelo navegador."
                if conta.e_autorizada()
                else "Abra a conta e grave a senha⟨|, ou passe-a só nesta execução com --senha-da-entrada⟩.",
            )
        self._conta = conta
        self._fonte = None if isinstance(credencial, str) else credencial
        self._guardar(credencial if isinstance(credencial, str) else "")

    def preparar(self) -> None:
        """Obtém o token de acesso, se a conta usa um; antes de conectar, para não deixar o servidor esperando.

        Raises:
            FalhaSMTP: a conta não está mais autorizada, ou o provedor não respondeu.
        """
        if self._fonte is None:
            return
        try:
            self._guardar(self._fonte.obter())
        except (AutorizacaoNegada, ProvedorIndisponivel) as erro:
            raise diagnostico.sem_token(self._conta, erro) from None
        except ConfiguracaoIncompleta as erro:
            raise diagnostico.sem_token(self._conta, AutorizacaoNegada(erro.falta, erro.o_que_fazer)) from None

    def caducou(self) -> bool:
        """Diz se o token com que se entrou está para vencer: convém entrar de novo com outro."""
        return self._fonte is not None and self._fonte.falta_pouco()

    def escolher(self, anunciados: Sequence[str]) -> str:
        """O mecanismo a usar entre os que o servidor anunciou; vazio, nenhum serve."""
        servem = ("XOAUTH2",) if self._fonte is not None else ("PLAIN", "LOGIN")
        return next((nome for nome in servem if nome in anunciados), "")

    def entrar(self, conexao: Conexao, mecanismo: str) -> tuple[int, bytes]:
        """Faz login com um mecanismo só: senha errada conta uma vez no servidor.

        Raises:
            OSError: a conexão caiu.
        """
        conversa = {"PLAIN": self._com_plain, "LOGIN": self._com_login, "XOAUTH2": self._com_xoauth2}[mecanismo]
        codigo, texto = conversa(conexao)
        if codigo != ACEITO and self._fonte is not None:
            self._fonte.descartar()
        return codigo, texto

    def ocultar(self, texto: bytes) -> str:
        """Apaga a credencial que o servidor tenha repetido na resposta, sem tocar no código estendido."""
        lido = decodificar(texto)
        casou = _COM_ESTENDIDO.fullmatch(lido)
        codigo, resto = (casou[1] or "", casou[2]) if casou else ("", lido)
        return aparar(codigo + self._ocultador.ocultar(resto))

    def _guardar(self, segredo: str) -> None:
        self._segredo = segredo
        self._ocultador = Ocultador(*((segredo, self._em_plain(), self._em_xoauth2()) if segredo else ()))

    def _com_plain(self, conexao: Conexao) -> tuple[int, bytes]:
        credencial = self._em_plain()
        inicial = len(credencial) <= _COMANDO_MAXIMO
        codigo, texto = conexao.docmd("AUTH", f"PLAIN {credencial}" if inicial else "PLAIN")
        if codigo == _CONTINUE:  # comando longo demais para levar a credencial, ou servidor que a pede à parte
            codigo, texto = conexao.docmd(credencial)
        return codigo, texto

    def _com_login(self, conexao: Conexao) -> tuple[int, bytes]:
        codigo, texto = conexao.docmd("AUTH", "LOGIN")
        for parte in (self._conta.usuario, self._segredo):
            if codigo != _CONTINUE:
                break
            codigo, texto = conexao.docmd(em_base64(parte))
        return codigo, texto

    def _com_xoauth2(self, conexao: Conexao) -> tuple[int, bytes]:
        codigo, texto = conexao.docmd("AUTH", f"XOAUTH2 {self._em_xoauth2()}")
        if codigo == _CONTINUE:  # o motivo da recusa, em JSON; o servidor só a dá depois de uma linha vazia
            codigo, texto = conexao.docmd("")
        return codigo, texto

    def _em_plain(self) -> str:
        """Usuário e senha como o AUTH PLAIN os quer (RFC 4616)."""
        return em_base64(f"\0{self._conta.login()}\0{self._segredo}")

    def _em_xoauth2(self) -> str:
        return em_base64(f"user={self._conta.login()}\1auth=Bearer {self._segredo}\1\1")
