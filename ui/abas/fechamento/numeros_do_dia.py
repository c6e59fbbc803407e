"""Os seis números do painel, cada um com a tela que ele abre. Rode dentro de um `Trabalho`. Sem Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from modelos.acesso.consulta import Consulta
from modelos.avisos import leitura as avisos
from modelos.base import copias
from modelos.carteira import importacoes, promessas
from modelos.retorno import arquivos as retornos
from modelos.retorno import efeitos
from regras.aviso import Estado
from regras.dinheiro import em_reais
from ui import frases
from ui.abas.fechamento.conferencia import FAZER_COPIA
from ui.contexto import em_hora_local


@dataclass(frozen=True, slots=True)
class Numero:
    """Um número da tira: `tela` e `argumento` são o que o clique abre, como num item da conferência."""

    titulo: str
    valor: str
    detalhe: str
    tela: str
    argumento: object = None
    icone: str = ""
    cor: str = "texto"


def levantar(hoje: date, agora: datetime) -> tuple[Numero, ...]:
    """Avisos de hoje, em dúvida, promessas vencidas, última importação, retorno do banco e último backup."""
    return (_avisos(hoje), _em_duvida(), _promessas(hoje), _importacao(agora), _retorno(), _copia(agora))


def _avisos(hoje: date) -> Numero:
    estados = list(avisos.da_data(hoje).values())
    enviados = estados.count(Estado.ENVIADO)
    outros = len(estados) - enviados
    partes = [frases.quantos(enviados, "enviado", "enviados")] if estados else ["nenhum ainda"]
    if outros:
        partes.append(f"{frases.numero(outros)} sem enviar")
    return Numero("Avisos de hoje", frases.numero(len(estados)), ", ".join(partes), "historico", hoje)


def _em_duvida() -> Numero:
    quantos = avisos.pagina(Consulta(limite=1, filtros={"estado": Estado.EM_DUVIDA.value})).total
    if not quantos:
        return Numero("Em dúvida", "0", "nada a decidir", "historico", Estado.EM_DUVIDA)
    numero = frases.numero(quantos)
    return Numero(
        "Em dúvida",
        numero,
        "espera decisão" if quantos == 1 else "esperam decisão",
        "historico",
        Estado.EM_DUVIDA,
        "duvida",
        "aviso",
    )


def _promessas(hoje: date) -> Numero:
    quantos, saldo = promessas.somar_nao_cumpridas(hoje)
    if not quantos:
        return Numero("Promessas vencidas", "0", "nenhuma", "promessas")
    numero = frases.numero(quantos)
    return Numero("Promessas vencidas", numero, em_reais(saldo), "promessas", icone="promessa", cor="perigo")


def _importacao(agora: datetime) -> Numero:
    ultima = importacoes.ultima("debitos")
    if ultima is None:
        return Numero("Última importação", "–", "nenhuma ainda", "importar", icone="alerta", cor="aviso")
    if ultima.falhou:
        nada = f"{_dia(ultima.em, agora)}, nada entrou"
        return Numero("Última importação", _hora(ultima.em), nada, "importar", icone="alerta", cor="aviso")
    quantas = frases.quantos(ultima.lidas, "débito", "débitos")
    if ultima.rejeitadas:
        quantas = f"{frases.numero(ultima.lidas - ultima.rejeitadas)} de {quantas}"
    return Numero("Última importação", _hora(ultima.em), f"{_dia(ultima.em, agora)}, {quantas}", "importar")


def _retorno() -> Numero:
    titulo, geracoes = "Retorno a conferir", efeitos.ultimas_geracoes()
    if not geracoes:
        return Numero(titulo, "–", "nenhum lido ainda", "retornos")
    quantos, ultimo = retornos.contar_a_conferir(), f"último de {frases.dia_e_mes(max(geracoes.values()))}"
    if not quantos:
        return Numero(titulo, "0", ultimo, "retornos")
    return Numero(titulo, frases.numero(quantos), ultimo, "retornos", icone="duvida", cor="aviso")


def _copia(agora: datetime) -> Numero:
    ultima = copias.ultima()
    if ultima is None:
        return Numero("Último backup", "–", "nenhum ainda", FAZER_COPIA, icone="alerta", cor="aviso")
    return Numero("Último backup", _hora(ultima.em), f"{_dia(ultima.em, agora)}, conferido", FAZER_COPIA)


def _hora(em: datetime) -> str:
    return f"{em_hora_local(em):%H:%M}"


def _dia(em: datetime, agora: datetime) -> str:
    local = em_hora_local(em)
    return "hoje" if local.date() == em_hora_local(agora).date() else f"{local:%d/%m/%Y}"
