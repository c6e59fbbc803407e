"""Importa os arquivos pedidos, na ordem do contrato: um ruim não impede os outros (linha-de-comando.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from modelos.acesso import disco
from modelos.acesso.conexao import transacao
from modelos.carteira import importacoes, promessas
from modelos.importacao import gravacao, leitura, mapas
from modelos.importacao.baixas import BaixaExcessiva
from modelos.importacao.cabecalho import assinatura
from modelos.importacao.formato import SEM_DE_PARA, reconhecer, servem
from modelos.importacao.formatos import FORMATOS
from modelos.importacao.gravacao import Baixa, Contagem
from modelos.importacao.linhas import SERVE, Planilha
from modelos.importacao.rejeitadas import Rejeitadas, caminho_das_rejeitadas
from modelos.importacao.resultado import ProgressoImportacao, Resultado, Saida, Tipo
from modelos.retorno import efeitos
from regras.erros import AmbienteIndisponivel, ErroAviso

Progresso = Callable[[ProgressoImportacao], None]


def importar(
    arquivos: Mapping[Tipo, Path],
    *,
    ausentes_baixar: bool = False,
    confirmado: bool = False,
    em: datetime,
    conta_unica: Callable[[], str] = str,
    ao_avancar: Progresso | None = None,
) -> Iterator[Resultado]:
    """Importa um arquivo por vez e devolve o resultado de cada um; parar de iterar para entre dois arquivos.

    Args:
        arquivos: o caminho de cada tipo; são lidos na ordem de `Tipo`.
        ausentes_baixar: débito em aberto que não está no arquivo é baixado na data de `em`.
        confirmado: aceita baixar mais da metade dos que estão em aberto.
        em: instante da importação, em UTC.
        conta_unica: diz a conta de cobrança do débito que não traz a sua; vazia deixa sem.
        ao_avancar: chamado a cada lote, ainda dentro da gravação; não pode esperar.
    """
    baixa = Baixa(em.astimezone().date(), confirmado) if ausentes_baixar else None
    for tipo in Tipo:
        if tipo in arquivos:
            unica = conta_unica() if tipo is Tipo.DEBITOS else ""
            yield _importar_um(tipo, arquivos[tipo], baixa=baixa, conta_unica=unica, em=em, ao_avancar=ao_avancar)


@contextmanager
def abrir(tipo: Tipo, caminho: Path) -> Iterator[tuple[Planilha, Mapping[str, str]]]:
    """Abre um arquivo deste tipo, achando a linha de títulos, e devolve também o de-para gravado para eles.

    Raises:
        AmbienteIndisponivel: não existe, é uma pasta, ou o sistema não deixa ler.
        DadoInvalido: vazio, binário ou corrompido.
    """
    formato, aprendidos = FORMATOS[tipo], mapas.de_um_tipo(tipo)

    def nota(titulos: Sequence[str]) -> int:
        casamento = reconhecer(formato, titulos, aprendidos.get(assinatura(titulos), SEM_DE_PARA))
        return len(casamento.posicoes) + (SERVE if servem(formato, casamento) else 0)

    with leitura.abrir(caminho, nota) as planilha:
        yield planilha, aprendidos.get(assinatura(planilha.titulos), SEM_DE_PARA)


def _importar_um(
    tipo: Tipo,
    caminho: Path,
    *,
    baixa: Baixa | None,
    conta_unica: str,
    em: datetime,
    ao_avancar: Progresso | None,
) -> Resultado:
    try:
        with abrir(tipo, caminho) as (planilha, aprendido), Rejeitadas(planilha.titulos) as rejeitadas:

            def avancar(lidas: int) -> None:
                if ao_avancar is not None:
                    ao_avancar(ProgressoImportacao(tipo, lidas, planilha.total))

            with transacao():
                contagem = gravacao.gravar(
                    tipo,
                    planilha,
                    caminho.name,
                    rejeitadas,
                    aprendido=aprendido,
                    baixa=baixa,
                    conta_unica=conta_unica,
                    ao_avancar=avancar,
                )
                if tipo is Tipo.CLIENTES:
                    promessas.acompanhar_cadastro(em)
                if tipo is Tipo.DEBITOS:
                    efeitos.encerrar_retencoes()
                resultado = _contar(tipo, caminho, contagem, rejeitadas.quantas)
                _registrar(resultado, em)
            return _guardar_rejeitadas(resultado, caminho, rejeitadas)
    except ErroAviso as erro:
        saida = Saida.USO_ERRADO if isinstance(erro, BaixaExcessiva) else Saida.NAO_PODE
        resultado = Resultado(str(caminho), tipo, erro=erro.frase(), saida=saida)
        # A base que não deixou gravar o arquivo também não deixa registrar a falha: quem pediu já vai saber dela.
        with suppress(AmbienteIndisponivel):
            _registrar(resultado, em)
        return resultado


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


def _registrar(resultado: Resultado, em: datetime) -> None:
    """Guarda o que houve, para a tela dizer quando foi a última importação."""
    importacoes.registrar(
        replace(
            importacoes.Importacao(em, resultado.arquivo, resultado.tipo.value),
            lidas=resultado.lidas,
            incluidas=resultado.incluidas,
            alteradas=resultado.alteradas,
            iguais=resultado.iguais,
            rejeitadas=resultado.rejeitadas,
            baixadas=resultado.baixadas,
            apontamentos=len(resultado.apontamentos),
            erro=resultado.erro,
        )
    )
