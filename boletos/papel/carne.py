"""Carnê em PDF: três boletos por folha A4, cada um com o seu canhoto (boleto.md B.1 e B.4)."""

from __future__ import annotations

import io
from collections.abc import Sequence

from boletos.emissao.boleto import Boleto
from boletos.papel import ficha, leiaute_carne
from boletos.papel.documento import Metadados, abrir
from regras.erros import DadoInvalido


def em_pdf(boletos: Sequence[Boleto], senha: str = "") -> bytes:
    """Devolve os boletos num arquivo só, na ordem dada, três por folha; os mesmos boletos dão os mesmos bytes.

    Args:
        boletos: ao menos um.
        senha: pedida para abrir; vazia é documento aberto.

    Raises:
        DadoInvalido: não há boleto.
    """
    if not boletos:
        raise DadoInvalido("carnê", "não há boleto nenhum para pôr nele")
    saida = io.BytesIO()
    canvas = abrir(saida, _metadados(boletos), senha)
    for numero, boleto in enumerate(boletos):
        lugar = numero % leiaute_carne.VIAS_POR_FOLHA
        if numero and not lugar:
            canvas.showPage()
        ficha.desenhar(canvas, boleto, lugar)
    canvas.save()
    return saida.getvalue()


def _metadados(boletos: Sequence[Boleto]) -> Metadados:
    primeiro = boletos[0]
    quantos = f"{len(boletos)} boletos" if len(boletos) > 1 else "1 boleto"
    return Metadados(
        f"Carnê com {quantos}", primeiro.beneficiario.nome, f"Boletos bancários para {primeiro.pagador.nome}"
    )
