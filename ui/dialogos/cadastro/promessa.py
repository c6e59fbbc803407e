"""A promessa de um cliente, posta sem abrir a ficha dele: quem, até quando e por quem."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from modelos import ficha_do_cliente
from modelos.cadastro import contatos
from regras.carteira.promessa import MAIOR_NOME
from regras.erros import DadoInvalido
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.campos.campo_data import CampoData
from ui.campos.campo_texto import CampoTexto
from ui.contexto import Assunto, Contexto
from ui.moldes.campo_cliente import CampoCliente
from ui.moldes.ficha import Campo, DialogoFicha


class DialogoPromessa(DialogoFicha):
    """Registra uma promessa; a que o cliente já tinha fica na história dele."""

    AJUDAS = "promessa"
    ASSUNTOS = (Assunto.CLIENTES,)

    def __init__(self, contexto: Contexto, pai: QWidget | None = None) -> None:
        super().__init__(contexto, "Promessa de pagamento", pai, largura=640)
        self.cliente = CampoCliente(contexto, obrigatorio=True)
        self.ate = CampoData(contexto.hoje, obrigatorio=True)
        self.quem = CampoTexto(maximo=MAIOR_NOME, largura=300)
        self.declarar(
            Campo("cliente", "&Cliente", self.cliente),
            Campo("promessa_ate", "&Promete pagar até", self.ate, ajuda="cliente_promessa"),
            Campo("quem_prometeu", "&Quem prometeu", self.quem, "quem prometeu", "cliente_quem_prometeu"),
        )
        self.concluir()
        self.focar(self.cliente)

    def gravar(self) -> bool:
        """Data que já passou pede confirmação."""
        ate = self.ate.data
        return (ate is None or confirmar_passada(self, ate, self.contexto.hoje())) and super().gravar()

    def guardar(self) -> None:
        """Põe a promessa no cadastro do cliente, que fica como estava no resto."""
        cliente = self.cliente.cliente()
        if cliente is None:
            raise DadoInvalido("cliente", "não existe", self.cliente.codigo(), "F2 escolhe na lista.")
        ficha_do_cliente.gravar(
            replace(cliente, promessa_ate=self.ate.data),
            contatos.do_cliente(cliente.codigo),
            novo=False,
            quem_prometeu=self.quem.valor(),
            em=self.contexto.agora(),
        )


def confirmar_passada(pai: QWidget, ate: date, hoje: date) -> bool:
    """A promessa para um dia que já passou não segura aviso nenhum: pergunta, com o foco no Não."""
    return ate >= hoje or DialogoConfirmacao.perguntar(
        "Promessa de pagamento",
        f"A promessa é para {frases.data_curta(ate)}, que já passou. Gravar assim mesmo?",
        detalhe="Ela não segura nenhum aviso, e o que vencia até esse dia aparece como não cumprido.",
        sim="&Sim, gravar",
        pai=pai,
    )
