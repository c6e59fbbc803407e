"""Reenviar um aviso já enviado: a quem iria, o que ainda se deve, o motivo; o andamento e no que deu."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from envio.eventos import PassoFeito
from envio.fechamento.reenvio import (
    MAIOR_MOTIVO,
    ReenvioPrevisto,
    Resultado,
    conferir_motivo,
    prever,
    reenviar,
)
from regras.dinheiro import em_reais
from regras.erros import ErroAviso
from ui import frases
from ui.base.confirmacao import DialogoConfirmacao
from ui.calculo import Calculo
from ui.campos.campo_texto import CampoTexto
from ui.componentes.botao import Botao, Papel
from ui.componentes.quadro_fatos import QuadroFatos
from ui.contexto import Assunto, Contexto
from ui.moldes.tarefa import DialogoTarefa

_EIXO = 110
_ROTULOS = ("Cliente", "Aviso", "Para", "Cobra", "Não cobra")


class DialogoReenvio(DialogoTarefa[Resultado]):
    """Recebe o número de um aviso enviado. `enviou` diz se alguma mensagem pode ter saído por aqui."""

    RESULTADO = Resultado
    CANCELADA = "Reenvio cancelado. Nada foi enviado."

    def __init__(self, contexto: Contexto, numero: int, pai: QWidget | None = None) -> None:
        estado = "Diga por que o aviso vai de novo | ESC-Voltar"
        super().__init__(contexto, "Reenviar aviso", pai, largura=640, altura=470, estado=estado)
        self.enviou = False
        self._numero = numero
        self._previsao: ReenvioPrevisto | None = None
        frase = "Vai outra mensagem, com o que ainda se deve e a quem recebe hoje. Ficam as duas."
        self.por_titulo("Reenviar aviso", frase)
        self.fatos = QuadroFatos(_ROTULOS, eixo=_EIXO)
        self.corpo.addWidget(self.fatos)
        self._montar_motivo()
        self.botao_reenviar = Botao("&Reenviar…", icone="enviar", papel=Papel.PERIGO, ao_clicar=self.reenviar)
        self.botao_reenviar.setEnabled(False)
        self.botao_voltar = self.botao_fechar("Voltar")
        self.montar_andamento(self.botao_reenviar, self.botao_voltar, cancelar="&Cancelar o envio")
        self.focar(self.motivo)
        hoje = contexto.hoje()
        Calculo(contexto, self, self._ao_prever, self._ao_nao_poder).pedir(lambda: prever(numero, hoje))

    def reenviar(self) -> None:
        """Confere o motivo, pergunta e começa; com um em curso, nada acontece."""
        previsao = self._previsao
        if previsao is None or self.em_curso() or not self.formulario.conferir():
            return
        if self._perguntar(previsao):
            motivo, ambiente, hoje = self.motivo.valor(), self.contexto.ambiente, self.contexto.hoje()
            self.contexto.marcar_envio(True)
            self.comecar(lambda: reenviar(self._numero, motivo, ambiente, hoje), "Reenviando…")

    def reject(self) -> None:
        """ESC e o X; durante um reenvio não fazem nada."""
        if not self.em_curso():
            super().reject()

    def travar(self, em_curso: bool) -> None:
        """Durante o reenvio, só o botão de cancelar."""
        super().travar(em_curso)
        self.botao_voltar.setEnabled(not em_curso)

    def ao_andar(self, evento: object) -> None:
        """Mais um passo da conversa com o servidor."""
        if isinstance(evento, PassoFeito):
            self.andar(f"{evento.nome}: {evento.detalhe}")

    def ao_concluir(self, resultado: Resultado) -> None:
        """Diz o que o servidor respondeu."""
        tom = "ok" if resultado.aceito else "perigo"
        self.caixa.mostrar(tom, resultado.resposta, frases.em_frase(resultado.motivo))
        self._encerrar()

    def ao_falhar(self, erro: ErroAviso) -> None:
        """Já em curso, a falha pode ter vindo depois de o servidor aceitar."""
        super().ao_falhar(erro)
        if self.passos():
            self._encerrar()

    def ao_acabar(self) -> None:
        """O envio acabou para a janela também."""
        super().ao_acabar()
        self.contexto.marcar_envio(False)
        self.contexto.avisar(Assunto.AVISOS, Assunto.DEVOLVIDOS)

    def _montar_motivo(self) -> None:
        self.formulario = self.por_formulario(_EIXO + 16)
        self.motivo = CampoTexto(validar=conferir_motivo, obrigatorio=True, maximo=MAIOR_MOTIVO, largura=0)
        self.formulario.campo("&Motivo", self.motivo, ajuda="reenvio_motivo", larga=True)

    def _ao_prever(self, previsao: ReenvioPrevisto) -> None:
        self._previsao = previsao
        gravado = previsao.aviso
        fora = [f"{debito.documento}/{debito.parcela}" for debito in previsao.fora]
        frase = f"{frases.lista_curta(fora)}: pago, baixado ou fora dos parâmetros de hoje"
        fatos = (
            f"{gravado.cliente_nome} ({gravado.cliente})",
            f"do fechamento de {frases.data_com_dia(gravado.data)}",
            "; ".join(previsao.destinatarios),
            self._dizer_cobranca(previsao),
            frase if fora else "nada: tudo o que foi avisado ainda se deve",
        )
        for rotulo, fato in zip(_ROTULOS, fatos, strict=True):
            self.fatos.mostrar(rotulo, fato)
        self.botao_reenviar.setEnabled(True)

    def _dizer_cobranca(self, previsao: ReenvioPrevisto) -> str:
        debitos = frases.quantos(len(previsao.debitos), "débito", "débitos")
        return f"{debitos}, {em_reais(previsao.total_centavos)}"

    def _ao_nao_poder(self, erro: ErroAviso) -> None:
        self.formulario.setEnabled(False)
        self.caixa.mostrar("perigo", erro.o_que_fazer or "Nada foi enviado.", erro.mensagem)
        self.focar(self.botao_voltar)

    def _perguntar(self, previsao: ReenvioPrevisto) -> bool:
        para = frases.lista(list(previsao.destinatarios))
        return DialogoConfirmacao.perguntar(
            "Reenviar aviso",
            f"Reenviar este aviso para {para}?",
            detalhe=f"{previsao.aviso.cliente_nome}, {self._dizer_cobranca(previsao)}",
            alerta="O cliente já recebeu este aviso uma vez, e vai receber outra mensagem.",
            sim="&Sim, reenviar",
            perigo=True,
            pai=self,
        )

    def _encerrar(self) -> None:
        """Uma ordem, uma mensagem: para outra, o operador volta, vê o que ficou no aviso e pede de novo."""
        self.enviou = True
        self.formulario.setEnabled(False)
        self.botao_reenviar.setEnabled(False)
