"""O que `app.py fechar` faz: simula, confere, corrige a data ou fecha, e diz o andamento."""

from __future__ import annotations

import argparse
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import FrameType

from envio import prontidao
from envio.ambiente import Ambiente
from envio.eventos import (
    Agradecendo,
    Agradecido,
    Aguardar,
    Compasso,
    EmTeste,
    Enviando,
    Evento,
    Fim,
    Inicio,
    LoteParado,
    Procurando,
    Resumo,
    Tratado,
    juntar_apontamentos,
    resumir,
)
from envio.fechamento import fechamento
from envio.fechamento.correcao_de_data import corrigir
from envio.fechamento.vistoria import Achado, Vistoria, vistoriar
from envio.pastas import leitura as pastas
from envio.pastas.leitura import Chegada
from envio.plano.assinatura import Assinatura
from envio.plano.plano import PlanoDoDia, Totais, de_gravados
from modelos.acesso.disco import traduzir
from modelos.contas import parametros
from regras.apontamento import Apontamento
from regras.aviso import Aviso
from regras.dinheiro import em_reais
from regras.erros import AmbienteIndisponivel
from ui import frases, frases_da_vistoria, frases_das_pastas
from ui import frases_dos_apontamentos as apontamentos
from ui.terminal import saida
from ui.terminal.argumentos import UsoErrado
from ui.terminal.sessao import SAIDA_CERTA, SAIDA_COM_RESSALVAS, SAIDA_INTERROMPIDA, SAIDA_NAO_PODE, Resposta, Sessao


def executar(argumentos: argparse.Namespace, sessao: Sessao) -> Resposta:
    """Faz o que as opções pedem e devolve a resposta do comando.

    Raises:
        UsoErrado: opções que não se acompanham, ou data que precisa de confirmação.
    """
    hoje = sessao.composicao.hoje()
    data: date = argumentos.data or hoje
    if argumentos.mesmo_desabilitado and not argumentos.simular:
        raise UsoErrado(
            "--mesmo-desabilitado só vale com --simular.",
            "Para enviar, habilite o envio na guia Aviso de Débitos ou com `app.py parametros habilitado=sim`.",
        )
    if argumentos.conferir and (argumentos.simular or argumentos.insistir):
        raise UsoErrado("--conferir não acompanha --simular nem --insistir.", "Use um de cada vez.")
    if argumentos.plano and (argumentos.simular or argumentos.conferir):
        raise UsoErrado(
            "--plano não acompanha --simular nem --conferir.", "Simule primeiro, e feche com a soma que saiu."
        )
    _conferir_correcao(argumentos)
    with sessao.abrir_base() as base:
        if argumentos.corrigir_data:
            return _corrigir_data(sessao.ambiente(base), hoje)
        if argumentos.conferir:
            senha = sessao.ler_senha(argumentos.senha_da_entrada)
            vistoria = vistoriar(data, sessao.ambiente(base), senha=senha)
            return _responder_vistoria(vistoria, confirmada=argumentos.confirmar_data)
        if argumentos.simular:
            return _simular(argumentos, data)
        _conferir_relogio(data, hoje, sessao, confirmada=argumentos.confirmar_data)
        senha = sessao.ler_senha(argumentos.senha_da_entrada)
        das_pastas = _ler_pastas(sessao)
        quem_ve = _Acompanhamento(sessao)
        eventos = fechamento.executar(
            data,
            sessao.ambiente(base),
            senha=senha,
            insistir=argumentos.insistir,
            segurar=quem_ve.parando,
            sem_retorno=argumentos.sem_retorno,
            confirmado=argumentos.plano,
        )
        resposta = quem_ve.consumir(eventos)
        return replace(resposta, codigo=SAIDA_COM_RESSALVAS) if das_pastas and not resposta.codigo else resposta


def _ler_pastas(sessao: Sessao) -> bool:
    """O que o ERP e o banco gravaram desde a última vez entra antes do plano; diz se algo não entrou inteiro."""
    chegadas: list[Chegada] = []
    try:
        for chegada in pastas.ler(sessao.composicao.agora(), sessao.composicao.hoje()):
            sessao.avisar(frases_das_pastas.da_chegada(chegada))
            chegadas.append(chegada)
    except AmbienteIndisponivel as erro:
        sessao.avisar(f"Atenção: {erro.frase_no_terminal()}")
        return True
    return frases_das_pastas.pede_atencao(chegadas)


def _simular(argumentos: argparse.Namespace, data: date) -> Resposta:
    """O plano passa aos poucos: com um milhão de débitos ele não cabe inteiro na memória."""
    partes = fechamento.planejar_em_partes(
        data, mesmo_desabilitado=argumentos.mesmo_desabilitado, sem_retorno=argumentos.sem_retorno
    )
    assinatura = Assinatura()
    if "json" in argumentos:
        escrito = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - quem fecha é quem o lê
        with traduzir(Path(tempfile.gettempdir())):
            saida.escrever_plano(assinatura, partes, escrito)
        return Resposta(escrito, "")
    texto = _em_texto(assinatura.ao_passar(partes))
    soma = assinatura.soma()
    return Resposta({}, f"{texto}\nPlano {soma}: `app.py fechar --plano {soma}` só envia se nada mudar.")


_NAO_ACOMPANHAM_A_CORRECAO = ("data", "simular", "conferir", "plano", "confirmar_data", "insistir", "senha_da_entrada")


def _conferir_correcao(argumentos: argparse.Namespace) -> None:
    """A correção vale para hoje e não fecha nem envia: opção de quem fecha, ao lado dela, é engano."""
    if not argumentos.corrigir_data:
        return
    if a_mais := [nome for nome in _NAO_ACOMPANHAM_A_CORRECAO if getattr(argumentos, nome)]:
        opcoes = ", ".join(f"--{nome.replace('_', '-')}" for nome in a_mais)
        raise UsoErrado(f"--corrigir-data não acompanha {opcoes}.", "Corrija primeiro, e feche depois.")


def _conferir_relogio(data: date, hoje: date, sessao: Sessao, *, confirmada: bool) -> None:
    """Data à frente ou relógio que saltou: poucos dias só se dizem; o resto espera a confirmação (regras.md §2.12)."""
    suspeita = prontidao.suspeitar_da_data(data, hoje)
    if suspeita is None:
        return
    frase = frases_da_vistoria.da_suspeita(suspeita)
    if not (confirmada or suspeita.so_avisa()):
        raise UsoErrado(f"{frase}.", "Nada foi fechado. Confira o relógio; se está certo, repita com --confirmar-data.")
    sessao.avisar(f"Atenção: {frase}.")


def _corrigir_data(ambiente: Ambiente, hoje: date) -> Resposta:
    """O plano são os avisos corrigidos, como ficaram; `corrigidos` diz o que havia à frente."""
    correcao = corrigir(ambiente, hoje)
    havia = correcao.havia
    plano = PlanoDoDia(hoje, parametros.obter().habilitado, False, de_gravados(correcao.avisos))
    corrigidos = {
        "fechamentos": havia.fechamentos,
        "avisos": havia.avisos,
        "de": havia.de.isoformat(),
        "ate": havia.ate.isoformat(),
    }
    texto = f"Dados como feitos em {hoje:%d/%m/%Y}: {frases_da_vistoria.do_que_esta_a_frente(havia)}. Nada foi enviado."
    return Resposta(saida.do_plano(plano) | {"corrigidos": corrigidos}, texto)


def _responder_vistoria(vistoria: Vistoria, *, confirmada: bool) -> Resposta:
    """O que impede e o que merece atenção; saída 1 quando algo impede."""
    falta_confirmar = [
        achado
        for achado in vistoria.ressalvas
        if achado.suspeita is not None and not (confirmada or achado.suspeita.so_avisa())
    ]
    impedem = _dos_achados([*vistoria.impedimentos, *falta_confirmar], vistoria.em)
    ressalvas = _dos_achados((a for a in vistoria.ressalvas if a not in falta_confirmar), vistoria.em)
    objeto = {
        "data": vistoria.plano.data.isoformat(),
        "pode_fechar": not impedem,
        "impedimentos": impedem,
        "ressalvas": ressalvas,
    }
    veredito = "algo impede" if impedem else "pode fechar"
    linhas = [f"Fechamento de {frases.data_curta(vistoria.plano.data)}: {veredito}."]
    for titulo, itens in (("Impede", impedem), ("Atenção", ressalvas)):
        linhas += [f"{titulo}: {frases.em_frase(item['motivo'])} {item['o_que_fazer']}".rstrip() for item in itens]
    return Resposta(objeto, "\n".join(linhas), SAIDA_NAO_PODE if impedem else SAIDA_CERTA)


def _dos_achados(achados: Iterable[Achado], agora: datetime) -> list[dict[str, str]]:
    """Os impedimentos ou as ressalvas de `fechar --conferir`."""
    return [
        {
            "passo": achado.quesito.value,
            "motivo": ": ".join(filter(None, (dito.frase, dito.detalhe))),
            "o_que_fazer": dito.o_que_fazer,
        }
        for achado in achados
        for dito in frases_da_vistoria.dizer(achado, agora)
    ]


class _Acompanhamento:
    """Consome os eventos mostrando o progresso; Ctrl+C termina os avisos em curso e para."""

    def __init__(self, sessao: Sessao) -> None:
        self._sessao = sessao
        self._parar = threading.Event()
        self._inicio: Inicio | None = None
        self._tratados: dict[int, Tratado] = {}
        self._anunciado = 0

    def parando(self) -> bool:
        """Diz se Ctrl+C já veio: nada novo deve começar."""
        return self._parar.is_set()

    def consumir(self, eventos: Iterator[Evento]) -> Resposta:
        """Itera até o fim ou até o pedido de parada e devolve a resposta do comando."""
        with self._ouvir_interrupcao():
            for evento in eventos:
                if isinstance(evento, Fim):
                    return _responder(evento.plano, evento.resumo, _codigo(evento.resumo))
                self._acompanhar(evento)
                if self._parar.is_set() and not getattr(evento, "em_curso", 0):
                    break
        eventos.close()  # type: ignore[attr-defined]  # é um gerador: fechar libera a trava e a conexão
        return self._responder_interrompido()

    def _acompanhar(self, evento: Evento) -> None:
        if isinstance(evento, EmTeste):
            self._sessao.avisar(frases.em_teste(evento.para))
        elif isinstance(evento, Procurando):
            self._procurar(evento)
        elif isinstance(evento, Inicio):
            self._comecar(evento)
        elif isinstance(evento, Enviando):
            self._anunciado = evento.aviso.id
            self._sessao.avisar(f"[{evento.posicao}/{evento.total}] {evento.aviso.cliente} {evento.aviso.cliente_nome}")
        elif isinstance(evento, Tratado):
            self._tratados[evento.aviso.id] = evento
            # Com mais de uma conexão o desfecho pode não ser o do último anunciado.
            de_quem = "" if evento.aviso.id == self._anunciado else f"{evento.aviso.cliente}: "
            self._sessao.avisar(f"    {de_quem}{frases.ESTADOS[evento.aviso.estado]}{_porque(evento.aviso)}")
        elif isinstance(evento, LoteParado):
            self._sessao.avisar(f"Lote parado: {evento.motivo}")
        elif isinstance(evento, Agradecendo | Agradecido):
            self._sessao.avisar(_agradecimento(evento))
        elif isinstance(evento, Aguardar):
            if not isinstance(evento, Compasso):
                self._sessao.avisar(f"{evento.motivo}; esperando {evento.segundos:.0f} s.")
            self._parar.wait(evento.segundos)

    def _comecar(self, evento: Inicio) -> None:
        self._inicio = evento
        if evento.mes_encerrado is not None:
            self._sessao.avisar(f"Carteira de {frases.mes_por_extenso(evento.mes_encerrado)} gravada.")
        self._sessao.avisar(f"{len(evento.fila)} avisos a enviar, {em_reais(evento.total_centavos)}.")

    def _procurar(self, evento: Procurando) -> None:
        if not evento.vistas:
            self._sessao.avisar(frases.procurando_devolucoes(evento.conta, evento.vistas, evento.total))

    @contextmanager
    def _ouvir_interrupcao(self) -> Iterator[None]:
        """Troca Ctrl+C por um pedido de parada enquanto há aviso em curso."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def pedir_parada(_sinal: int, _quadro: FrameType | None) -> None:
            self._parar.set()

        anterior = signal.signal(signal.SIGINT, pedir_parada)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, anterior)

    def _responder_interrompido(self) -> Resposta:
        inicio = self._inicio
        if inicio is None:
            return Resposta({}, "Interrompido antes de começar.", SAIDA_INTERROMPIDA)
        ficaram = {aviso.id: aviso for aviso in inicio.fila} | {
            numero: tratado.aviso for numero, tratado in self._tratados.items()
        }
        apontamentos = juntar_apontamentos(inicio, self._tratados.values())
        plano = PlanoDoDia(inicio.data, True, False, de_gravados(ficaram.values()), inicio.fora, apontamentos)
        self._sessao.avisar("Interrompido: o que falta fica para o próximo fechamento do dia.")
        return _responder(plano, resumir(ficaram.values()), SAIDA_INTERROMPIDA)


def _codigo(resumo: Resumo) -> int:
    return SAIDA_COM_RESSALVAS if resumo.tem_ressalva() else SAIDA_CERTA


def _responder(plano: PlanoDoDia, resumo: Resumo, codigo: int) -> Resposta:
    texto = _em_texto([plano])
    if plano.habilitado:
        texto += (
            f"\n{resumo.enviados} enviados, {resumo.adiados} adiados, {resumo.recusados} recusados, "
            f"{resumo.em_duvida} em dúvida."
        )
    return Resposta(saida.do_plano(plano), texto, codigo)


def _agradecimento(evento: Agradecendo | Agradecido) -> str:
    if isinstance(evento, Agradecido):
        return "    enviado" if evento.aceito else "    não foi: veja o histórico do aviso"
    return f"[{evento.posicao}/{evento.total}] agradecimento: {evento.aviso.cliente} {evento.aviso.cliente_nome}"


def _porque(aviso: Aviso) -> str:
    return f": {aviso.por_que}" if aviso.por_que else ""


def _de_quem(item: Apontamento) -> str:
    """O cliente e o débito de que o apontamento fala; vazio quando é de todos."""
    return " ".join(filter(None, (item.cliente, item.documento, item.parcela)))


def _em_texto(partes: Iterable[PlanoDoDia]) -> str:
    """O plano para a leitura de gente."""
    avisos: list[tuple[str, ...]] = []
    de_fora: list[tuple[str, ...]] = []
    atencao: list[str] = []
    totais = Totais()
    for plano in partes:
        totais.somar(plano)
        avisos += [
            (
                aviso.cliente,
                aviso.cliente_nome,
                str(len(aviso.debitos)),
                em_reais(aviso.total_centavos),
                frases.ESTADOS[aviso.estado],
                ", ".join(aviso.destinatarios),
            )
            for aviso in plano.avisos
        ]
        de_fora += [
            (item.cliente.codigo, item.cliente.nome, frases.MOTIVOS[item.motivo], apontamentos.detalhe_de_fora(item))
            for item in plano.fora
        ]
        atencao += [
            ": ".join(filter(None, ("Atenção", _de_quem(item), apontamentos.dizer(item))))
            for item in plano.apontamentos
        ]
    if not plano.habilitado and not avisos:
        return f"Fechamento de {plano.data:%d/%m/%Y}: aviso desabilitado, nada foi selecionado nem enviado."
    titulo = f"Fechamento de {plano.data:%d/%m/%Y}{' (simulação)' if plano.simulado else ''}"
    tabelas = [
        saida.em_tabela(titulos, linhas)
        for titulos, linhas in (
            (("Cliente", "Nome", "Débitos", "Total", "Estado", "Para"), avisos),
            (("De fora", "Nome", "Motivo", ""), de_fora),
        )
        if linhas
    ]
    resumo = (
        f"{totais.avisos} avisos, {totais.debitos} débitos, {totais.boletos} boletos, "
        f"{em_reais(totais.total_centavos)}; {totais.fora} de fora."
    )
    return "\n\n".join((titulo, *tabelas, *atencao, resumo))
