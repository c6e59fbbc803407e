"""Cores dos PDFs: as do tema claro da tela, sóbrias no papel. Vermelho só diz estado."""

from __future__ import annotations

from boletos.papel.desenho import cor

TEXTO = cor("15212A")
TEXTO_2 = cor("475661")
ACENTO = cor("0B6175")
SUAVE = cor("E1EFF2")
PAINEL = cor("F7F9FA")
LINHA = cor("C9D1D6")
PERIGO = cor("B3261E")
MARCA_DAGUA = cor("F2B8B3")
BRANCO = cor("FFFFFF")
PRAZOS_EM_CORES = (cor("0B6175"), cor("4B93A3"), cor("93BFC9"), cor("C9D6DA"))
"""Do que se recebeu mais depressa ao que demorou mais."""
