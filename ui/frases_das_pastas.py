"""As pastas vigiadas em palavras: o que houve com cada arquivo, e em que pé está cada pasta. Sem Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from envio.pastas.leitura import Chegada, Desfecho
from modelos.carteira.pastas_vigiadas import PastaVigiada
from ui import frases, frases_do_retorno


def da_chegada(chegada: Chegada) -> str:
    """O que houve com um arquivo, ou por que a pasta não foi lida."""
    if not chegada.arquivo:
        return chegada.motivo
    onde = f"{chegada.arquivo}, em {chegada.pasta}"
    if chegada.desfecho is Desfecho.ESPERA:
        return f"{onde}: fica para depois: {chegada.motivo}"
    if chegada.desfecho is Desfecho.RECUSADO:
        return f"{onde}: recusado: {chegada.motivo}"
    return f"{onde}: {' '.join(filter(None, (_o_que_deu(chegada), chegada.motivo)))}"


def resumo(chegadas: Sequence[Chegada]) -> str:
    """Uma leitura numa frase só; vazia se não havia o que ler."""
    contagem = Counter(chegada.desfecho for chegada in chegadas if chegada.arquivo)
    partes = [
        frases.quantos(contagem[desfecho], *nomes)
        for desfecho, nomes in (
            (Desfecho.LIDO, ("arquivo lido", "arquivos lidos")),
            (Desfecho.RECUSADO, ("recusado", "recusados")),
            (Desfecho.ESPERA, ("fica para depois", "ficam para depois")),
        )
        if contagem[desfecho]
    ]
    partes += ["uma pasta não foi alcançada" for chegada in chegadas if not chegada.arquivo][:1]
    return f"Pastas vigiadas: {frases.lista(partes)}." if partes else ""


def pede_atencao(chegadas: Sequence[Chegada]) -> bool:
    """Diz se algo não entrou inteiro."""
    return any(
        chegada.desfecho is not Desfecho.LIDO
        or chegada.motivo
        or (chegada.importado is not None and chegada.importado.rejeitadas)
        or (chegada.retorno is not None and chegada.retorno.contagem.a_conferir)
        for chegada in chegadas
    )


def situacao(pasta: PastaVigiada) -> str:
    """Em que pé a pasta está, na lista."""
    if pasta.lida_em is None:
        return "Ainda não lida"
    if not pasta.alcancada:
        return "Não alcançada"
    partes = [
        frases.quantos(pasta.recusados, "arquivo recusado", "arquivos recusados") if pasta.recusados else "",
        frases.quantos(pasta.esperando, "esperando", "esperando") if pasta.esperando else "",
    ]
    return frases.lista([parte for parte in partes if parte]) or "Em dia"


def nome_curto(pasta: PastaVigiada) -> str:
    """O nome da pasta, sem o caminho."""
    return Path(pasta.caminho).name or pasta.caminho


def _o_que_deu(chegada: Chegada) -> str:
    if chegada.retorno is not None:
        return f"{frases_do_retorno.contagem(chegada.retorno.contagem)}."
    deu = chegada.importado
    if deu is None:
        return ""
    partes = [
        frases.quantos(quantas, *nomes)
        for quantas, nomes in (
            (deu.lidas, ("linha lida", "linhas lidas")),
            (deu.rejeitadas, ("rejeitada", "rejeitadas")),
            (deu.baixadas, ("baixada", "baixadas")),
        )
        if quantas
    ]
    return f"{frases.TIPOS_DE_ARQUIVO[deu.tipo]}, {', '.join(partes) or 'nenhuma linha'}."
