"""O iqnus-boleto, em processo próprio, com os ajustes dele. É chamado por `pares.py`.

Recebe por linha, na entrada, `[variante, quantos]`; responde por linha, na saída, um objeto JSON com os segundos
gastos, os bytes do último e a linha digitável do primeiro.
"""

from __future__ import annotations

import io
import json
import sys
import time
from datetime import date
from typing import Any

from pyboleto.bank.bradesco import BoletoBradesco
from pyboleto.pdf import BoletoPDF


def desenhar(numero: int, variante: str) -> tuple[bytes, str]:
    """Um boleto do Bradesco, com o mesmo que o nosso leva; o logotipo é o que vem no pacote."""
    boleto = BoletoBradesco()
    if variante == "sem logotipo":
        boleto.logo_image = ""
    boleto.carteira = "09"
    boleto.agencia_cedente = "1234"
    boleto.conta_cedente = "0123456"
    boleto.nosso_numero = f"{numero:011}"
    boleto.numero_documento = f"{numero:07}/1"
    boleto.cedente = "Comercial Aurora Ltda"
    boleto.cedente_documento = "11.222.333/0001-81"
    boleto.cedente_endereco = "Rua das Palmeiras, 1250 - Centro - Joinville/SC - CEP 89201-000"
    boleto.sacado = [f"Padaria Pão de Açúcar {numero}", "Avenida Getúlio Vargas, 87 - Centro", "Jaraguá do Sul/SC"]
    boleto.sacado_documento = "45.997.418/0001-53"
    boleto.data_documento = date(2024, 9, 10)
    boleto.data_processamento = date(2024, 10, 1)
    boleto.data_vencimento = date(2024, 10, 21)
    boleto.valor_documento = (10_000 + numero) / 100
    boleto.instrucoes = ["Após 21/10/2024, cobrar multa de 2%", "Após 21/10/2024, cobrar juros de 1% ao mês"]
    saida = io.BytesIO()
    folha = BoletoPDF(saida)
    folha.drawBoleto(boleto)
    folha.nextPage()
    folha.save()
    return saida.getvalue(), boleto.linha_digitavel


def medir(variante: str, quantos: int) -> dict[str, Any]:
    """Desenha e conta o tempo."""
    inicio = time.process_time()
    feitos = [desenhar(numero, variante) for numero in range(1, quantos + 1)]
    segundos = time.process_time() - inicio
    return {"segundos": segundos, "bytes": len(feitos[-1][0]), "linha": feitos[0][1]}


def main() -> None:
    """Atende até a entrada acabar."""
    for linha in sys.stdin:
        print(json.dumps(medir(*json.loads(linha))), flush=True)


if __name__ == "__main__":
    main()
