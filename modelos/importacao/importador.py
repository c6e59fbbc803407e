"""Importa os arquivos pedidos, na ordem do contrato: um ruim não impede os outros (linha-de-comando.md)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from modelos.acesso import disco
from modelos.acesso.conexao import transacao
from modelos.carteira import importacoes, promessas
from modelos.importacao import gravacao
from modelos.importacao.baixas import BaixaExcessiva
from modelos.importacao.exame_de_arquivo import Aberta, Exame, abrir
from modelos.importacao.gravacao import Baixa, Contagem
from modelos.importacao.linhas import LinhaLida, Planilha
from modelos.importacao.rejeitadas import ArquivoDeRejeitadas, Rejeitada, Rejeitadas, caminho_das_rejeitadas
from modelos.importacao.resultado import ProgressoImportacao, Rejeicao, Resultado, Saida, Tipo
from modelos.retorno import efeitos
from regras.erros import AmbienteIndisponivel, DadoInvalido, ErroAviso

Progresso = Callable[[ProgressoImportacao], None]


def importar(
    arquivos: Mapping[Tipo, Path],
    *,
    ausentes_baixar: bool = False,
    confirmado: bool = False,
    em: datetime,
    conta_unica: Callable[[], str] = str,
    ao_avancar: Progresso | None = None,
    exigir_colunas: bool = False,
) -> Iterator[Resultado]:
    """Importa um arquivo por vez e devolve o resultado de cada um; parar de iterar para entre dois arquivos.

    Args:
        arquivos: o caminho de cada tipo; são lidos na ordem de `Tipo`.
        ausentes_baixar: débito em aberto que não está no arquivo é baixado na data de `em`.
        confirmado: aceita baixar mais da metade dos que estão em aberto.
        em: instante da importação, em UTC.
        conta_unica: diz a conta de cobrança do débito que não traz a sua; vazia deixa sem.
        ao_avancar: chamado a cada lote, ainda dentro da gravação; não pode esperar.
        exigir_colunas: antes de gravar o primeiro, confere os títulos de todos; o que se abre para isso é o que se lê.

    Raises:
        ColunasPorDizer: com `exigir_colunas`, falta dizer que coluna é qual.
    """
    baixa = Baixa(em.astimezone().date(), confirmado) if ausentes_baixar else None
    with ExitStack() as pilha:
        abertas = _abrir_antes(arquivos, pilha) if exigir_colunas else {}
        for tipo in Tipo:
            if tipo in arquivos:
                fonte = nullcontext(abertas[tipo]) if tipo in abertas else abrir(arquivos[tipo], [tipo])
                unica = conta_unica() if tipo is Tipo.DEBITOS else ""
                yield _importar_um(
                    tipo, arquivos[tipo], fonte, baixa=baixa, conta_unica=unica, em=em, ao_avancar=ao_avancar
                )


def reenviar(
    rejeitadas: ArquivoDeRejeitadas,
    linhas: Sequence[Rejeitada],
    *,
    em: datetime,
    conta_unica: Callable[[], str] = str,
) -> Resultado:
    """Importa só as corrigidas; as outras, e as que ainda não servem, ficam no arquivo das rejeitadas.

    Raises:
        DadoInvalido: o arquivo mudou desde que se leu.
    """
    if rejeitadas.mudou():
        raise DadoInvalido(
            rejeitadas.arquivo.name, "mudou desde que foi aberto", o_que_fazer="Importe a planilha de novo."
        )
    tipo = rejeitadas.tipo
    corrigidas = [LinhaLida(cada.linha, list(cada.celulas)) for cada in linhas if cada.corrigida]
    planilha = Planilha(rejeitadas.titulos, lambda: iter(corrigidas), len(corrigidas))
    fonte = nullcontext(Aberta(rejeitadas.original, planilha, {tipo: rejeitadas.aprendido}))
    ficam = [cada for cada in linhas if not cada.corrigida]
    unica = conta_unica() if tipo is Tipo.DEBITOS else ""
    return _importar_um(
        tipo, rejeitadas.original, fonte, baixa=None, conta_unica=unica, em=em, ao_avancar=None, ficam=ficam
    )


def importar_aberta(
    aberta: Aberta,
    tipo: Tipo,
    *,
    ausentes_baixar: bool,
    confirmado: bool,
    em: datetime,
    conta_unica: Callable[[], str] = str,
) -> Resultado:
    """Importa o que já se abriu de outro lugar; `aberta.arquivo` é só o nome, e onde ficam as rejeitadas."""
    baixa = Baixa(em.astimezone().date(), confirmado) if ausentes_baixar else None
    unica = conta_unica() if tipo is Tipo.DEBITOS else ""
    fonte = nullcontext(aberta)
    return _importar_um(tipo, aberta.arquivo, fonte, baixa=baixa, conta_unica=unica, em=em, ao_avancar=None)


class ColunasPorDizer(DadoInvalido):
    """Há planilhas em que falta dizer que coluna é qual; nada foi gravado, de nenhum arquivo."""

    def __init__(self, exames: Mapping[Tipo, Exame]) -> None:
        faltas = "; ".join(f"{exame.arquivo.name}: {', '.join(exame.faltam)}" for exame in exames.values())
        super().__init__("colunas", f"falta dizer qual é ({faltas})", o_que_fazer="Diga que coluna é qual.")
        self.exames = exames


def _abrir_antes(arquivos: Mapping[Tipo, Path], pilha: ExitStack) -> dict[Tipo, Aberta]:
    """Abre todos e exige as colunas de todos; o que não abre fica para a sua vez, que dirá por quê.

    Raises:
        ColunasPorDizer: faltam colunas em algum.
    """
    abertas: dict[Tipo, Aberta] = {}
    for tipo, caminho in arquivos.items():
        with suppress(ErroAviso):
            abertas[tipo] = pilha.enter_context(abrir(caminho, [tipo]))
    por_dizer = {
        tipo: aberta.examinar(tipo)
        for tipo, aberta in abertas.items()
        if len(aberta.planilha.titulos) > 1 and aberta.faltam(tipo)
    }
    if por_dizer:
        raise ColunasPorDizer(por_dizer)
    return abertas


def _importar_um(
    tipo: Tipo,
    caminho: Path,
    fonte: AbstractContextManager[Aberta],
    *,
    baixa: Baixa | None,
    conta_unica: str,
    em: datetime,
    ao_avancar: Progresso | None,
    ficam: Sequence[Rejeitada] = (),
) -> Resultado:
    """`ficam` são as rejeitadas de antes que continuam no arquivo delas, e não contam."""
    sha256 = _resumir(caminho)
    try:
        with fonte as aberta, Rejeitadas(aberta.planilha.titulos) as rejeitadas:

            def avancar(lidas: int) -> None:
                if ao_avancar is not None:
                    ao_avancar(ProgressoImportacao(tipo, lidas, aberta.planilha.total))

            with transacao():
                contagem = gravacao.gravar(
                    tipo,
                    aberta.planilha,
                    caminho.name,
                    rejeitadas,
                    aprendido=aberta.aprendido(tipo),
                    baixa=baixa,
                    conta_unica=conta_unica,
                    ao_avancar=avancar,
                )
                if tipo is Tipo.CLIENTES:
                    promessas.acompanhar_cadastro(em)
                if tipo is Tipo.DEBITOS:
                    efeitos.encerrar_retencoes()
                resultado = _contar(tipo, caminho, contagem, rejeitadas.quantas)
                for antes in ficam:
                    rejeitadas.juntar(Rejeicao(antes.linha, "", antes.motivo), antes.celulas)
                _registrar(resultado, em, sha256, baixa is not None)
            return _guardar_rejeitadas(resultado, caminho, rejeitadas)
    except ErroAviso as erro:
        saida = Saida.USO_ERRADO if isinstance(erro, BaixaExcessiva) else Saida.NAO_PODE
        adiavel = isinstance(erro, AmbienteIndisponivel)
        resultado = Resultado(
            str(caminho),
            tipo,
            erro=erro.frase(),
            erro_no_terminal=erro.frase_no_terminal(),
            saida=saida,
            adiavel=adiavel,
        )
        # A base que não deixou gravar o arquivo também não deixa registrar a falha: quem pediu já vai saber dela.
        with suppress(AmbienteIndisponivel):
            _registrar(resultado, em, sha256, baixa is not None)
        return resultado


def _resumir(caminho: Path) -> str:
    """O SHA-256 do arquivo; vazio se não se lê, e quem o abre diz por quê."""
    with suppress(OSError):
        return disco.resumir(caminho)
    return ""


def _contar(tipo: Tipo, caminho: Path, contagem: Contagem, rejeitadas: int) -> Resultado:
    return Resultado(
        str(caminho),
        tipo,
        contagem.lidas,
        contagem.incluidas,
        contagem.alteradas,
        contagem.iguais,
        rejeitadas,
        contagem.baixadas,
        contagem.apontamentos.frases(),
        ignoradas=contagem.ignoradas,
        saida=Saida.COM_RESSALVAS if rejeitadas else Saida.CERTO,
    )


def _guardar_rejeitadas(resultado: Resultado, caminho: Path, rejeitadas: Rejeitadas) -> Resultado:
    """Põe as rejeitadas ao lado do arquivo, ou tira as da vez anterior; não conseguir é só um apontamento."""
    ao_lado = caminho_das_rejeitadas(caminho)
    try:
        if rejeitadas.quantas:
            rejeitadas.gravar(ao_lado)
            return replace(resultado, arquivo_de_rejeitadas=ao_lado)
        with disco.traduzir(ao_lado):
            ao_lado.unlink(missing_ok=True)
    except AmbienteIndisponivel as erro:
        return replace(resultado, apontamentos=(*resultado.apontamentos, _sem_rejeitadas(rejeitadas.quantas, erro)))
    return resultado


def _sem_rejeitadas(quantas: int, erro: AmbienteIndisponivel) -> str:
    if quantas:
        return f"as linhas rejeitadas não puderam ser guardadas: {erro.frase()}"
    return f"as linhas rejeitadas da importação anterior não puderam ser retiradas: {erro.frase()}"


def _registrar(resultado: Resultado, em: datetime, sha256: str, ausentes_baixar: bool) -> None:
    """Guarda o que houve, para a tela dizer quando foi a última importação."""
    importacoes.registrar(
        replace(
            importacoes.Importacao(em, os.path.abspath(resultado.arquivo), resultado.tipo.value),
            lidas=resultado.lidas,
            incluidas=resultado.incluidas,
            alteradas=resultado.alteradas,
            iguais=resultado.iguais,
            rejeitadas=resultado.rejeitadas,
            baixadas=resultado.baixadas,
            apontamentos=len(resultado.apontamentos),
            erro=resultado.erro,
            sha256=sha256,
            ausentes_baixar=ausentes_baixar,
        )
    )
