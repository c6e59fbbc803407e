"""A forma do JSON e do texto do retorno (docs/linha-de-comando.md). Nomes e chaves são estáveis."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from envio.retorno import dizeres
from envio.retorno.leitura import Lido
from modelos.retorno.arquivos import Contagem
from regras.dinheiro import Centavos, em_decimal, em_reais
from regras.retorno.arquivo import ItemDoRetorno, Retorno
from regras.retorno.titulo import Resultado
from ui import frases_do_retorno as frases
from ui.terminal.saida import dos_campos, em_tabela


def do_lido(lido: Lido) -> dict[str, Any]:
    """Um arquivo como a leitura o deixou."""
    return {
        **_do_arquivo(lido.arquivo, lido.retorno, lido.contagem),
        "apontamentos": [frases.apontamento(item) for item in lido.apontamentos],
        "erro": lido.erro,
        "itens": [do_item(item) for item in lido.itens],
    }


def do_retorno(retorno: Retorno, contagem: Contagem) -> dict[str, Any]:
    """Um arquivo do histórico."""
    return {
        **_do_arquivo(retorno.arquivo, retorno, contagem),
        "lido_em": retorno.lido_em.isoformat(),
        "sha256": retorno.sha256,
        "estado": retorno.estado.value,
    }


def _do_arquivo(nome: str, retorno: Retorno | None, contagem: Contagem) -> dict[str, Any]:
    campos = "id banco leiaute conta_cobranca sequencia data_geracao"
    do_arquivo = dict.fromkeys(campos.split()) if retorno is None else dos_campos(retorno, campos)
    leiaute = (str(retorno.leiaute) if retorno.leiaute else "ofx") if retorno else None
    return do_arquivo | {"arquivo": nome, "leiaute": leiaute} | asdict(contagem)


def do_item(item: ItemDoRetorno) -> dict[str, Any]:
    """Um título."""
    campos = "linha nosso_numero seu_numero conta_cobranca ocorrencia efeito data_ocorrencia data_credito vencimento"
    return {
        **dos_campos(item, campos),
        "valor_titulo": _dinheiro(item.valor_centavos),
        "valor_pago": _dinheiro(item.valor_pago_centavos),
        "tarifa": _dinheiro(item.tarifa_centavos),
        "debito": item.debito and dict(zip(("cliente", "documento", "parcela"), item.debito, strict=True)),
        **dos_campos(item, "resultado motivo"),
    }


def _dinheiro(centavos: Centavos | None) -> str | None:
    return None if centavos is None else em_decimal(centavos)


def lido_em_texto(lido: Lido) -> str:
    """Um arquivo para a leitura de gente, com os títulos que pedem decisão."""
    if lido.erro:
        return f"{lido.arquivo}: {lido.erro}"
    numero = f" (retorno {lido.retorno.id})" if lido.retorno and lido.retorno.id else ""
    partes = [f"{lido.arquivo}{numero}: {frases.contagem(lido.contagem)}."]
    partes += [f"    Atenção: {frases.apontamento(item)}." for item in lido.apontamentos]
    if a_conferir := [item for item in lido.itens if item.resultado is Resultado.A_CONFERIR]:
        partes.append(itens_em_texto(a_conferir))
    return "\n".join(partes)


def itens_em_texto(itens: list[ItemDoRetorno]) -> str:
    """Títulos em tabela."""
    titulos = ("Linha", "Nosso número", "Ocorrência", "Pago", "Débito", "Resultado", "Motivo")
    return em_tabela(
        titulos,
        (
            (
                str(item.linha),
                item.nosso_numero,
                f"{item.ocorrencia} {dizeres.efeito(item.efeito)}",
                "" if item.valor_pago_centavos is None else em_reais(item.valor_pago_centavos),
                "/".join(item.debito) if item.debito else "",
                dizeres.RESULTADOS[item.resultado],
                item.motivo.value if item.motivo else "",
            )
            for item in itens
        ),
    )
