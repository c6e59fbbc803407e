"""Um cliente com um aviso enviado e reenviado; e outro cliente, que não pode aparecer no dossiê dele."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from envio.ambiente import Ambiente
from envio.dossie.exportacao import Andamento, Gravado, Pedido, exportar
from envio.fechamento.reenvio import reenviar
from modelos.avisos import leitura as avisos
from regras.aviso import Aviso
from tests.envio.cenario import cadastrar, cadastrar_vencido, fechar
from tests.modelos.exemplos import EM, HOJE

CLIENTE, OUTRO = "000123", "000999"
MOTIVO = "o cliente diz que não recebeu"
RAIZ = "dossie-000123"


def preparar(ambiente: Ambiente) -> Aviso:
    """Dois clientes avisados; o primeiro, reenviado."""
    cadastrar()
    cadastrar_vencido()
    cadastrar_vencido(OUTRO, "segredo")
    fechar(ambiente)
    (aviso,) = avisos.listar(cliente=CLIENTE)
    list(reenviar(aviso.id, MOTIVO, ambiente, HOJE))
    return aviso


def gravar(pasta: Path, cliente: str = CLIENTE, *, de: date | None = None, ate: date | None = None) -> Gravado:
    """O dossiê em `pasta/d.zip`."""
    *andamento, gravado = exportar(Pedido(cliente, de, ate), pasta / "d.zip", EM)
    assert all(isinstance(passo, Andamento) for passo in andamento)
    assert isinstance(gravado, Gravado)
    return gravado


def abrir(zipado: Path) -> dict[str, bytes]:
    """Os arquivos do ZIP, sem a pasta de cima."""
    with zipfile.ZipFile(io.BytesIO(zipado.read_bytes())) as lido:
        return {nome.partition("/")[2]: lido.read(nome) for nome in lido.namelist()}


def com_sufixo(arquivos: dict[str, bytes], sufixo: str) -> Iterator[str]:
    """Os caminhos que terminam assim."""
    return (nome for nome in arquivos if nome.endswith(sufixo))
