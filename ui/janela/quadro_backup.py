"""O último backup conferido e o botão que faz um agora."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from modelos.base import copias
from modelos.base.copias import Copia
from regras.erros import ErroAviso
from ui import frases
from ui.base.mensagem import DialogoMensagem
from ui.componentes.botao import Botao
from ui.componentes.disposicao import ELASTICO, em_coluna, em_linha
from ui.componentes.texto import Estado, Icone, Texto
from ui.contexto import Assunto, Contexto, em_hora_local
from ui.tema import Peso

_PASSO_MS = 400
_PONTOS = 4
_VELHO_EM_HORAS = 24


class QuadroBackup(QWidget):
    """Mostra a última cópia e faz outra num trabalho à parte, com andamento e resultado."""

    def __init__(self, contexto: Contexto) -> None:
        super().__init__()
        self._contexto = contexto
        self._copiando = False
        self._passo = 0
        self.quando = Texto("", peso=Peso.PLENO)
        self.botao = Botao("&Backup", icone="base", ao_clicar=self.copiar)
        self.botao.setProperty("teclas", ["Enter-Fazer um backup agora"])
        self.estado = Estado()
        self._relogio = QTimer(self, interval=_PASSO_MS)
        self._relogio.timeout.connect(self._ao_passar)
        frase = "Certifique-se que o backup esteja atualizado antes do fechamento"
        em_coluna(
            em_linha(Texto("Data último Backup:"), self.quando, 12, self.botao, 10, self.estado, ELASTICO, espaco=6),
            em_linha(Icone("info"), Texto(frase, cor="texto2"), ELASTICO),
            ELASTICO,
            espaco=10,
            dono=self,
        )

    def mostrar(self, copia: Copia | None) -> None:
        """Mostra a última cópia conferida; enquanto outra é feita, o andamento fica."""
        if copia is None:
            self.quando.setText("nunca")
        else:
            self.quando.setText(frases.data_e_hora(em_hora_local(copia.em)))
        if self._copiando:
            return
        if copia is None:
            self.estado.mostrar("alerta", "Faça o primeiro backup", "aviso")
            return
        agora = self._contexto.agora()
        velho = (agora - copia.em).total_seconds() > _VELHO_EM_HORAS * 3600
        frase = f"Conferido {frases.ha_quanto(copia.em, agora)}"
        self.estado.mostrar("alerta" if velho else "certo", frase, "aviso" if velho else "ok")

    def copiar(self) -> None:
        """Faz uma cópia conferida agora; um pedido durante outra não faz nada."""
        if self._copiando or self._contexto.em_envio:
            return
        self._copiando = True
        self.botao.setEnabled(False)
        self._ao_passar()
        self._relogio.start()
        base, em = self._contexto.base, self._contexto.agora()
        copia = self._contexto.calcular(lambda: copias.copiar(base, None, em))
        copia.iniciar(self._ao_copiar, self._ao_falhar, self._ao_terminar)

    def liberar(self, livre: bool) -> None:
        """Durante o envio o botão não vale."""
        self.botao.setEnabled(livre and not self._copiando)

    def _ao_passar(self) -> None:
        """Anda os pontos: diz que está vivo sem prometer quanto falta."""
        self._passo = (self._passo + 1) % _PONTOS
        self.estado.mostrar("ciclo", "Copiando e conferindo{}".format("." * self._passo), "texto2")

    def _ao_copiar(self, copia: Copia) -> None:
        self._copiando = False
        self.mostrar(copia)
        tamanho = frases.tamanho(copia.bytes)
        self._contexto.recado.emit(f"Backup conferido: {copia.arquivo.name}, {tamanho}")
        self._contexto.avisar(Assunto.COPIAS)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        self._copiando = False
        self.estado.mostrar("erro", "O backup não foi feito", "perigo")
        DialogoMensagem.mostrar_erro(self.window(), "Backup", erro)

    def _ao_terminar(self) -> None:
        self._relogio.stop()
        self._copiando = False
        self.liberar(not self._contexto.em_envio)
