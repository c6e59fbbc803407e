"""`kill -9` no meio do fechamento, contra um SMTP de verdade: nada se perde e nada se repete (regras.md §6)."""

from __future__ import annotations

import email
import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from envio.servidor_local import ServidorLocal
from modelos import clientes, contas_cobranca, contas_email, debitos, empresas, parametros
from modelos.base import abrir
from regras.cadastro import Cliente, ContaCobranca, ContaEmail, Empresa, Seguranca
from regras.debito import Debito
from regras.parametros import ParametrosAviso

RAIZ = Path(__file__).resolve().parent.parent
QUANTOS = 60
HOJE = date(2026, 11, 24)


def popular(caminho: Path, porta: int) -> None:
    with abrir(caminho):
        empresas.gravar(Empresa("Aurora", "11222333000181", "Rua A", cidade="Joinville", uf="SC", cep="89201000"))
        contas_cobranca.gravar(ContaCobranca("BB", "001", "17", convenio="1234567"))
        clientes.gravar_varios(
            [
                Cliente(f"{n:03}", f"Cliente {n}", cpf_cnpj="52998224725", email=f"c{n}@example.com")
                for n in range(QUANTOS)
            ]
        )
        debitos.gravar_varios(
            [
                Debito(f"{n:03}", "1", "1", HOJE - timedelta(days=9), 100_00, 100_00)._replace(
                    conta_cobranca="BB", nosso_numero=str(n + 1)
                )
                for n in range(QUANTOS)
            ]
        )
        contas_email.gravar(ContaEmail(1, "cob@aurora.example.com", "127.0.0.1", porta, Seguranca.NENHUMA))
        parametros.gravar(ParametrosAviso(habilitado=True))


def fechar(base: Path, dia: date) -> subprocess.Popen[str]:
    ambiente = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "HOME": str(base.parent)}
    comando = [sys.executable, "app.py", "fechar", "--json", "--base", str(base), "--data", dia.isoformat()]
    return subprocess.Popen(  # noqa: S603 - o próprio programa, com argumentos fixos
        comando, cwd=RAIZ, env=ambiente, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def recebidos(pasta: Path) -> Counter[str]:
    """Quantas mensagens cada cliente recebeu, pelo `X-Aviso-Id`."""
    chaves = [email.message_from_bytes(eml.read_bytes())["X-Aviso-Id"] for eml in pasta.glob("*.eml")]
    return Counter(chave.split("|")[1] for chave in chaves)


def test_mortes_subitas_nao_perdem_nem_repetem(tmp_path: Path) -> None:
    """O processo é morto ao começar o 3º, o 9º, o 20º e o 35º aviso; depois o fechamento vai até o fim."""
    base, emails = tmp_path / "base.db", tmp_path / "emails"
    with ServidorLocal(emails) as correio:
        popular(base, correio.porta)
        for avanco in (3, 6, 11, 15):
            processo = fechar(base, HOJE)
            assert processo.stderr is not None
            for linha in processo.stderr:
                if linha.startswith(f"[{avanco}/"):
                    processo.kill()
                    break
            processo.communicate()
        ultimo = fechar(base, HOJE)
        saida, _ = ultimo.communicate()
    lidos = subprocess.run(  # noqa: S603 - o próprio programa, com argumentos fixos
        [sys.executable, "app.py", "historico", "--json", "--base", str(base)],
        cwd=RAIZ,
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    estados = {aviso["cliente"]: aviso["estado"] for aviso in json.loads(lidos.stdout)["avisos"]}
    chegaram = recebidos(emails)
    assert json.loads(saida)["habilitado"]
    assert len(estados) == QUANTOS
    assert set(estados.values()) <= {"enviado", "em_duvida"}
    assert max(chegaram.values()) == 1
    assert {cliente for cliente, estado in estados.items() if estado == "enviado"} <= chegaram.keys()
