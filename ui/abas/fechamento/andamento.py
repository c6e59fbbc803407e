"""O fechamento em curso: barra, contadores, lista com o mais novo em cima, pausar e cancelar; depois, o resumo."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from envio.eventos import (
    Agradecendo,
    Aguardar,
    Compasso,
    EmTeste,
    Enviando,
    Evento,
    Inicio,
    LoteParado,
    Procurando,
    Tratado,
)
from regras.aviso import Aviso, Estado
from regras.dinheiro import em_reais
from regras.erros import ErroAviso
from ui import atalhos, frases
from ui import frases_dos_apontamentos as apontamentos
from ui.abas.fechamento.contagem import Contagem
from ui.abas.fechamento.fila import FilaASeguir
from ui.abas.fechamento.quadro_ritmo import QuadroRitmo
from ui.componentes.barra_proporcao import BarraProporcao
from ui.componentes.botao import Botao, Papel
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.molduras import CaixaMensagem, Linha
from ui.componentes.texto import Icone, Texto
from ui.contexto import Contexto, em_hora_local
from ui.tabelas import estados
from ui.tabelas.andamento import LinhaDoAndamento, TabelaAndamento
from ui.tabelas.visao import VisaoTabela
from ui.tema import Letra, Peso

_TELA_DO_RELATORIO = "relatorio_fechamento"
_CONTADORES: tuple[tuple[Estado, str, str], ...] = (
    (Estado.ENVIADO, "enviado", "enviados"),
    (Estado.ADIADO, "adiado", "adiados"),
    (Estado.RECUSADO, "recusado", "recusados"),
    (Estado.EM_DUVIDA, "em dúvida", "em dúvida"),
    (Estado.CANCELADO, "cancelado", "cancelados"),
)
_CORES_DA_BARRA = {
    Estado.ENVIADO: "a_vencer",
    Estado.ADIADO: "ate_30",
    Estado.RECUSADO: "mais_90",
    Estado.EM_DUVIDA: "ate_60",
    Estado.CANCELADO: "linha2",
}


class Andamento(QWidget):
    """Mostra os eventos de um fechamento; quem o executa é a guia.

    Sinais:
        pediu_pausa(): pausar, ou continuar.
        pediu_cancelar(): parar depois do aviso em curso; na espera, encerrá-la.
        pediu_tentar(): tentar os adiados já, sem esperar a hora.
        pediu_fechar(): o resumo já foi lido; voltar ao painel.
        abriu(Aviso): ver um aviso da lista.
    """

    pediu_pausa = Signal()
    pediu_cancelar = Signal()
    pediu_tentar = Signal()
    pediu_fechar = Signal()
    abriu = Signal(object)

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._contexto = contexto
        self.contagem = Contagem()
        self._parou = ""
        self._data: date | None = None
        self._registrado, self._em_teste = False, False
        self._adiados: dict[int, Aviso] = {}
        self._modelo = TabelaAndamento()
        self.fila = FilaASeguir()
        self._risco = Linha(vertical=True, cor="linha2")
        self._barra = BarraProporcao(14)
        self._caixa = CaixaMensagem("aviso")
        self.visao = VisaoTabela("Avisos deste fechamento", self._modelo, teclas=["Alt+P-Pausar", "Enter-Abre o aviso"])
        self.visao.abriu.connect(lambda linha: self.abriu.emit(linha.aviso))
        esquerda = em_coluna(
            self._montar_topo(),
            self._montar_progresso(),
            self._barra,
            self._montar_contadores(),
            self._caixa,
            (self.visao, 1),
            margens=(20, 14, 20, 12),
        )
        em_linha((esquerda, 1), self._risco, self.fila, espaco=0, dono=self)

    def comecar(self, data: date, limite_por_minuto: int | None = None) -> None:
        """Limpa a tela para um fechamento que começa; o limite é o da conta de e-mail."""
        self.contagem = Contagem()
        self._modelo.trocar(())
        self._adiados.clear()
        self.fila.comecar(limite_por_minuto)
        self._mostrar_fila(True)
        self._parou, self._data = "", data
        self._registrado, self._em_teste = False, False
        self._caixa.hide()
        self._frase.setText("Preparando…")
        self.pausar.setText("&Pausar")
        self._dizer_que_envia()
        for botao in (self.pausar, self.cancelar):
            botao.setEnabled(True)
        self.visao.setFocus(Qt.FocusReason.OtherFocusReason)  # o Enter a mais não para nada
        self.ritmo.comecar()
        self._repintar()

    def acontecer(self, evento: Evento) -> None:
        """Mostra um evento."""
        match evento:
            case EmTeste():
                self._em_teste = True
                self.fila.calar_promessa()
                self._caixa.mostrar("aviso", frases.em_teste(evento.para))
            case Procurando():
                self._frase.setText(frases.procurando_devolucoes(evento.conta, evento.vistas, evento.total))
            case Inicio():
                self._registrado = not self._em_teste
                self.contagem = Contagem(evento.fila)
                self.fila.mostrar(evento.fila)
                self._frase.setText("{} na fila".format(frases.quantos(len(evento.fila), "aviso", "avisos")))
                self._dizer_das_devolucoes(evento)
            case Enviando():
                if self.esperando():
                    self._parou = ""
                    self._caixa.hide()
                    self._dizer_que_envia()
                self.ritmo.seguir()
                self.fila.retirar(evento.aviso)
                self._frase.setText(f"Enviando a {evento.aviso.cliente_nome}")
                self._por(evento.aviso, Estado.ENVIANDO)
            case Tratado():
                self.contagem.registrar(evento.aviso)
                self.ritmo.registrar()
                self._andar_com_a_fila(evento.aviso)
                self._por(evento.aviso, evento.aviso.estado)
            case LoteParado():
                self._parou = frases.em_frase(evento.motivo)
                self._caixa.mostrar("perigo", self._parou, "O envio parou: é um problema da conta")
            case Agradecendo():
                self._frase.setText(f"Agradecendo o pagamento de {evento.aviso.cliente_nome}")
            case Aguardar() if not isinstance(evento, Compasso):
                self.ritmo.parar()
                self.fila.esperar(self._adiados.values())
                self._dizer_espera(evento)
        self._repintar()

    def _andar_com_a_fila(self, aviso: Aviso) -> None:
        """O que teve desfecho sai da fila; o adiado é o que se tenta de novo na espera."""
        self.fila.retirar(aviso)
        self._adiados.pop(aviso.id, None)
        if aviso.estado is Estado.ADIADO:
            self._adiados[aviso.id] = aviso

    def _dizer_das_devolucoes(self, evento: Inicio) -> None:
        """A caixa de devoluções que não pôde ser lida: o fechamento segue, e quem fecha fica sabendo."""
        dela = [item for item in evento.apontamentos if apontamentos.grupo(item) is apontamentos.Grupo.CAIXA]
        if dela:
            self._caixa.mostrar("aviso", " ".join(frases.em_frase(apontamentos.dizer(item)) for item in dela))

    def dizer_cancelando(self) -> None:
        """O cancelamento foi pedido: termina o aviso em curso."""
        self._frase.setText("Encerrando a espera…" if self.esperando() else "Terminando o aviso em curso…")
        for botao in (self.pausar, self.cancelar, self.tentar):
            botao.setEnabled(False)

    def esperando(self) -> bool:
        """Diz se o fechamento só espera a hora de tentar os adiados de novo."""
        return self.tentar.isVisibleTo(self)

    def dizer_pausa(self, pausado: bool) -> None:
        """Troca o botão entre pausar e continuar."""
        self.pausar.setText("&Prosseguir" if pausado else "&Pausar")
        self.pausar.setAccessibleName("Prosseguir" if pausado else "Pausar")
        (self.ritmo.parar if pausado else self.ritmo.seguir)()
        if pausado:
            self._frase.setText("Pausado depois do aviso em curso")

    def terminar(self, data: date, *, cancelado: bool, erro: ErroAviso | None, habilitado: bool) -> None:
        """Troca os botões e deixa o resumo na tela."""
        adiados = self.contagem.quantos(Estado.ADIADO)
        interrompido = cancelado and self.contagem.faltam + adiados > 0
        self._titulo.setText(self._titulo_final(data, interrompido=interrompido, erro=erro, habilitado=habilitado))
        self._frase.setText(self._frase_final(habilitado))
        if erro is not None:
            self._caixa.mostrar("perigo", erro.o_que_fazer, erro.mensagem)
        elif interrompido and self.contagem.faltam:
            self._caixa.mostrar("aviso", "O que falta ficou pendente: feche o dia de novo para continuar.")
        elif adiados and not self._parou:
            self._caixa.mostrar("aviso", "Os adiados são tentados de novo quando o dia for fechado outra vez.")
        self.ritmo.terminar()
        self._mostrar_fila(False)
        for botao in (self.pausar, self.cancelar, self.tentar):
            botao.hide()
        self.voltar.show()
        # O que parou antes de começar, e o ensaio do modo de teste, não deixam fechamento de que se tire relatório.
        self.relatorio.setVisible(self._registrado and _TELA_DO_RELATORIO in self._contexto.telas)
        self.voltar.setFocus(Qt.FocusReason.OtherFocusReason)
        self._repintar()

    def _titulo_final(self, data: date, *, interrompido: bool, erro: ErroAviso | None, habilitado: bool) -> str:
        dia = frases.data_com_dia(data)
        if erro is not None:
            return f"O fechamento de {dia} parou"
        if interrompido:
            return f"Fechamento de {dia} interrompido"
        if not habilitado:
            return f"Dia fechado sem avisos: {dia}"
        return f"Dia fechado: {dia}"

    def _frase_final(self, habilitado: bool) -> str:
        if not habilitado:
            return "O envio de débitos por e-mail está desabilitado."
        conta = self.contagem
        partes = [
            frases.quantos(quantos, um, varios)
            for estado, um, varios in _CONTADORES
            if (quantos := conta.quantos(estado)) or estado is Estado.ENVIADO
        ]
        if conta.faltam:
            partes.append(frases.quantos(conta.faltam, "pendente", "pendentes"))
        return frases.lista(partes)

    def _dizer_espera(self, evento: Aguardar) -> None:
        quando = em_hora_local(self._contexto.agora() + timedelta(seconds=evento.segundos))
        self._titulo.setText(frases.em_frase(evento.motivo).rstrip("."))
        self._frase.setText(f"Nova tentativa às {quando:%H:%M}, sozinha, enquanto o programa estiver aberto")
        self.pausar.hide()
        self.tentar.show()
        self.tentar.setEnabled(True)
        self.cancelar.setText("&Encerrar a espera")
        self.cancelar.setAccessibleName("Encerrar a espera")
        livre = (
            "O resto do programa pode ser usado. Até lá nenhum outro fechamento nem reenvio começa, neste ou em outro "
            "terminal; Encerrar a espera libera, e os adiados saem quando o dia for fechado outra vez."
        )
        if self._parou:
            conserto = (
                "Se for preciso corrigir a conta, encerre a espera, corrija e feche o dia de novo: a correção só vale "
                "num fechamento novo."
            )
            self._caixa.mostrar("perigo", f"{self._parou} {conserto}", "O envio parou: é um problema da conta")
        else:
            self._caixa.mostrar("acento", livre)

    def _dizer_que_envia(self) -> None:
        """Título e botões de quem está enviando."""
        self._titulo.setText(f"Fechando {frases.data_com_dia(self._data)}" if self._data else "")
        self.cancelar.setText("&Cancelar")
        self.cancelar.setAccessibleName("Cancelar")
        for botao in (self.pausar, self.cancelar):
            botao.show()
        for botao in (self.tentar, self.relatorio, self.voltar):
            botao.hide()

    def _por(self, aviso: Aviso, estado: Estado) -> None:
        self._modelo.acrescentar(LinhaDoAndamento(em_hora_local(self._contexto.agora()), aviso, estado))

    def _repintar(self) -> None:
        conta = self.contagem
        self._posicao.setText(f"{frases.numero(conta.resolvidos)} de {frases.numero(conta.total)}")
        self._valor.setText(f"{em_reais(conta.resolvidos_centavos)} de {em_reais(conta.total_centavos)}")
        partes = [(conta.quantos(estado), cor) for estado, cor in _CORES_DA_BARRA.items()]
        self._barra.mostrar((*partes, (conta.faltam, "rebaixo")))
        self._barra.setAccessibleName(f"Andamento: {self._posicao.text()}")
        for estado, um, varios in _CONTADORES:
            numero, nome = self._numeros[estado]
            numero.setText(frases.numero(conta.quantos(estado)))
            nome.setText(um if conta.quantos(estado) == 1 else varios)
        # Cancelado é raro: sem nenhum, o lugar é do ritmo, que na letra grande não caberia.
        self._cancelados.setVisible(bool(conta.quantos(Estado.CANCELADO)))
        self._faltam.setText(frases.numero(conta.faltam))
        self._nome_de_faltam.setText("falta" if conta.faltam == 1 else "faltam")
        self.ritmo.contar(conta.faltam)
        self.fila.ritmo.mostrar(self.ritmo.por_minutos())

    def _mostrar_fila(self, mostrar: bool) -> None:
        self._risco.setVisible(mostrar)
        self.fila.setVisible(mostrar)

    def _montar_topo(self) -> QHBoxLayout:
        self._titulo = Texto(letra=Letra.BLOCO, peso=Peso.FORTE)
        self._frase = Texto(cor="texto2")
        textos = em_coluna(self._titulo, self._frase, espaco=2)
        self.pausar = Botao("&Pausar", icone="pausa", tecla=atalhos.PAUSAR.tecla, altura=34, ao_clicar=self.pediu_pausa)
        self.tentar = Botao("&Tentar agora", icone="enviar", altura=34, ao_clicar=self.pediu_tentar)
        self.cancelar = Botao("&Cancelar", papel=Papel.PERIGO, altura=34, ao_clicar=self.pediu_cancelar)
        self.relatorio = Botao(
            "&Relatório em PDF",
            icone="documento",
            altura=34,
            ao_clicar=lambda: self._contexto.abrir.emit(_TELA_DO_RELATORIO, self._data),
        )
        self.voltar = Botao(
            "&Voltar ao painel", icone="seta_esquerda", papel=Papel.PRINCIPAL, altura=34, ao_clicar=self.pediu_fechar
        )
        for botao in (self.tentar, self.relatorio, self.voltar):
            botao.hide()
        return em_linha((textos, 1), self.pausar, self.tentar, self.cancelar, self.relatorio, self.voltar)

    def _montar_progresso(self) -> QHBoxLayout:
        self._posicao = Texto(letra=Letra.PERGUNTA, peso=Peso.FORTE)
        self._valor = Texto(peso=Peso.MEIO, cor="texto2")
        return em_linha(self._posicao, ELASTICO, self._valor)

    def _montar_contadores(self) -> QHBoxLayout:
        montados = {
            estado: self._montar_contador(estados.ICONES[estado], estados.CORES[estado], varios)
            for estado, _um, varios in _CONTADORES
        }
        self._numeros = {estado: (numero, nome) for estado, (_, numero, nome) in montados.items()}
        self._cancelados = montados[Estado.CANCELADO][0]
        contadores = [contador for contador, _, _ in montados.values()]
        faltam, self._faltam, self._nome_de_faltam = self._montar_contador("envelope", "texto2", "faltam")
        self.ritmo = QuadroRitmo(self._contexto.agora)
        return em_linha(*contadores, faltam, self.ritmo, ELASTICO, espaco=18)

    def _montar_contador(self, icone: str, cor: str, nome: str) -> tuple[QWidget, Texto, Texto]:
        """O número com o ícone e, embaixo, o nome, que concorda com ele."""
        contador = QWidget()
        numero = Texto("0", letra=Letra.PERGUNTA, peso=Peso.FORTE, cor=cor)
        alto = em_linha(Icone(icone, cor), numero, ELASTICO, espaco=6)
        embaixo = Texto(nome, letra=Letra.DETALHE, cor="texto2")
        em_coluna(alto, embaixo, espaco=0, dono=contador)
        return contador, numero, embaixo
