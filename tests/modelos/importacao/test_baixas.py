"""`--ausentes baixar`, com todas as suas condições (linha-de-comando.md)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from modelos.cadastro import situacoes
from modelos.carteira import debitos
from modelos.importacao.resultado import Saida, Tipo
from tests.modelos.importacao.amostras import DEBITOS, HOJE, TITULOS, Importar, contar, obter_debito


def test_debito_baixado_pela_ausencia_reabre_quando_reaparece(importa: Importar) -> None:
    importa(Tipo.DEBITOS, DEBITOS)
    sem_o_ultimo = DEBITOS.rsplit("002;", 1)[0]
    assert contar(importa(Tipo.DEBITOS, sem_o_ultimo, ausentes_baixar=True)) == (0, 0, 2, 0, 1)
    assert obter_debito("002", "12") == obter_debito("002", "12")._replace(pago_em=HOJE, saldo_centavos=30000)
    assert obter_debito("002", "12").foi_baixado_por_ausencia()
    assert contar(importa(Tipo.DEBITOS, DEBITOS, ausentes_baixar=True)) == (0, 1, 2, 0, 0)
    assert obter_debito("002", "12").esta_em_aberto()


def test_dito_pago_nao_reabre_por_reaparecer_num_arquivo_sem_a_coluna(importa: Importar) -> None:
    pagos = f"{TITULOS};pago_em\n" + "".join(f"{linha};01/11/2026\n" for linha in DEBITOS.splitlines()[1:])
    importa(Tipo.DEBITOS, pagos)
    assert contar(importa(Tipo.DEBITOS, DEBITOS, ausentes_baixar=True)) == (0, 0, 3, 0, 0)
    assert debitos.contar_em_aberto() == 0


def test_sem_pedir_os_ausentes_sao_mantidos(importa: Importar) -> None:
    importa(Tipo.DEBITOS, DEBITOS)
    assert importa(Tipo.DEBITOS, f"{TITULOS}\n001;10;1;20/11/2026;100,00\n").baixadas == 0
    assert debitos.contar_em_aberto() == 3


def test_baixar_nao_toca_nos_que_ja_estavam_baixados(importa: Importar) -> None:
    importa(Tipo.DEBITOS, f"{TITULOS};pago_em\n001;9;1;20/11/2026;1,00;01/10/2026\n")
    importa(Tipo.DEBITOS, DEBITOS)
    assert importa(Tipo.DEBITOS, DEBITOS, ausentes_baixar=True).baixadas == 0
    assert obter_debito(documento="9").pago_em == date(2026, 10, 1)


def test_citado_em_linha_rejeitada_nao_e_baixado(importa: Importar) -> None:
    importa(Tipo.DEBITOS, DEBITOS)
    resultado = importa(Tipo.DEBITOS, DEBITOS.replace("300,00", "x"), ausentes_baixar=True)
    assert contar(resultado) == (0, 0, 2, 1, 0)
    assert debitos.contar_em_aberto() == 3


def test_citado_em_linha_que_a_base_recusa_nao_e_baixado(importa: Importar) -> None:
    importa(Tipo.DEBITOS, f"{TITULOS};saldo\n001;10;1;20/11/2026;9,00;8,00\n001;11;1;20/11/2026;1,00;\n")
    resultado = importa(
        Tipo.DEBITOS, f"{TITULOS}\n001;10;1;20/11/2026;7,00\n001;11;1;20/11/2026;1,00\n", ausentes_baixar=True
    )
    assert contar(resultado) == (0, 0, 1, 1, 0)
    assert debitos.contar_em_aberto() == 2


def test_rejeitada_sem_chave_legivel_suspende_a_baixa(importa: Importar) -> None:
    importa(Tipo.DEBITOS, DEBITOS)
    texto = DEBITOS.replace("002;12;1;22/11/2026;300,00", '"002;12;1;22/11/2026;300,00')
    resultado = importa(Tipo.DEBITOS, texto, ausentes_baixar=True)
    assert contar(resultado) == (0, 0, 2, 1, 0)
    assert any("linha rejeitada sem chave legível" in frase for frase in resultado.apontamentos)
    assert debitos.contar_em_aberto() == 3


def test_baixar_exatamente_a_metade_nao_pede_confirmacao(importa: Importar) -> None:
    importa(Tipo.DEBITOS, f"{DEBITOS}002;13;1;22/11/2026;300,00\n")
    metade = "\n".join(DEBITOS.splitlines()[:3])
    assert contar(importa(Tipo.DEBITOS, metade, ausentes_baixar=True)) == (0, 0, 2, 0, 2)


def test_baixar_mais_da_metade_sem_confirmar_nao_grava_nada(importa: Importar, tmp_path: Path) -> None:
    importa(Tipo.DEBITOS, DEBITOS)
    poucos = f"{TITULOS};situacao\n001;10;1;20/11/2026;999,00;Nova\n001;99;1;20/11/2026;1,00;\n001;98;1;x;1,00;\n"
    resultado = importa(Tipo.DEBITOS, poucos, ausentes_baixar=True)
    assert (resultado.saida, resultado.lidas, resultado.baixadas) == (Saida.USO_ERRADO, 0, 0)
    assert resultado.erro is not None
    assert "2 de 3" in resultado.erro
    assert obter_debito().valor_centavos == 10000
    assert debitos.obter(("001", "99", "1")) is None
    assert situacoes.listar() == []
    assert not (tmp_path / "debitos.csv.rejeitadas.csv").exists()


def test_baixar_mais_da_metade_confirmado_grava(importa: Importar) -> None:
    importa(Tipo.DEBITOS, DEBITOS)
    resultado = importa(Tipo.DEBITOS, f"{TITULOS}\n001;10;1;20/11/2026;100,00\n", ausentes_baixar=True, confirmado=True)
    assert contar(resultado) == (0, 0, 1, 0, 2)
    assert debitos.contar_em_aberto() == 1


def test_baixar_vale_so_para_debitos(importa: Importar) -> None:
    importa(Tipo.DEBITOS, DEBITOS)
    assert importa(Tipo.CLIENTES, "codigo;nome\n003;Três\n", ausentes_baixar=True).baixadas == 0
    assert debitos.contar_em_aberto() == 3
