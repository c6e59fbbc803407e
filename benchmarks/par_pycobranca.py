"""O pycobranca, em processo próprio, com os ajustes dele. É chamado por `pares.py`, como o `par_iqnus.py`."""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from decimal import Decimal
from typing import Any

from pycobranca.bancos.bradesco import Bradesco
from pycobranca.render import BoletoEmitido, emite_boleto, logo_do_banco

LOGOTIPO = logo_do_banco("237")
PIX = (
    "00020101021226900014br.gov.bcb.pix2568pix.exemplo.com.br/qr/v2/cobv/93598be0-1bd0-4997-8318-{numero:014}"
    "5204000053039865406100.015802BR5921COMERCIAL AURORA LTDA6009JOINVILLE62070503***6304ABCD"
)


def desenhar(numero: int, variante: str) -> BoletoEmitido:
    """Um boleto do Bradesco no modelo clássico, com o mesmo que o nosso leva; o logotipo é o que vem no pacote."""
    boleto = Bradesco(
        valor=Decimal(10_000 + numero) / 100,
        cedente="Comercial Aurora Ltda",
        cedente_documento="11.222.333/0001-81",
        cedente_endereco="Rua das Palmeiras, 1250 - Centro - Joinville/SC - CEP 89201-000",
        agencia="1234",
        conta="0123456",
        carteira="09",
        nosso_numero=f"{numero:011}",
        data_vencimento=date(2024, 10, 21),
        data_documento=date(2024, 9, 10),
        numero_documento=f"{numero:07}/1",
        sacado=f"Padaria Pão de Açúcar {numero}",
        sacado_documento="45.997.418/0001-53",
        sacado_endereco="Avenida Getúlio Vargas, 87 - Centro - Jaraguá do Sul/SC",
        instrucoes=["Após 21/10/2024, cobrar multa de 2%", "Após 21/10/2024, cobrar juros de 1% ao mês"],
        logo=None if "sem logotipo" in variante else LOGOTIPO,
        pix_copia_cola=PIX.format(numero=numero) if "Pix" in variante else "",
    )
    return emite_boleto(boleto, "classico")


def medir(variante: str, quantos: int) -> dict[str, Any]:
    """Desenha e conta o tempo."""
    inicio = time.process_time()
    feitos = [desenhar(numero, variante) for numero in range(1, quantos + 1)]
    segundos = time.process_time() - inicio
    return {"segundos": segundos, "bytes": len(feitos[-1].pdf), "linha": feitos[0].linha_digitavel}


def main() -> None:
    """Atende até a entrada acabar."""
    for linha in sys.stdin:
        print(json.dumps(medir(*json.loads(linha))), flush=True)


if __name__ == "__main__":
    main()
