"""A guia Aviso de Débitos: configura o aviso e mostra, ao lado, o que aconteceria se o fechamento fosse hoje."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from modelos import retrato
from modelos.cadastro import grupos, situacoes
from modelos.contas import contas_email, parametros
from regras.cadastro import ContaEmail
from regras.erros import DadoInvalido, ErroAviso
from regras.parametros import PARAMETROS, FiltroSNT, Modo, ParametrosAviso
from regras.selecao import Motivo
from ui import frases, tema
from ui.abas.aviso_debitos import quem_recebe
from ui.abas.aviso_debitos.alteracoes import Alteracao, comparar
from ui.abas.aviso_debitos.previsao import Previsao, PrevisaoViva
from ui.abas.aviso_debitos.quadro_hoje import QuadroHoje
from ui.abas.aviso_debitos.quadro_parametros import Listas, QuadroParametros
from ui.abas.base import Aba
from ui.base.mensagem import DialogoMensagem
from ui.campos.campo_filtro import CampoFiltro
from ui.componentes.disposicao import em_linha
from ui.contexto import Assunto, Contexto, PedidoDePrevia
from ui.moldes.consulta import DialogoConsulta
from ui.moldes.marcacao import DialogoMarcar
from ui.tabelas.base import Alinhamento, Coluna
from ui.tema import Peso

_LARGURA_FOLGADA = 1200
_COLUNAS_DE_CONTA: tuple[Coluna[ContaEmail], ...] = (
    Coluna("Número", lambda conta: str(conta.numero), alinhamento=Alinhamento.DIREITA, largura=80),
    Coluna("Nome", lambda conta: conta.nome, peso=Peso.MEIO, largura=160),
    Coluna("Remetente", lambda conta: conta.remetente, largura=0),
)


class AbaAvisoDebitos(Aba):
    """Campos à esquerda, previsão à direita.

    Sinais:
        gravou(): os parâmetros da tela estão gravados.
    """

    gravou = Signal()

    ASSUNTOS = frozenset(Assunto) - {Assunto.COPIAS, Assunto.PEDIDOS, Assunto.NOTAS, Assunto.MENSAGENS}

    def __init__(self, contexto: Contexto) -> None:
        super().__init__(contexto)
        self._gravado = ParametrosAviso()
        self._lido = False
        self._depois: Callable[[], object] | None = None
        self.quadro = QuadroParametros()
        self.hoje = QuadroHoje(tem_previa="previa" in contexto.telas)
        self.previsao = PrevisaoViva(contexto, self)
        em_linha((self.quadro, 1), self.hoje, espaco=0, dono=self)
        contexto.retirados_mudaram.connect(self._reler)
        self._ligar()
        self.quadro.setEnabled(False)
        self.hoje.mostrar_alteracoes([])

    def atualizar(self) -> None:
        """Relê da base. O que o operador já mudou na tela fica como ele deixou."""
        self.previsao.esquecer()
        self.contexto.calcular(_ler).iniciar(self._ao_ler, self.hoje.mostrar_erro)

    def primeiro_campo(self) -> QWidget:
        """A caixa que habilita."""
        return self.quadro.habilitado

    def tem_alteracoes(self) -> bool:
        """Diz se a tela difere do gravado."""
        return bool(self.alteracoes())

    def alteracoes(self) -> list[Alteracao]:
        """O que difere do gravado."""
        return comparar(self._gravado, self.quadro.colher()) if self._lido else []

    def desistir(self) -> None:
        """Volta ao gravado."""
        self.quadro.mostrar(self._gravado, self.quadro.listas)
        self._ao_mudar()

    def gravar(self, depois: Callable[[], object] | None = None) -> None:
        """Confere a tela inteira e grava; nada é gravado se algo não confere."""
        if not self.tem_alteracoes():
            if depois is not None:
                depois()
            return
        if not self.quadro.conferir():
            return
        self._depois = depois
        novos = self.quadro.colher()
        self.hoje.gravar.setEnabled(False)
        self.contexto.calcular(lambda: _gravar(novos)).iniciar(self._ao_gravar, self._ao_recusar)

    def pedido_de_previa(self) -> PedidoDePrevia:
        """A prévia sai com os parâmetros da tela, gravados ou não."""
        return PedidoDePrevia(self.quadro.colher() if self._lido else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Estreita, a coluna da direita encolhe."""
        super().resizeEvent(event)
        self.hoje.compactar(self.width() < tema.medida(_LARGURA_FOLGADA))

    def _ligar(self) -> None:
        self.quadro.mudou.connect(self._ao_mudar)
        self.quadro.pediu_tutorial.connect(lambda capitulo: self.contexto.abrir.emit("tutorial", capitulo))
        self.quadro.pediu_conta.connect(self.escolher_conta)
        self.quadro.pediu_grupos.connect(self.escolher_grupos)
        self.quadro.pediu_situacoes.connect(self.escolher_situacoes)
        self.hoje.pediu_gravar.connect(self.gravar)
        self.hoje.pediu_desfazer.connect(self.desistir)
        self.hoje.pediu_previa.connect(self._ao_pedir_previa)
        self.hoje.pediu_alteracoes.connect(self._ao_pedir_alteracoes)
        self.previsao.comecou.connect(self.hoje.mostrar_calculo)
        self.previsao.pronta.connect(self._ao_prever)
        self.previsao.falhou.connect(self.hoje.mostrar_erro)

    def escolher_conta(self) -> None:
        """F2 no campo da conta."""
        conta = DialogoConsulta.perguntar(
            "Contas de e-mail",
            _COLUNAS_DE_CONTA,
            self.quadro.listas.contas,
            chave=lambda conta: conta.numero,
            corrente=self.quadro.colher().conta_email,
            vazia="Nenhuma conta cadastrada. Cadastre em Cadastros → Tabelas → Contas de e-mail.",
            pai=self,
        )
        if conta is not None:
            self.quadro.conta.definir(str(conta.numero))

    def escolher_grupos(self) -> None:
        """S, N ou F2 nos grupos; ao confirmar, diz quem vai receber."""
        marcados = self._selecionar(
            self.quadro.grupos,
            "Grupos de contatos",
            "Os contatos dos grupos marcados recebem o aviso.",
            "Os contatos dos grupos marcados não recebem o aviso; os demais, e os sem grupo, recebem.",
            self.quadro.listas.grupos,
        )
        if marcados and self.quadro.grupos.modo is not Modo.TODOS:
            self._dizer_quem_recebe(self.quadro.grupos.filtro)

    def escolher_situacoes(self) -> None:
        """S, N ou F2 nas situações."""
        self._selecionar(
            self.quadro.situacoes,
            "Situações do débito",
            "Só débitos nas situações marcadas entram no aviso; débito sem situação fica de fora.",
            "Débitos nas situações marcadas ficam de fora do aviso; débito sem situação entra.",
            self.quadro.listas.situacoes,
        )

    def _selecionar(self, campo: CampoFiltro, titulo: str, em_s: str, em_n: str, nomes: Sequence[str]) -> bool:
        """Abre a lista; com T, confirmar passa a S. Devolve se confirmaram."""
        filtro = campo.filtro
        modo = Modo.SELECIONA if filtro.modo is Modo.TODOS else filtro.modo
        marcados = DialogoMarcar.perguntar(
            titulo,
            em_n if modo is Modo.NAO_SELECIONA else em_s,
            list(nomes),
            filtro.marcados,
            sem_nomes="Ainda não há nada cadastrado aqui. Use (T) todos, ou importe os cadastros.",
            pai=self,
        )
        if marcados is None:
            return False
        campo.definir(FiltroSNT(modo, marcados))
        campo.conferir()
        return True

    def _dizer_quem_recebe(self, filtro: FiltroSNT) -> None:
        amplos = replace(self.quadro.colher(), vencendo_em_dias=PARAMETROS["vencendo_em_dias"].faixa[1])
        hoje = self.contexto.hoje()
        contagem = self.contexto.calcular(lambda: quem_recebe.contar(retrato.ler(hoje, amplos), filtro))
        contagem.iniciar(lambda quem: self._mostrar_quem_recebe(filtro, quem), self._ao_falhar)

    def _mostrar_quem_recebe(self, filtro: FiltroSNT, quem: quem_recebe.QuemRecebe) -> None:
        assunto, texto, sem = quem_recebe.dizer(filtro, quem)
        DialogoMensagem.mostrar(self, "Quem vai receber", assunto, texto, tom="aviso", destaque=sem)

    def _ao_ler(self, lido: tuple[ParametrosAviso, Listas]) -> None:
        gravado, listas = lido
        tela = self.quadro.colher() if self.tem_alteracoes() else gravado
        self._gravado, self._lido = gravado, True
        self.quadro.setEnabled(True)
        self.quadro.mostrar(tela, listas)
        self._ao_mudar()
        self.pronta.emit()

    def _ao_mudar(self) -> None:
        alteracoes = self.alteracoes()
        self.hoje.mostrar_alteracoes(alteracoes)
        quantas = frases.quantos(len(alteracoes), "alteração não gravada", "alterações não gravadas")
        self.situar(quantas if alteracoes else self._dizer_habilitado())
        self.previsao.pedir(self.quadro.colher(), self._gravado)

    def _dizer_habilitado(self) -> str:
        if not self._lido:
            return ""
        if not self._gravado.habilitado:
            return "Aviso de débitos desabilitado"
        conta = self._gravado.conta_email
        return "Aviso de débitos habilitado" + (f", conta {conta}" if conta else "")

    def _ao_prever(self, previsao: Previsao) -> None:
        self.hoje.mostrar(previsao)
        self.quadro.mostrar_sem_destinatario(previsao.agora.quantos_de_fora(Motivo.SEM_DESTINATARIO))

    def _ao_gravar(self, gravado: ParametrosAviso) -> None:
        self._gravado = gravado
        self.quadro.mostrar(gravado, self.quadro.listas)
        self._ao_mudar()
        self.contexto.recado.emit("Parâmetros gravados.")
        self.gravou.emit()
        self.contexto.avisar(Assunto.PARAMETROS)
        depois, self._depois = self._depois, None
        if depois is not None:
            depois()

    def _ao_recusar(self, erro: ErroAviso) -> None:
        self._depois = None
        self._ao_mudar()
        if not (isinstance(erro, DadoInvalido) and self.quadro.mostrar_recusa(erro)):
            self._ao_falhar(erro)

    def _ao_falhar(self, erro: ErroAviso) -> None:
        DialogoMensagem.mostrar_erro(self, "Aviso de Débitos", erro)

    def _ao_pedir_previa(self, motivo: Motivo | None) -> None:
        self.contexto.abrir.emit("previa", replace(self.pedido_de_previa(), motivo=motivo))

    def _ao_pedir_alteracoes(self) -> None:
        linhas = [f"{item.rotulo}: {item.antes} → {item.depois}" for item in self.alteracoes()]
        DialogoMensagem.mostrar(
            self, "Alterações não gravadas", "O que mudou e ainda não foi gravado", "\n".join(linhas)
        )


def _ler() -> tuple[ParametrosAviso, Listas]:
    return parametros.obter(), Listas(contas_email.listar(), grupos.listar(), situacoes.listar())


def _gravar(novos: ParametrosAviso) -> ParametrosAviso:
    parametros.gravar(novos)
    return parametros.obter()
