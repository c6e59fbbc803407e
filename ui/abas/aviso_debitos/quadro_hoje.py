"""O painel "Se o fechamento fosse hoje": quantos, quanto, quem fica de fora e por quê, e as ações da guia."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from regras.dinheiro import em_reais, formatar
from regras.erros import ErroAviso
from regras.selecao import Motivo
from ui import atalhos, frases, tema
from ui.abas.aviso_debitos.alteracoes import Alteracao
from ui.abas.aviso_debitos.previsao import Previsao
from ui.abas.aviso_debitos.resumo_hoje import Parte, ResumoDeHoje, comparar
from ui.componentes.barra_proporcao import BarraProporcao
from ui.componentes.botao import Botao, Link, Papel
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha, esvaziar
from ui.componentes.linha_contagem import LinhaContagem
from ui.componentes.molduras import Amostra, CaixaMensagem, Linha, em_rolagem
from ui.componentes.texto import Texto
from ui.frases_dos_apontamentos import DETALHES, Grupo
from ui.tabelas.estados import ICONES_DE_MOTIVO
from ui.tabelas.linhas_previa import TIRADO
from ui.tema import Letra, Peso

LARGURA = 384
LARGURA_COMPACTA = 344
_ICONES_DE_APONTAMENTO: dict[Grupo, str] = {
    Grupo.SEM_BOLETO: "barras",
    Grupo.EMAIL_INVALIDO: "envelope",
    Grupo.DEVOLVIDO: "envelope",
    Grupo.ANTIGO: "relogio",
    Grupo.IMPRESSO: "alerta",
    Grupo.CAIXA: "envelope",
    Grupo.EMPRESA: "alerta",
}


class QuadroHoje(QFrame):
    """Coluna da direita da guia.

    Sinais:
        pediu_previa(object): ver a prévia; traz o Motivo a filtrar, ou None.
        pediu_alteracoes(): "Ver quais".
        pediu_desfazer(), pediu_gravar(): os botões.
    """

    pediu_previa = Signal(object)
    pediu_alteracoes = Signal()
    pediu_desfazer = Signal()
    pediu_gravar = Signal()

    def __init__(self, *, tem_previa: bool) -> None:
        """Monta o painel; sem a tela de prévia, as linhas só informam."""
        super().__init__()
        self._tem_previa = tem_previa
        self.setProperty("fundo", "painel")
        self.setProperty("divisa", "esquerda")
        self.setFixedWidth(tema.medida(LARGURA))
        self._quando = Texto(letra=Letra.DETALHE, cor="texto2")
        self._barra = BarraProporcao()
        self._a_vencer = _LinhaDeClasse("A vencer", "a_vencer")
        self._vencidos = _LinhaDeClasse("Vencidos", "ate_30")
        self._nota = CaixaMensagem("aviso")
        em_coluna(
            em_linha(Texto("Se o fechamento fosse hoje", letra=Letra.BLOCO, peso=Peso.FORTE), ELASTICO, self._quando),
            self._montar_numeros(),
            self._barra,
            self._a_vencer,
            self._vencidos,
            self._nota,
            Linha(cor="linha2"),
            (self._montar_listas(), 1),
            self._montar_alteracoes(),
            self._montar_acoes(),
            espaco=6,
            margens=(19, 12, 20, 12),
            dono=self,
        )

    def mostrar(self, previsao: Previsao) -> None:
        """Mostra uma previsão pronta."""
        resumo = previsao.agora
        self._quando.setText(frases.dia_e_mes(resumo.data))
        self._clientes.setText(frases.numero(resumo.clientes))
        rotulo = "cliente recebe" if resumo.clientes == 1 else "clientes recebem"
        ja = frases.quantos(resumo.ja_avisados, "já avisado", "já avisados")
        self._clientes_rotulo.setText(f"{rotulo}; {ja}" if resumo.ja_avisados else rotulo)
        self._total.setText(em_reais(resumo.total_centavos))
        debitos = frases.quantos(resumo.debitos, "débito", "débitos")
        boletos = frases.quantos(resumo.boletos, "boleto", "boletos")
        self._total_rotulo.setText(f"em {debitos}, {boletos}")
        self._barra.mostrar(((resumo.a_vencer.total_centavos, "a_vencer"), (resumo.vencidos.total_centavos, "ate_30")))
        self._a_vencer.mostrar(resumo.a_vencer)
        self._vencidos.mostrar(resumo.vencidos)
        self._dizer_desligado(previsao.parametros.habilitado)
        self._comparacao.setText(comparar(_valendo(previsao), previsao.gravado))
        self._listar(resumo)
        self._caber()

    def mostrar_calculo(self) -> None:
        """Diz que a conta está em andamento; os números anteriores ficam."""
        self._quando.setText("calculando…")

    def mostrar_erro(self, erro: ErroAviso) -> None:
        """Diz por que não deu para calcular."""
        self._quando.setText("")
        self._nota.mostrar("perigo", erro.frase())

    def mostrar_alteracoes(self, alteracoes: list[Alteracao]) -> None:
        """Diz quantas alterações há e liga Gravar e Desfazer."""
        quantas = len(alteracoes)
        self._alteracoes_titulo.setText(frases.quantos(quantas, "alteração não gravada", "alterações não gravadas"))
        self._alteracoes.setVisible(bool(quantas))
        self.gravar.setEnabled(bool(quantas))
        self.desfazer.setEnabled(bool(quantas))

    def compactar(self, compacto: bool) -> None:
        """Na tela estreita a coluna cai a 344."""
        self.setFixedWidth(tema.medida(LARGURA_COMPACTA if compacto else LARGURA))
        for botao in (self._previa, self.gravar):
            botao.esconder_tecla(compacto)
        self._caber()

    def _caber(self) -> None:
        """Números grandes demais para a coluna descem um tamanho; nunca se cortam."""
        livre = self.width() - tema.medida(39 + 16)
        for letra in (Letra.NUMERO_CHAVE, Letra.NUMERO, Letra.BLOCO):
            fonte = tema.fonte(letra, Peso.FORTE)
            metrica = QFontMetrics(fonte)
            self._clientes.setFont(fonte)
            self._total.setFont(fonte)
            textos = (self._clientes.text(), self._total.text())
            if sum(metrica.horizontalAdvance(texto) for texto in textos) <= livre:
                return

    def _montar_numeros(self) -> QVBoxLayout:
        self._clientes = Texto("–", letra=Letra.NUMERO_CHAVE, peso=Peso.FORTE)
        self._clientes_rotulo = Texto("clientes recebem", letra=Letra.DETALHE, cor="texto2")
        self._total = Texto("–", letra=Letra.NUMERO_CHAVE, peso=Peso.FORTE)
        self._total_rotulo = Texto(" ", letra=Letra.DETALHE, cor="texto2")
        return em_coluna(
            em_linha(self._clientes, ELASTICO, self._total),
            em_linha(self._clientes_rotulo, ELASTICO, self._total_rotulo),
            espaco=0,
        )

    def _montar_listas(self) -> QScrollArea:
        self._fora = Texto(peso=Peso.FORTE)
        self._fora.setContentsMargins(0, 0, tema.medida(20) if self._tem_previa else 0, 0)
        self._lista_motivos, self._lista_apontamentos = em_coluna(espaco=0), em_coluna(espaco=0)
        self._apontamentos = QWidget()
        em_coluna(
            Linha(cor="linha2"), self._lista_apontamentos, espaco=4, margens=(0, 2, 0, 0), dono=self._apontamentos
        )
        self._apontamentos.hide()
        titulo = em_linha(Texto("Ficam de fora", peso=Peso.FORTE), ELASTICO, self._fora)
        return em_rolagem(titulo, self._lista_motivos, self._apontamentos, ELASTICO, espaco=4, margens=(0, 0, 2, 0))

    def _montar_alteracoes(self) -> QWidget:
        self._alteracoes = QWidget()
        tema.dar_moldura(self._alteracoes, "acento")
        self._alteracoes_titulo = Texto(letra=Letra.DETALHE, peso=Peso.FORTE)
        self._comparacao = Texto(letra=Letra.DETALHE)
        quais = Link("Ver quais", letra=Letra.DETALHE, ao_clicar=self.pediu_alteracoes)
        alto = em_linha((self._alteracoes_titulo, 1), quais)
        em_coluna(alto, self._comparacao, espaco=0, margens=(12, 6, 12, 7), dono=self._alteracoes)
        self._alteracoes.hide()
        return self._alteracoes

    def _montar_acoes(self) -> QHBoxLayout:
        self._previa = Botao("Ver a prévia", tecla=atalhos.PREVIA.tecla, ao_clicar=lambda: self.pediu_previa.emit(None))
        self._previa.setVisible(self._tem_previa)
        self.desfazer = Botao("Desfa&zer", ao_clicar=self.pediu_desfazer)
        self.gravar = Botao("&Gravar", tecla=atalhos.GRAVAR.tecla, papel=Papel.PRINCIPAL, ao_clicar=self.pediu_gravar)
        return em_linha(self._previa, ELASTICO, self.desfazer, self.gravar, margens=(0, 4, 0, 0))

    def _dizer_desligado(self, habilitado: bool) -> None:
        if habilitado:
            self._nota.hide()
        else:
            self._nota.mostrar(
                "aviso", "O envio está desabilitado: nada seria enviado. Com ele habilitado, seria assim."
            )

    def _listar(self, resumo: ResumoDeHoje) -> None:
        self._fora.setText(frases.numero(resumo.fora))
        esvaziar(self._lista_motivos)
        for linha in resumo.motivos:
            cor = "aviso" if linha.motivo is Motivo.SEM_DESTINATARIO else "texto2"
            self._por_linha(self._lista_motivos, ICONES_DE_MOTIVO[linha.motivo], cor, linha.motivo).mostrar(
                frases.MOTIVOS[linha.motivo], linha.clientes, linha.detalhe
            )
        if resumo.tirados:
            self._por_linha(self._lista_motivos, "menos", "texto2", None).mostrar(TIRADO, resumo.tirados)
        if not resumo.fora:
            self._lista_motivos.addWidget(Texto("Ninguém fica de fora.", cor="texto2"))
        esvaziar(self._lista_apontamentos)
        for tipo, quantos in resumo.apontamentos:
            cor = "perigo" if tipo is Grupo.EMPRESA else "aviso"
            self._por_linha(self._lista_apontamentos, _ICONES_DE_APONTAMENTO[tipo], cor, None).mostrar(
                tipo.value, quantos, DETALHES[tipo]
            )
        self._apontamentos.setVisible(bool(resumo.apontamentos))

    def _por_linha(self, lista: QVBoxLayout, icone: str, cor: str, motivo: Motivo | None) -> LinhaContagem:
        linha = LinhaContagem(icone, cor, abre=self._tem_previa)
        if self._tem_previa:
            linha.clicked.connect(lambda: self.pediu_previa.emit(motivo))
        lista.addWidget(linha)
        return linha


class _LinhaDeClasse(QWidget):
    """Quadrado de cor, nome da classe, quantos débitos e o valor."""

    def __init__(self, nome: str, cor: str) -> None:
        super().__init__()
        self._quantos = Texto(letra=Letra.DETALHE, cor="texto2")
        self._valor = Texto(peso=Peso.FORTE)
        em_linha(Amostra(cor, 8), Texto(nome), self._quantos, ELASTICO, self._valor, espaco=9, dono=self)

    def mostrar(self, parte: Parte) -> None:
        self._quantos.setText(frases.quantos(parte.debitos, "débito", "débitos"))
        self._valor.setText(formatar(parte.total_centavos))


def _valendo(previsao: Previsao) -> ResumoDeHoje:
    """O que de fato sairia com os parâmetros da tela: desabilitado, nada."""
    return previsao.agora if previsao.parametros.habilitado else ResumoDeHoje(previsao.agora.data)
