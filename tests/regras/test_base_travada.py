from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from regras.base_travada import Bloqueio, PorQue, Quebra

RISCO = "Se um envio só estava no que falta, esta base não sabe dele e o cliente pode receber o aviso de novo"
EM = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("bloqueio", "frase"),
    [
        (
            Bloqueio(PorQue.RESTAURADA, em=EM, copia="x.db"),
            f"restaurada em {EM.astimezone():%d/%m/%Y %H:%M} da cópia x.db",
        ),
        (
            Bloqueio(PorQue.ANTIGA, avisos=1, de=date(2026, 11, 24), ate=date(2026, 11, 24)),
            "ela é mais antiga que os envios já feitos; 1 aviso de 24/11/2026 vieram do diário de envios",
        ),
        (
            Bloqueio(PorQue.ANTIGA, avisos=3, de=date(2026, 11, 20), ate=date(2026, 11, 24)),
            "ela é mais antiga que os envios já feitos; 3 avisos de 20/11/2026 a 24/11/2026 vieram do diário de envios",
        ),
        (
            Bloqueio(PorQue.DESCONHECIDA, caminho="/b.db"),
            "é a primeira vez que ela é usada por este usuário em /b.db",
        ),
        (
            Bloqueio(PorQue.SEM_DIARIO, houve="A pasta não pode ser gravada"),
            "não há onde guardar o diário de envios. A pasta não pode ser gravada",
        ),
        (
            Bloqueio(PorQue.DIARIO, quebra=Quebra.ENCURTADO, diario="b.jsonl", linhas=6, achadas=1),
            f"o diário de envios b.jsonl perdeu as últimas linhas (a base já viu 6 linhas, e há 1 linha). {RISCO}",
        ),
        (
            Bloqueio(PorQue.DESCONHECIDA, caminho="/b.db", quebra=Quebra.FALTA, diario="b.jsonl", linhas=6),
            "é a primeira vez que ela é usada por este usuário em /b.db; e o diário de envios b.jsonl não existe mais "
            f"(a base já viu 6 linhas, e não há nenhuma). {RISCO}",
        ),
    ],
)
def test_cada_motivo_em_palavras(bloqueio: Bloqueio, frase: str) -> None:
    assert bloqueio.frase() == frase


@pytest.mark.parametrize("por_que", list(PorQue))
def test_so_sem_diario_nao_se_resolve_confirmando(por_que: PorQue) -> None:
    assert Bloqueio(por_que).confirmar_resolve is (por_que is not PorQue.SEM_DIARIO)


@pytest.mark.parametrize(
    "bloqueio",
    [
        Bloqueio(PorQue.RESTAURADA, em=EM, copia="cópia.db"),
        Bloqueio(PorQue.ANTIGA, avisos=3, de=date(2026, 11, 20), ate=date(2026, 11, 24)),
        Bloqueio(PorQue.DESCONHECIDA, caminho="/b.db"),
        Bloqueio(PorQue.DIARIO, quebra=Quebra.OUTRO, diario="b.jsonl", linhas=2, achadas=2),
    ],
)
def test_grava_e_le_o_mesmo(bloqueio: Bloqueio) -> None:
    assert Bloqueio.de_json(bloqueio.em_json()) == bloqueio
