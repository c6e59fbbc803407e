"""Boletos sorteados contra o brcobranca, que é outro código, de outras pessoas, noutra linguagem.

    python -m ensaios.pares.boletos [--casos 1000] [--semente 1]

Cada conta, nosso número, valor e vencimento é sorteado do que os dois aceitam; o código tem de sair igual, e o
que o boleto diz, lido de volta, tem de refazer a conta (`boletos.conferencia.boleto_do_banco`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from boletos.conferencia import boleto_do_banco
from boletos.emissao.boleto import montar
from boletos.titulo.numeros import modulo_11_zero
from regras.cadastro import Cliente, ContaCobranca, Empresa
from regras.debito import Debito
from regras.encargos import Percentuais

HOJE = date(2026, 11, 24)
CNPJ = "11222333000181"
_EMPRESA = Empresa("Empresa Ltda.", CNPJ, "Rua A", "1", cidade="Joinville", uf="SC", cep="89201000")
_CLIENTE = Cliente("1", "Cliente", cpf_cnpj="52998224725", endereco="Rua B", cidade="Itajaí", uf="SC")
_MAIOR_CENTAVOS = 999_999_999
"""O que a Caixa aceita."""
_COMANDO = ("ruby", str(Path(__file__).with_name("par_brcobranca.rb")))


class Caso(NamedTuple):
    """Uma conta como os dois a conhecem: a nossa, e a classe e os campos do par; `algarismos`, os do nosso número."""

    conta: ContaCobranca
    classe: str
    campos: dict[str, Any]
    algarismos: int


def _conta(banco: str, carteira: str, **campos: str) -> ContaCobranca:
    return ContaCobranca("E", banco, carteira, homologada=True, **campos)  # type: ignore[arg-type]  # só textos


def _numero(sorte: Random, tamanho: int) -> str:
    """Sem zero na frente: cada par o completa do seu jeito."""
    return str(sorte.randrange(10 ** (tamanho - 1), 10**tamanho))


def _do_brasil(sorte: Random) -> Caso:
    tamanho, posicoes = sorte.choice(((4, 7), (6, 5), (7, 10), (8, 9)))
    convenio, agencia, conta = _numero(sorte, tamanho), _numero(sorte, 4), _numero(sorte, sorte.randint(4, 8))
    carteira = sorte.choice(("11", "17", "18"))
    nossa = _conta("001", carteira, convenio=convenio, agencia=agencia, conta=conta)
    return Caso(nossa, "BancoBrasil", {"convenio": convenio, "agencia": agencia, "conta_corrente": conta}, posicoes)


def _do_nordeste(sorte: Random) -> Caso:
    agencia, conta, dv = _numero(sorte, 4), _numero(sorte, 7), _numero(sorte, 1)
    nossa = _conta("004", sorte.choice(("21", "31", "41")), agencia=agencia, conta=conta, conta_dv=dv)
    campos = {"agencia": agencia, "conta_corrente": conta, "digito_conta_corrente": dv}
    return Caso(nossa, "BancoNordeste", campos, 7)


def _do_banestes(sorte: Random) -> Caso:
    conta, dv, tipo = _numero(sorte, sorte.randint(5, 10)), _numero(sorte, 1), sorte.choice("34567")
    nossa = _conta("021", "11", conta=conta, conta_dv=dv, modalidade=tipo)
    campos = {"agencia": "1", "conta_corrente": conta, "digito_conta_corrente": dv, "variacao": tipo}
    return Caso(nossa, "Banestes", campos, 8)


def _do_santander(sorte: Random) -> Caso:
    convenio = _numero(sorte, 7)
    nossa = _conta("033", sorte.choice(("101", "102", "201")), convenio=convenio)
    return Caso(nossa, "Santander", {"convenio": convenio, "agencia": "1", "conta_corrente": "1"}, 7)


def _do_banrisul(sorte: Random) -> Caso:
    agencia, convenio, produto = _numero(sorte, 4), _numero(sorte, 7), sorte.choice("12")
    nossa = _conta("041", "1", agencia=agencia, convenio=convenio, modalidade=produto)
    campos = {"agencia": agencia, "convenio": convenio, "conta_corrente": "1", "digito_convenio": "0"}
    return Caso(nossa, "Banrisul", campos | {"carteira": produto}, 8)


def _do_brb(sorte: Random) -> Caso:
    agencia, conta, dv, incremento = (_numero(sorte, tamanho) for tamanho in (3, 6, 1, 3))
    nossa = _conta("070", sorte.choice("12"), agencia=agencia, conta=conta, conta_dv=dv, incremento=incremento)
    campos = {"agencia": agencia, "conta_corrente": conta + dv, "nosso_numero_incremento": incremento}
    return Caso(nossa, "BancoBrasilia", campos, 6)


def _do_ailos(sorte: Random) -> Caso:
    convenio, conta = _numero(sorte, 6), _numero(sorte, 7)
    nossa = _conta("085", "01", convenio=convenio, conta=conta, conta_dv=modulo_11_zero(conta))
    return Caso(nossa, "Ailos", {"convenio": convenio, "agencia": "1", "conta_corrente": conta}, 9)


def _da_caixa(sorte: Random) -> Caso:
    convenio, emissao = _numero(sorte, 6), sorte.choice("14")
    nossa = _conta("104", "RG", convenio=convenio, modalidade=emissao)
    campos = {"convenio": convenio, "emissao": emissao, "carteira": "1", "agencia": "1", "conta_corrente": "1"}
    return Caso(nossa, "Caixa", campos, 15)


def _da_unicred(sorte: Random) -> Caso:
    agencia, conta, dv = _numero(sorte, 4), _numero(sorte, sorte.randint(4, 9)), _numero(sorte, 1)
    nossa = _conta("136", "21", agencia=agencia, conta=conta, conta_dv=dv)
    return Caso(nossa, "Unicred", {"agencia": agencia, "conta_corrente": conta, "conta_corrente_dv": dv}, 10)


def _do_bradesco(sorte: Random) -> Caso:
    agencia, conta = _numero(sorte, 4), _numero(sorte, sorte.randint(4, 7))
    carteira = sorte.choice(("02", "04", "06", "09", "19", "21", "26"))
    nossa = _conta("237", carteira, agencia=agencia, conta=conta)
    return Caso(nossa, "Bradesco", {"agencia": agencia, "conta_corrente": conta}, 11)


def _do_itau(sorte: Random) -> Caso:
    agencia, conta, convenio = _numero(sorte, 4), _numero(sorte, 5), _numero(sorte, 5)
    carteira = sorte.choice(("109", "112", "121", "126", "146", "175", "107", "142", "198"))
    nossa = _conta("341", carteira, agencia=agencia, conta=conta, convenio=convenio)
    return Caso(nossa, "Itau", {"agencia": agencia, "conta_corrente": conta, "convenio": convenio}, 8)


def _do_safra(sorte: Random) -> Caso:
    agencia, dv, conta, conta_dv = (_numero(sorte, tamanho) for tamanho in (4, 1, 8, 1))
    nossa = _conta("422", "1", agencia=agencia, agencia_dv=dv, conta=conta, conta_dv=conta_dv)
    campos = {"agencia": agencia, "agencia_dv": dv, "conta_corrente": conta, "conta_corrente_dv": conta_dv}
    return Caso(nossa, "Safra", campos, 8)


def _do_citibank(sorte: Random) -> Caso:
    convenio, portfolio = _numero(sorte, 10), _numero(sorte, 3)
    nossa = _conta("745", "3", convenio=convenio, modalidade=portfolio)
    campos = {"convenio": convenio, "portfolio": portfolio, "agencia": "1", "conta_corrente": "1"}
    return Caso(nossa, "Citibank", campos, 11)


def _do_sicredi(sorte: Random) -> Caso:
    agencia, posto, convenio, byte = _numero(sorte, 4), _numero(sorte, 2), _numero(sorte, 5), sorte.choice("23456789")
    tipo = sorte.choice("13")
    nossa = _conta("748", "1", agencia=agencia, posto=posto, convenio=convenio, byte_geracao=byte, modalidade=tipo)
    campos = {"agencia": agencia, "posto": posto, "convenio": convenio, "byte_idt": byte, "conta_corrente": "1"}
    return Caso(nossa, "Sicredi", campos | {"carteira": tipo}, 5)


def _do_sicoob(sorte: Random) -> Caso:
    agencia, convenio, modalidade = _numero(sorte, 4), _numero(sorte, 7), sorte.choice(("01", "02", "03", "05"))
    nossa = _conta("756", sorte.choice("13"), agencia=agencia, convenio=convenio, modalidade=modalidade)
    campos = {"agencia": agencia, "convenio": convenio, "variacao": modalidade, "conta_corrente": "1"}
    return Caso(nossa, "Sicoob", campos, 7)


BANCOS: tuple[Callable[[Random], Caso], ...] = (
    *(_do_brasil, _do_nordeste, _do_banestes, _do_santander, _do_banrisul, _do_brb, _do_ailos, _da_caixa),
    *(_da_unicred, _do_bradesco, _do_itau, _do_safra, _do_citibank, _do_sicredi, _do_sicoob),
)


def sortear(casos: int, semente: int) -> Iterator[tuple[str, str, dict[str, Any], list[str]]]:
    """(o nosso código, a classe e os campos do par, o que a leitura de volta não refez), `casos` de cada banco."""
    for sortear_conta in BANCOS:
        sorte = Random(f"{semente}-{sortear_conta.__name__}")  # noqa: S311 - sorteio, e não segredo
        for _ in range(casos):
            conta, classe, campos, algarismos = sortear_conta(sorte)
            numero = _numero(sorte, algarismos)
            vence, centavos = HOJE + timedelta(days=sorte.randint(0, 2000)), sorte.randint(1, _MAIOR_CENTAVOS)
            documento = str(sorte.randint(1, 9_999_999))
            debito = Debito("1", documento, "", vence, centavos, centavos, emissao=HOJE, nosso_numero=numero)
            boleto = montar(debito, conta, _EMPRESA, _CLIENTE, HOJE, Percentuais(Decimal(0), Decimal(0)))
            do_par = {"carteira": conta.carteira} | campos
            do_par |= {"nosso_numero": numero, "data_vencimento": vence.isoformat()}
            do_par |= {"seu_numero": documento} if classe == "Itau" else {}
            do_par |= {"valor": f"{centavos // 100}.{centavos % 100:02d}", "data_processamento": HOJE.isoformat()}
            do_par |= {"sacado": "Cliente", "sacado_documento": "52998224725"}
            yield boleto.codigo_barras, classe, do_par, _reler(boleto.linha_digitavel, conta.banco)


def _reler(linha: str, banco: str) -> list[str]:
    """De uma conta em branco, as leituras do código que não o refazem: nenhuma."""
    propostas = boleto_do_banco.conferir(linha, ContaCobranca("E", banco, ""), CNPJ, HOJE).propostas
    refeitas = [proposta.prova.linha for proposta in propostas] or ["nenhuma leitura"]
    return [refeita for refeita in refeitas if refeita != linha]


def comparar(casos: int, semente: int, dizer: Callable[[str], object], comando: Iterable[str] = _COMANDO) -> int:
    """Compara e devolve quantas diferenças houve.

    Raises:
        OSError: não há Ruby, ou o brcobranca nele.
    """
    sorteados = list(sortear(casos, semente))
    entrada = "".join(f"{json.dumps([classe, campos])}\n" for _, classe, campos, _ in sorteados)
    feito = subprocess.run([*comando], input=entrada, capture_output=True, text=True, check=False)
    respostas = feito.stdout.splitlines()
    if len(respostas) != len(sorteados):
        raise OSError(feito.stderr.strip() or "o brcobranca não respondeu a todos os casos")
    feitos, diferentes = Counter[str](), 0
    for (nosso, classe, campos, tortas), do_par in zip(sorteados, respostas, strict=True):
        feitos[classe] += 1
        if do_par != nosso or tortas:
            diferentes += 1
            dizer(f"{classe}: nosso {nosso}, par {do_par}, relidas {tortas}, {campos}")
    dizer(", ".join(f"{classe} {quantos}" for classe, quantos in feitos.items()))
    dizer(f"{sum(feitos.values())} boletos, {diferentes} diferenças")
    return diferentes


def main() -> int:
    """Lê os argumentos, compara e devolve a saída do processo."""
    analisador = argparse.ArgumentParser(description=__doc__)
    analisador.add_argument("--casos", type=int, default=1000)
    analisador.add_argument("--semente", type=int, default=1)
    argumentos = analisador.parse_args()
    try:
        return 1 if comparar(argumentos.casos, argumentos.semente, print) else 0
    except OSError as erro:
        print(f"Não deu: {erro}. Instale o Ruby e o brcobranca (gem install brcobranca).", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
