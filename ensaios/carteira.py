"""Uma carteira sorteada com semente fixa e com todas as variedades que as regras distinguem.

São linhas de texto como um ERP as exportaria: quem importa é o programa, e quem confere (`calculo.py`) lê as mesmas
linhas por conta própria.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

HOJE = date(2026, 11, 24)
Linha = dict[str, str]

SITUACOES = ("", "Normal", "NORMAL", "Acordo", " acôrdo ", "Jurídico", "JURIDICO", "Em  Protesto")
GRUPOS = ("", "", "Financeiro", "financeiro", "Compras", "Sócios", "socios", "Financeiro|Compras", "Compras|Sócios")
FERIADOS = tuple(HOJE + timedelta(days=dias) for dias in (-9, -2, -1, 1, 3, 20))
"""Feriados locais junto de hoje, onde a prorrogação decide a classe."""


@dataclass(frozen=True, slots=True)
class Carteira:
    """O que vai para cada arquivo de importação, e as linhas ruins que a importação tem de rejeitar."""

    empresa: list[Linha]
    contas: list[Linha]
    clientes: list[Linha]
    contatos: list[Linha]
    debitos: list[Linha]
    debitos_ruins: list[Linha]
    feriados: tuple[date, ...] = FERIADOS

    def gravar(self, pasta: Path) -> list[str]:
        """Escreve os CSV na pasta e devolve os argumentos de `importar`."""
        arquivos = {
            "empresa": self.empresa,
            "contas-cobranca": self.contas,
            "clientes": self.clientes,
            "contatos": self.contatos,
            "debitos": _entremear(self.debitos, self.debitos_ruins),
        }
        argumentos = []
        for nome, linhas in arquivos.items():
            caminho = pasta / f"{nome}.csv"
            with caminho.open("w", encoding="utf-8", newline="") as aberto:
                escritor = csv.DictWriter(aberto, list(linhas[0]), delimiter=";")
                escritor.writeheader()
                escritor.writerows(linhas)
            argumentos += [f"--{nome}", str(caminho)]
        return argumentos


def _entremear(boas: list[Linha], ruins: list[Linha]) -> list[Linha]:
    meio = len(boas) // 2
    return [*boas[:meio], *ruins, *boas[meio:]]


def sortear(clientes: int, debitos: int, semente: int = 20261124) -> Carteira:
    """Sorteia a carteira; os mesmos argumentos dão sempre as mesmas linhas."""
    sorteio = random.Random(semente)  # noqa: S311 - sorteio de exemplo, não de segurança
    codigos = [f"{numero:06}" for numero in range(clientes)]
    linhas_de_cliente = [_cliente(sorteio, codigo) for codigo in codigos]
    return Carteira(
        empresa=[_empresa()],
        contas=_contas(),
        clientes=linhas_de_cliente,
        contatos=[contato for codigo in codigos for contato in _contatos(sorteio, codigo)],
        debitos=[_debito(sorteio, numero, codigos) for numero in range(debitos)],
        debitos_ruins=[
            _debito(sorteio, debitos + numero, codigos) | ruim
            for numero in range(max(debitos // 1000, 1))
            for ruim in ({"cliente": "não existe"}, {"vencimento": "31/02/2026"}, {"valor": "1.234"}, {"saldo": "1e9"})
        ],
    )


def _empresa() -> Linha:
    return {
        "nome": "Comercial Aurora Ltda",
        "cpf_cnpj": "11.222.333/0001-81",
        "endereco": "Rua das Palmeiras, 100",
        "cidade": "Joinville",
        "uf": "SC",
        "cep": "89201-000",
        "multa_percentual": "2",
        "juros_percentual_mes": "1",
    }


def _contas() -> list[Linha]:
    """Um percentual próprio em cada parcela da conta, e um zero que não herda."""
    comum = {"agencia": "1234", "conta": "1234567", "conta_dv": "", "convenio": ""}
    return [
        {
            "codigo": "BRA",
            "banco": "237",
            "carteira": "09",
            **comum,
            "conta_dv": "4",
            "multa_percentual": "",
            "juros_percentual_mes": "",
        },
        {
            "codigo": "BB",
            "banco": "001",
            "carteira": "17",
            **comum,
            "convenio": "1234567",
            "multa_percentual": "1,5",
            "juros_percentual_mes": "0",
        },
    ]


def _cliente(sorteio: random.Random, codigo: str) -> Linha:
    promessa = HOJE + timedelta(days=sorteio.randint(-3, 3))
    return {
        "codigo": codigo,
        "nome": f"Cliente {codigo} Comércio & Cia",
        "cpf_cnpj": "" if sorteio.random() < 0.04 else cpf_de("".join(str(sorteio.randint(0, 9)) for _ in range(9))),
        "email": sorteio.choice(_EMAILS).format(codigo=codigo, nome="geral"),
        "avisar": "N" if sorteio.random() < 0.04 else sorteio.choice(("", "S")),
        "promessa_ate": f"{promessa:%d/%m/%Y}" if sorteio.random() < 0.06 else "",
    }


_EMAILS = (
    *["{nome}{codigo}@exemplo.com.br"] * 12,
    *[""] * 4,
    "{nome}{codigo}@exemplo.com.br; cobranca{codigo}@exemplo.com.br",
    "{nome}{codigo}@exemplo.com.br,,Geral{codigo}@Exemplo.com.br;",
    "{nome}{codigo} sem arroba",
    "{nome}{codigo}@exemplo.com.br; fulano@@exemplo",
    "inexistente-{nome}{codigo}@exemplo.com.br",
    "inexistente-{nome}{codigo}@exemplo.com.br; {nome}{codigo}@exemplo.com.br",
    "ocupado-{nome}{codigo}@exemplo.com.br",
)
"""O servidor do ensaio recusa de vez `inexistente-…` e por ora `ocupado-…`."""


def _contatos(sorteio: random.Random, codigo: str) -> list[Linha]:
    """De nenhum a três; um em cada vinte e cinco clientes tem quem seja do grupo Piloto."""
    nomes = sorteio.sample(("Ana", "Bruno", "Carla"), sorteio.choice((0, 1, 1, 2, 3)))
    contatos = [
        {
            "cliente": codigo,
            "nome": nome,
            "email": sorteio.choice(_EMAILS[:12] + _EMAILS[16:]).format(codigo=codigo, nome=nome.lower()),
            "grupos": sorteio.choice(GRUPOS),
        }
        for nome in nomes
    ]
    if sorteio.random() < 0.04:
        email = sorteio.choice(_EMAILS[:12] + _EMAILS[16:]).format(codigo=codigo, nome="piloto")
        contatos.append({"cliente": codigo, "nome": "Piloto", "email": email, "grupos": "PILÔTO"})
    return contatos


def cpf_de(nove: str) -> str:
    """O CPF de nove algarismos, com os dois dígitos que o completam."""
    algarismos = [int(algarismo) for algarismo in nove]
    for tamanho in (9, 10):
        soma = sum(algarismo * (tamanho + 1 - posicao) for posicao, algarismo in enumerate(algarismos))
        algarismos.append(soma * 10 % 11 % 10)
    return "".join(map(str, algarismos))


def _vencimento(sorteio: random.Random) -> date:
    """Metade perto de hoje, onde as classes mudam; o resto até dez anos atrás e três meses à frente."""
    sorteado = sorteio.random()
    if sorteado < 0.5:
        dias = sorteio.randint(-12, 12)
    elif sorteado < 0.85:
        dias = sorteio.randint(-400, 90)
    elif sorteado < 0.97:
        dias = sorteio.randint(-1835, -1815)
    else:
        dias = sorteio.randint(-3650, -2990)
    return HOJE + timedelta(days=dias)


def _debito(sorteio: random.Random, numero: int, codigos: list[str]) -> Linha:
    vencimento = _vencimento(sorteio)
    centavos = sorteio.choice((sorteio.randint(1, 999), sorteio.randint(1_000, 500_000), sorteio.randint(1, 99) * 100))
    saldo = sorteio.choice((centavos,) * 17 + (None, None, 0, sorteio.randint(0, centavos)))
    conta = sorteio.choice(("BRA",) * 8 + ("BB",) * 8 + ("", "não cadastrada"))
    linha = ""
    if conta in _BANCOS and sorteio.random() < 0.08:
        linha = _linha_do_banco(sorteio, conta, vencimento, centavos if saldo is None else saldo)
    paga = vencimento + timedelta(days=sorteio.randint(-5, 60))
    return {
        "cliente": sorteio.choice(codigos),
        "documento": f"{numero // 2:05}",
        "parcela": sorteio.choice(("1", "01", "A")) if numero % 2 else "2",
        "vencimento": f"{vencimento:%d/%m/%Y}" if numero % 3 else vencimento.isoformat(),
        "valor": _em_reais(centavos),
        "emissao": f"{vencimento - timedelta(days=30):%d/%m/%Y}",
        "saldo": "" if saldo is None else _em_reais(saldo),
        "situacao": sorteio.choice(SITUACOES),
        "conta_cobranca": conta,
        "nosso_numero": "" if sorteio.random() < 0.06 else str(numero + 1),
        "linha_digitavel": linha,
        "pago_em": f"{paga:%d/%m/%Y}" if sorteio.random() < 0.08 else "",
        "multa_percentual": sorteio.choice(("",) * 8 + ("0", "2", "3,5", "0,33")),
        "juros_percentual_mes": sorteio.choice(("",) * 8 + ("0", "1", "2.75", "0,033")),
    }


def _em_reais(centavos: int) -> str:
    return f"{centavos // 100},{centavos % 100:02}"


_BANCOS = {"BRA": "237", "BB": "001"}


def _linha_do_banco(sorteio: random.Random, conta: str, vencimento: date, centavos: int) -> str:
    """A linha que teria voltado do registro; uma em cada quatro é de outro saldo, vencimento ou banco."""
    banco, dia, valor = _BANCOS[conta], vencimento, centavos
    troca = sorteio.randint(0, 11)
    if troca == 0:
        valor += 1
    elif troca == 1:
        dia += timedelta(days=1)
    elif troca == 2:
        banco = "341"
    livre = f"{sorteio.randrange(10**25):025}"
    corridos = (dia - date(1997, 10, 7)).days
    fator = corridos if corridos <= 9999 else 1000 + (corridos - 10000) % 9000
    sem_dv = f"{banco}9{fator:04}{valor:010}{livre}"
    campos = [f"{banco}9{livre[:5]}", livre[5:15], livre[15:]]
    return "".join(campo + modulo_10(campo) for campo in campos) + dv_geral(sem_dv) + sem_dv[4:18]


def modulo_10(texto: str) -> str:
    """boleto.md A.2."""
    produtos = [int(algarismo) * (2 - posicao % 2) for posicao, algarismo in enumerate(reversed(texto))]
    return str(-sum(produto // 10 + produto % 10 for produto in produtos) % 10)


def dv_geral(quarenta_e_tres: str) -> str:
    """boleto.md A.4: pesos de 2 a 9 da direita para a esquerda; 0, 10 e 11 viram 1."""
    soma = sum(int(algarismo) * (2 + posicao % 8) for posicao, algarismo in enumerate(reversed(quarenta_e_tres)))
    digito = 11 - soma % 11
    return str(digito) if 1 <= digito <= 9 else "1"
