"""O que o registro de telas não abre sozinho: argumentos dos diálogos, fichas, perguntas e o envio em curso."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from envio.correio.diagnostico import da_resposta
from envio.correio.falhas import Fase
from envio.dossie.exportacao import Pedido
from envio.eventos import Aguardar, Enviando, Inicio, Tratado
from envio.fechamento import fechamento
from envio.fechamento.vistoria import vistoriar
from modelos.avisos import leitura as avisos
from modelos.base import terminais
from modelos.contas import contas_cobranca, contas_email, mensagens
from modelos.importacao.exame_de_arquivo import examinar
from modelos.importacao.resultado import Tipo
from regras.aviso import Aviso, Estado
from regras.cadastro import ContaEmail, Seguranca
from regras.erros import ConfiguracaoIncompleta
from ui import tema
from ui.abas.aviso_debitos.aviso_debitos import AbaAvisoDebitos
from ui.abas.fechamento import perguntas_do_fechamento, primeiros_passos
from ui.abas.fechamento.andamento import Andamento
from ui.abas.fechamento.fechar_dia import FecharDia
from ui.abas.fechamento.primeiros_passos import PrimeirosPassos
from ui.base.confirmacao import DialogoAlteracoes
from ui.base.mensagem import DialogoMensagem
from ui.contexto import Contexto
from ui.dialogos.aviso.dossie import DialogoDossie
from ui.dialogos.aviso.reenvio import DialogoReenvio
from ui.dialogos.base.de_para import DialogoDePara
from ui.dialogos.cadastro.cliente import DialogoCliente
from ui.dialogos.cadastro.conferir_com_boleto import DialogoConferirComBoleto
from ui.dialogos.cadastro.conta_cobranca import DialogoContaCobranca
from ui.dialogos.cadastro.homologacao import DialogoHomologacao
from ui.dialogos.correio.conferir_conta import DialogoConferirConta
from ui.dialogos.correio.contas_email import DialogoContaEmail
from ui.dialogos.correio.testar_envio import Ensaio
from ui.dialogos.mensagem.texto_do_aviso import DialogoTextoDoAviso
from ui.dialogos.previa.aviso_previsto import DialogoAvisoPrevisto, PedidoDeAviso
from ui.fotos import cenario
from ui.moldes.marcacao import DialogoMarcar

_DA_PLANILHA = ((101, "Padaria Pão da Serra"), (102, "Mercado Boa Vista"), (103, "Bazar Central"))
_COM_PROMESSA = "00110"
_FEITOS, _NA_FILA, _PASSOS_FEITOS = 14, 22, 3


def argumentos() -> dict[str, object]:
    """O que cada diálogo do registro recebe; sem entrada, None."""
    em_duvida = avisos.listar(estados=[Estado.EM_DUVIDA])
    return {"aviso": em_duvida[0].id if em_duvida else None, "conferir_linha": _uma_linha()}


def _uma_linha() -> str:
    """A linha digitável de um boleto já avisado."""
    debitos = (debito for aviso in avisos.listar() for debito in aviso.debitos)
    return next((debito.linha_digitavel for debito in debitos if debito.linha_digitavel), "")


def _confirmacao(contexto: Contexto, janela: QWidget) -> QWidget:
    vistoria = vistoriar(cenario.HOJE, contexto.ambiente)
    outros = [terminal for terminal in terminais.vivos() if terminal.id != contexto.terminal]
    return perguntas_do_fechamento.montar_confirmacao(janela, vistoria, outros)


def _aviso_previsto(contexto: Contexto, janela: QWidget) -> DialogoAvisoPrevisto:
    previsto = fechamento.planejar(cenario.HOJE).avisos[0]
    return DialogoAvisoPrevisto(contexto, PedidoDeAviso(previsto, cenario.HOJE), janela)


def _anexos_previstos(contexto: Contexto, janela: QWidget) -> QWidget:
    dialogo = _aviso_previsto(contexto, janela)
    dialogo.guias.setCurrentIndex(2)
    return dialogo


def _editor_com_alerta(contexto: Contexto, janela: QWidget) -> QWidget:
    dura = replace(
        mensagens.padrao(),
        html="<p>Caro devedor, este é o último aviso, sob pena de execução.</p>",
        texto="",
        visual="",
    )
    return DialogoTextoDoAviso(contexto, dura, janela)


class _SessaoRecusada:
    """Conecta, se apresenta e recusa a senha, como faz quem exige a de app; não sai desta máquina."""

    def __init__(self, conta: ContaEmail) -> None:
        self._conta = conta

    def entrar(self) -> Iterator[Fase]:
        """Ver `transporte.Sessao.entrar`."""
        yield from (Fase.CONEXAO, Fase.EHLO)
        recusa = "5.7.8 Username and Password not accepted"
        raise da_resposta(self._conta, Fase.LOGIN, 535, recusa)

    def fechar(self) -> None:
        """Ver `transporte.Sessao.fechar`."""


def _conta_nova(contexto: Contexto, janela: QWidget) -> QWidget:
    """A conta nova, com o que o endereço propôs."""
    ficha = DialogoContaEmail(contexto, None, janela)
    ficha.textos["nome"].definir("Aurora Cobrança")
    ficha.textos["remetente"].definir("financeiro.aurora@gmail.com")
    ficha.textos["remetente"].editingFinished.emit()
    ficha.entrada.senha.definir("abcd efgh ijkl mnop")
    return ficha


def _conferir_conta(contexto: Contexto, janela: QWidget) -> QWidget:
    """A conferência que parou na senha."""
    conta = ContaEmail(2, "financeiro.aurora@gmail.com", "smtp.gmail.com", 465, Seguranca.TLS, "financeiro.aurora")
    ambiente = replace(contexto.ambiente, abrir_sessao=lambda conta, _credencial: _SessaoRecusada(conta))
    que_recusa = Contexto(ambiente, contexto.hoje, contexto.preferencias)
    return DialogoConferirConta(que_recusa, Ensaio(conta, "a senha comum"), janela)


def _primeiros_passos(_contexto: Contexto, _janela: QWidget) -> QWidget:
    """O caminho da primeira vez, com os três primeiros passos feitos."""
    quadro = PrimeirosPassos()
    passos = primeiros_passos.caminho()
    quadro.mostrar(tuple(replace(passo, feito=ordem < _PASSOS_FEITOS) for ordem, passo in enumerate(passos)))
    return _com_fundo(quadro, 760, 320)


def _fechar_dia(contexto: Contexto, _janela: QWidget) -> QWidget:
    """A coluna Fechar o dia, com o que conferir."""
    coluna = FecharDia(contexto)
    coluna.mostrar(vistoriar(cenario.HOJE, contexto.ambiente))
    coluna.resize(coluna.width(), tema.medida(480))
    return coluna


def _campos_do_aviso(contexto: Contexto, _janela: QWidget) -> QWidget:
    """A guia Aviso de Débitos, sem o resto da janela."""
    aba = AbaAvisoDebitos(contexto)
    aba.ao_entrar()
    return _com_fundo(aba, 1240, 440)


def _com_fundo(tela: QWidget, largura: int, altura: int) -> QWidget:
    tela.resize(tema.medida(largura), tema.medida(altura))
    tema.dar_fundo(tela, "sup")
    return tela


def _conta_a_homologar(contexto: Contexto, janela: QWidget) -> QWidget:
    conta = contas_cobranca.obter("ITAU")
    return DialogoContaCobranca(contexto, replace(conta, carteira="175") if conta else None, janela)


def _conta_a_conferir(contexto: Contexto, janela: QWidget) -> QWidget:
    """A conta digitada com dois algarismos trocados, diante do boleto que o banco emitiu."""
    conta = next(conta for conta in contas_cobranca.listar() if conta.banco == "033")
    dialogo = DialogoConferirComBoleto(contexto, replace(conta, convenio="1234576"), janela)
    dialogo.campo.definir("03399.12347 56700.000005 12345.501014 1 16560000015000")
    return dialogo


def _reenvio(contexto: Contexto, janela: QWidget) -> QWidget:
    dialogo = DialogoReenvio(contexto, avisos.listar(estados=[Estado.ENVIADO])[0].id, janela)
    dialogo.motivo.definir("O cliente ligou e disse que não recebeu")
    return dialogo


def _dossie(contexto: Contexto, janela: QWidget) -> QWidget:
    aviso = avisos.listar(estados=[Estado.ENVIADO])[0]
    return DialogoDossie(contexto, Pedido(aviso.cliente), aviso.cliente_nome, janela)


def _cliente_com_promessas(contexto: Contexto, janela: QWidget) -> QWidget:
    ficha = DialogoCliente(contexto, cenario.QUEM_PROMETEU_DUAS_VEZES, janela)
    ficha.guias.setCurrentWidget(ficha.promessas)
    return ficha


def _selecao(_contexto: Contexto, janela: QWidget) -> QWidget:
    frase = "Os contatos dos grupos marcados recebem o aviso."
    return DialogoMarcar(
        "Grupos de contatos", frase, ["Contas a pagar", "Financeiro", "Sócios"], ("Sócios",), pai=janela
    )


def _erro(_contexto: Contexto, janela: QWidget) -> QWidget:
    erro = ConfiguracaoIncompleta(
        "A conta de e-mail 1 está sem senha no cofre do sistema.", "Informe a senha em Contas de e-mail."
    )
    return DialogoMensagem("Não enviado", erro.mensagem, tom="perigo", destaque=erro.o_que_fazer, pai=janela)


class _Relogio:
    """Anda um pouco a cada vez que se olha: as fotos de um envio têm horas plausíveis e sempre iguais."""

    def __init__(self) -> None:
        self._vezes = 0
        self._parado: datetime | None = None

    def __call__(self) -> datetime:
        """A hora."""
        if self._parado is not None:
            return self._parado
        self._vezes += 1
        return cenario.EM + timedelta(milliseconds=650 * self._vezes)

    def parar(self) -> None:
        """Dali em diante a hora é esta."""
        self._parado = self()


def _comecado(contexto: Contexto) -> tuple[Andamento, _Relogio, tuple[Aviso, ...]]:
    """Um envio que começa, contado por eventos como os de verdade; e a fila dele."""
    relogio = _Relogio()
    com_relogio = Contexto(replace(contexto.ambiente, agora=relogio), contexto.hoje, contexto.preferencias)
    com_relogio.telas = contexto.telas
    guia = Andamento(com_relogio)
    guia.resize(1366, tema.medida(480))
    tema.dar_fundo(guia, "sup")
    fila = tuple(replace(aviso, estado=Estado.PENDENTE) for aviso in avisos.listar()[:_NA_FILA])
    guia.comecar(cenario.HOJE, 30)
    guia.acontecer(Inicio(cenario.HOJE, True, fila))
    return guia, relogio, fila


def _em_envio(contexto: Contexto, _janela: QWidget) -> QWidget:
    """O envio em curso."""
    guia, relogio, fila = _comecado(contexto)
    for posicao, aviso in enumerate(fila[:_FEITOS], 1):
        guia.acontecer(Enviando(aviso, posicao, len(fila)))
        guia.acontecer(Tratado(_com_desfecho(aviso, *_DESFECHOS.get(posicao, (Estado.ENVIADO, None)))))
    guia.acontecer(Enviando(fila[_FEITOS], _FEITOS + 1, len(fila)))
    relogio.parar()
    return guia


def _encerrado(contexto: Contexto, _janela: QWidget) -> QWidget:
    """O resumo que fica na tela ao fim do envio."""
    guia, relogio, fila = _comecado(contexto)
    for posicao, aviso in enumerate(fila, 1):
        guia.acontecer(Tratado(_com_desfecho(aviso, *_DESFECHOS.get(posicao, (Estado.ENVIADO, None)))))
    guia.terminar(cenario.HOJE, cancelado=False, erro=None, habilitado=True)
    relogio.parar()
    return guia


def _colunas_da_planilha(contexto: Contexto, janela: QWidget) -> QWidget:
    """Uma planilha em que falta dizer duas colunas."""
    linhas = "".join(f"{codigo};{nome};{codigo}-{codigo};{50 * codigo},00\n" for codigo, nome in _DA_PLANILHA)
    with tempfile.TemporaryDirectory() as pasta:
        arquivo = Path(pasta) / "titulos-do-erp.csv"
        arquivo.write_text(f"Quem;Razão Social;Papel;Valor\n{linhas}", encoding="utf-8")
        return DialogoDePara(contexto, examinar(arquivo, Tipo.DEBITOS), Tipo.DEBITOS, janela)


def _em_espera(contexto: Contexto, _janela: QWidget) -> QWidget:
    """Todos tentados, e dois adiados à espera da hora."""
    guia, relogio, fila = _comecado(contexto)
    for posicao, aviso in enumerate(fila, 1):
        desfecho = (Estado.ADIADO, _OCUPADA) if posicao in (3, 9) else (Estado.ENVIADO, None)
        guia.acontecer(Tratado(_com_desfecho(aviso, *desfecho)))
    guia.acontecer(Aguardar(420, "2 avisos adiados esperam nova tentativa"))
    relogio.parar()
    return guia


def _com_desfecho(aviso: Aviso, estado: Estado, motivo: str | None) -> Aviso:
    resposta = f"2.0.0 OK 17640163{aviso.id:02d} d2e1a72fcca58" if motivo is None else None
    return replace(aviso, estado=estado, motivo=motivo, resposta=resposta)


_OCUPADA = "a caixa do destinatário está ocupada; nova tentativa às 17:40"
_DESFECHOS = {
    3: (Estado.ADIADO, _OCUPADA),
    8: (Estado.RECUSADO, "o endereço não existe"),
    11: (Estado.EM_DUVIDA, "a resposta do servidor não chegou"),
}

CENAS: dict[str, Callable[[Contexto, QWidget], QWidget]] = {
    "confirmacao": _confirmacao,
    "aviso_previsto": _aviso_previsto,
    "aviso_previsto_anexos": _anexos_previstos,
    "mensagem_editor": lambda contexto, janela: DialogoTextoDoAviso(contexto, mensagens.padrao(), janela),
    "mensagem_com_alerta": _editor_com_alerta,
    "cliente_ficha": lambda contexto, janela: DialogoCliente(contexto, cenario.QUEM_PROMETEU_DUAS_VEZES, janela),
    "cliente_promessas": _cliente_com_promessas,
    "conta_email_ficha": lambda contexto, janela: DialogoContaEmail(contexto, contas_email.obter(1), janela),
    "conta_email_nova": _conta_nova,
    "conferir_conta": _conferir_conta,
    "primeiros_passos": _primeiros_passos,
    "cliente_com_promessa": lambda contexto, janela: DialogoCliente(contexto, _COM_PROMESSA, janela),
    "fechar_dia": _fechar_dia,
    "campos_do_aviso": _campos_do_aviso,
    "conta_cobranca_ficha": lambda contexto, janela: DialogoContaCobranca(
        contexto, contas_cobranca.obter("ITAU"), janela
    ),
    "conta_cobranca_a_homologar": _conta_a_homologar,
    "conferir_com_boleto": _conta_a_conferir,
    "pagina_de_homologacao": lambda contexto, janela: DialogoHomologacao(contexto, contas_cobranca.listar()[0], janela),
    "dossie": _dossie,
    "reenvio": _reenvio,
    "selecao_de_grupos": _selecao,
    "colunas_da_planilha": _colunas_da_planilha,
    "alteracoes_nao_gravadas": lambda _contexto, janela: DialogoAlteracoes(janela),
    "mensagem_de_erro": _erro,
    "envio_em_curso": _em_envio,
    "envio_em_espera": _em_espera,
    "envio_encerrado": _encerrado,
}
"""Por nome do arquivo, como montar a tela."""
