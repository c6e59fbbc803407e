"""Um aviso da prévia, exatamente como iria: mensagem, texto puro, relatório e boletos, débitos. Nada é gravado."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QTabWidget, QWidget

from envio.fechamento import previa
from envio.fechamento.previa import AvisoMontado
from envio.plano.plano import AvisoPrevisto
from modelos.cadastro import clientes
from regras.aviso import DebitoAvisado
from regras.dinheiro import em_reais
from regras.erros import ErroAviso
from regras.mensagem import senha
from regras.parametros import ParametrosAviso
from ui import frases
from ui.base.dialogo import Dialogo
from ui.calculo import Calculo
from ui.campos.campo_texto import TextoDeLer
from ui.componentes.molduras import CaixaMensagem, em_guias, em_pagina
from ui.componentes.texto import Texto
from ui.contexto import Contexto
from ui.dialogos.aviso.anexos import QuadroAnexos
from ui.moldes.folha_da_mensagem import FolhaDaMensagem
from ui.tabelas.base import TabelaBase
from ui.tabelas.previa import COLUNAS_DE_DEBITOS, dizer_apontamento
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso


@dataclass(frozen=True, slots=True)
class PedidoDeAviso:
    """De que aviso se quer ver tudo; `parametros` None são os gravados."""

    previsto: AvisoPrevisto
    data: date
    parametros: ParametrosAviso | None = None


class DialogoAvisoPrevisto(Dialogo):
    """Recebe um `PedidoDeAviso` e o monta fora da linha da tela."""

    def __init__(self, contexto: Contexto, pedido: PedidoDeAviso, pai: QWidget | None = None) -> None:
        super().__init__("Aviso como iria", pai, largura=1120, altura=670, estado="Aviso como iria | ESC-Voltar")
        self._contexto, self._pedido = contexto, pedido
        self._calculo = Calculo(contexto, self, self._ao_montar, self._ao_falhar)
        previsto = pedido.previsto
        titulo = f"{previsto.cliente_nome}, {em_reais(previsto.total_centavos)}"
        self.corpo.addWidget(Texto(titulo, letra=Letra.PERGUNTA, peso=Peso.FORTE, quebra=True))
        self._rota = Texto("Montando a mensagem…", cor="texto2", quebra=True)
        self._caixa = CaixaMensagem("aviso")
        self.corpo.addWidget(self._rota)
        self.corpo.addWidget(self._caixa)
        self.corpo.addWidget(self._montar_guias(), 1)
        nota = f"Prévia de {frases.data_com_dia(pedido.data)}. Nada foi gravado nem enviado."
        voltar = self.botao_fechar("Voltar")
        self.acoes(voltar, esquerda=(Texto(nota, letra=Letra.DETALHE, cor="texto2"),))
        self.focar(voltar)
        em = contexto.agora()
        self._calculo.pedir(lambda: previa.montar(previsto, pedido.data, em, parametros=pedido.parametros))

    def _montar_guias(self) -> QTabWidget:
        self.papel = FolhaDaMensagem(nome="Mensagem como iria")
        self.puro = TextoDeLer("Texto puro como iria")
        self.anexos = QuadroAnexos(self._contexto)
        self._debitos: TabelaBase[DebitoAvisado] = TabelaBase(COLUNAS_DE_DEBITOS, chave=lambda item: item.marca)
        debitos = VisaoTabela("Débitos", self._debitos)
        self.guias = em_guias(
            "Partes do aviso",
            (em_pagina(self.papel), "&Mensagem"),
            (em_pagina(self.puro), "&Texto puro"),
            (em_pagina(self.anexos), "&Relatório e boletos"),
            (em_pagina(debitos), "&Débitos"),
        )
        return self.guias

    def _ao_montar(self, previsao: AvisoMontado) -> None:
        de = previsao.remetente or "nenhuma conta escolhida"
        self._rota.setText("De: {}\nPara: {}".format(de, "; ".join(previsao.partes.para)))
        frases_de_alerta = [previsao.ressalva, *map(dizer_apontamento, previsao.apontamentos)]
        alerta = "\n".join(frase for frase in frases_de_alerta if frase)
        self._caixa.mostrar("aviso", alerta)
        self.papel.mostrar(previsao.partes)
        self.puro.setPlainText(previsao.partes.texto)
        cliente = clientes.obter(self._pedido.previsto.cliente)
        self.anexos.mostrar(previsao.partes.anexos, senha.possiveis(cliente.cpf_cnpj) if cliente else ())
        self._debitos.trocar(previsao.debitos)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self._rota.setText("")
        self._caixa.mostrar("perigo", erro.frase())
