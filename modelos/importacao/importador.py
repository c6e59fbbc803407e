"""Importa os arquivos pedidos, na ordem do contrato: um ruim não impede os outros (linha-de-comando.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from modelos import importacoes
from modelos.importacao import gravacao, leitura
from modelos.importacao.baixas import BaixaExcessiva
from modelos.importacao.gravacao import Baixa, Contagem
from modelos.importacao.rejeitadas import Rejeitadas, caminho_das_rejeitadas
from modelos.importacao.resultado import ProgressoImportacao, Resultado, Saida, Tipo
from regras.erros import AmbienteIndisponivel, ErroAviso

Progresso = Callable[[ProgressoImportacao], None]


def importar(
    arquivos: Mapping[Tipo, Path],
    *,
    ausentes_baixar: bool = False,
    confirmado: bool = False,
    em: datetime,
    ao_avancar: Progresso | None = None,
) -> Iterator[Resultado]:
    """Importa um arquivo por vez e devolve o resultado de cada um; parar de iterar para entre dois arquivos.

    Args:
        arquivos: o caminho de cada tipo; são lidos na ordem de `Tipo`.
        ausentes_baixar: débito em aberto que não está no arquivo é baixado na data de `em`.
        confirmado: aceita baixar mais da metade dos que estão em aberto.
        em: instante da importação, em UTC.
        ao_avancar: chamado a cada lote, ainda dentro da gravação; não pode esperar.
    """
    baixa = Baixa(em.astimezone().date(), confirmado) if ausentes_baixar else None
    for tipo in Tipo:
        if tipo in arquivos:
            resultado = _importar_um(tipo, arquivos[tipo], baixa, ao_avancar)
            _registrar(resultado, em)
            yield resultado


def _importar_um(tipo: Tipo, caminho: Path, baixa: Baixa | None, ao_avancar: Progresso | None) -> Resultado:
    try:
        with leitura.abrir(caminho) as planilha, Rejeitadas(planilha.titulos) as rejeitadas:

            def avancar(lidas: int) -> None:
                if ao_avancar is not None:
                    ao_avancar(ProgressoImportacao(tipo, lidas, planilha.total))

            contagem = gravacao.gravar(tipo, planilha, caminho.name, rejeitadas, baixa=baixa, ao_avancar=avancar)
            return _concluir(tipo, caminho, contagem, rejeitadas)
    except BaixaExcessiva as erro:
        return Resultado(str(caminho), tipo, erro=erro.frase(), saida=Saida.USO_ERRADO)
    except ErroAviso as erro:
        return Resultado(str(caminho), tipo, erro=erro.frase(), saida=Saida.NAO_PODE)


def _concluir(tipo: Tipo, caminho: Path, contagem: Contagem, rejeitadas: Rejeitadas) -> Resultado:
    """Põe as rejeitadas ao lado do arquivo (ou tira as da vez anterior) e fecha a conta."""
    destino: Path | None = None
    ao_lado = caminho_das_rejeitadas(caminho)
    try:
        if rejeitadas.quantas:
            rejeitadas.gravar(ao_lado)
            destino = ao_lado
        else:
            ao_lado.unlink(missing_ok=True)
    except (AmbienteIndisponivel, OSError) as erro:
        frase = erro.frase() if isinstance(erro, ErroAviso) else str(erro)
        contagem.apontamentos.juntar(f"as linhas rejeitadas não puderam ser gravadas em {ao_lado}: {frase}")
    return Resultado(
        str(caminho),
        tipo,
        contagem.lidas,
        contagem.incluidas,
        contagem.alteradas,
        contagem.iguais,
        rejeitadas.quantas,
        contagem.baixadas,
        contagem.apontamentos.frases(),
        saida=Saida.COM_RESSALVAS if rejeitadas.quantas else Saida.CERTO,
        arquivo_de_rejeitadas=destino,
    )


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
