"""Confere um boleto pelo que está no próprio PDF, antes de anexar (regras.md §4)."""

from __future__ import annotations

import re
from datetime import date

from boletos import codigo, leitura_pdf
from boletos.boleto import Boleto
from regras.dinheiro import em_reais
from regras.erros import DadoInvalido

_FORMA = re.compile(r"\d{5}\.\d{5} \d{5}\.\d{6} \d{5}\.\d{6} \d \d{14}")
_LINHA = leitura_pdf.em_forma(_FORMA.pattern.encode())
_CAMPO = "PDF do boleto"
_VIAS = 2
"""A linha digitável sai no recibo e na ficha."""


def conferir(pdf: bytes, boleto: Boleto, hoje: date, senha: str = "") -> None:
    """Lê a linha digitável do texto do PDF e confere que dá o banco, o vencimento e o valor do boleto.

    Args:
        pdf: o arquivo que vai ser anexado.
        boleto: o que ele deve dizer.
        hoje: o fator de vencimento só tem leitura única em volta desta data.
        senha: a que o arquivo pede para abrir, se pede.

    Raises:
        DadoInvalido: falta a linha em alguma das duas vias, ela é outra, ou diz outra coisa.
    """
    # Cifrado, só o leitor de PDF o lê.
    lidas = _FORMA.findall(leitura_pdf.texto(pdf, senha)) if senha else leitura_pdf.procurar_escritos(pdf, _LINHA)
    if len(lidas) != _VIAS:
        raise DadoInvalido(_CAMPO, f"a linha digitável aparece em {len(lidas)} das {_VIAS} vias", boleto.documento)
    if set(lidas) != {codigo.formatar_linha(boleto.linha_digitavel)}:
        raise DadoInvalido(_CAMPO, "a linha digitável impressa não é a do boleto", boleto.documento)
    lida = codigo.decodificar(lidas[0], hoje)
    if lida.codigo_barras != boleto.codigo_barras:
        raise DadoInvalido(_CAMPO, "a linha digitável e o código de barras não se correspondem", boleto.documento)
    _conferir_banco_vencimento_e_valor(lida, boleto)


def _conferir_banco_vencimento_e_valor(lida: codigo.Decodificado, boleto: Boleto) -> None:
    if lida.banco != boleto.banco:
        raise DadoInvalido(_CAMPO, f"a linha digitável é do banco {lida.banco}", boleto.documento)
    if lida.vencimento != boleto.vencimento:
        dia = f"vence em {lida.vencimento:%d/%m/%Y}" if lida.vencimento else "não traz vencimento"
        raise DadoInvalido(_CAMPO, f"a linha digitável {dia}", boleto.documento)
    if lida.valor_centavos != boleto.valor_centavos:
        raise DadoInvalido(_CAMPO, f"a linha digitável é de {em_reais(lida.valor_centavos)}", boleto.documento)
