"""O fechamento calculado de novo, direto de `regras.md`, sem nada do programa: ingênuo, lento e legível.

Lê as mesmas linhas de texto que o programa importa. Cada função diz o item da regra que aplica. É o que a conferência
(`conferencia.py`) compara, débito a débito, com a saída de `fechar`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

from ensaios.carteira import Carteira, Linha, dv_geral, modulo_10

Marca = tuple[str, str, str, date]
UM_DIA = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Parametros:
    """As chaves de `parametros`, com os valores iniciais do fim de regras.md §2."""

    grupos_modo: str = "T"
    grupos: str = ""
    situacoes_modo: str = "T"
    situacoes: str = ""
    vencendo_em_dias: int = 3
    enviar_vencidos: bool = True
    dias_para_vencido: int = 2
    intervalo_dias: int = 5
    prorrogar_dia_util: bool = False
    valor_minimo: int = 0
    vencidos_ate_dias: int = 1825


@dataclass(slots=True)
class Historico:
    """O que os fechamentos deixaram: as marcas, o ciclo, os endereços devolvidos e os avisos de cada data."""

    marcas: dict[Marca, date] = field(default_factory=dict)
    ultimo_com_vencidos: dict[str, date] = field(default_factory=dict)
    devolvidos: set[str] = field(default_factory=set)
    avisos: dict[date, dict[str, Aviso]] = field(default_factory=dict)


@dataclass(slots=True)
class Aviso:
    """Um aviso como o contrato o escreve."""

    destinatarios: list[str]
    debitos: list[dict[str, Any]]
    estado: str = "pendente"
    pendentes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Resultado:
    """O que `fechar` tem de devolver; os apontamentos são os que não podem faltar."""

    avisos: dict[str, Aviso] = field(default_factory=dict)
    fora: dict[str, str] = field(default_factory=dict)
    apontados: set[tuple[str, str | None, str | None]] = field(default_factory=set)


def comparavel(nome: str) -> str:
    """§1: sem maiúsculas, acentos e espaços repetidos."""
    sem_acento = "".join(letra for letra in unicodedata.normalize("NFKD", nome) if not unicodedata.combining(letra))
    return " ".join(sem_acento.casefold().split())


def passa(modo: str, marcados: str, nomes: list[str]) -> bool:
    """§2.2 e §3.1: S exige um marcado, N recusa os marcados, T aceita tudo."""
    escolhidos = {comparavel(nome) for nome in marcados.split("|") if nome}
    tem = any(comparavel(nome) in escolhidos for nome in nomes if nome.strip())
    return {"S": tem, "N": not tem, "T": True}[modo]


def em_dia(texto: str) -> date:
    """`dd/mm/aaaa` ou `aaaa-mm-dd`."""
    if "/" in texto:
        dia, mes, ano = map(int, texto.split("/"))
        return date(ano, mes, dia)
    return date.fromisoformat(texto)


def em_centavos(texto: str) -> int:
    """`1234,56`."""
    return int(Fraction(texto.replace(",", ".")) * 100)


def em_percentual(texto: str) -> Fraction | None:
    """Vazio herda (§5)."""
    return Fraction(texto.replace(",", ".")) if texto else None


def arredondar(valor: Fraction) -> int:
    """§1: metade para cima."""
    return int(valor + Fraction(1, 2))


@cache
def feriados_do_ano(ano: int) -> frozenset[date]:
    """§5; a Páscoa pelo algoritmo de Meeus, Jones e Butcher."""
    a, b, c = ano % 19, ano // 100, ano % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    mes, dia = divmod(h + m - 7 * n + 114, 31)
    pascoa = date(ano, mes, dia + 1)
    fixos = [(1, 1), (21, 4), (1, 5), (7, 9), (12, 10), (2, 11), (15, 11), (25, 12)] + [(20, 11)] * (ano >= 2024)
    ultimo = date(ano, 12, 31)
    while ultimo.weekday() > 4:
        ultimo -= UM_DIA
    moveis = {pascoa + timedelta(days=dias) for dias in (-48, -47, -2, 60)}
    return frozenset({date(ano, mes, dia) for dia, mes in fixos} | moveis | {ultimo})


def efetivo(vencimento: date, locais: tuple[date, ...]) -> date:
    """§5: o próprio, ou o próximo dia útil."""
    dia = vencimento
    while dia.weekday() > 4 or dia in feriados_do_ano(dia.year) or dia in locais:
        dia += UM_DIA
    return dia


class Calculo:
    """As contas de uma carteira. `executar` também anda o histórico, como um fechamento de verdade."""

    def __init__(self, carteira: Carteira) -> None:
        self.historico = Historico()
        self._carteira = carteira
        self._contas = {conta["codigo"]: conta for conta in carteira.contas}
        self._contatos: dict[str, list[tuple[str, list[str]]]] = {}
        for cliente in carteira.clientes:
            # §3.2: o e-mail do cadastro é um contato sem grupo, o primeiro.
            self._contatos[cliente["codigo"]] = [(cliente["email"], [])]
        for contato in carteira.contatos:
            self._contatos[contato["cliente"]].append((contato["email"], contato["grupos"].split("|")))
        self._abertos: dict[str, list[Linha]] = {}
        for debito in carteira.debitos:
            saldo = debito["saldo"] or debito["valor"]
            if em_centavos(saldo) > 0 and not debito["pago_em"]:  # §1, em aberto
                self._abertos.setdefault(debito["cliente"], []).append(debito | {"saldo": saldo})

    def simular(self, hoje: date, parametros: Parametros) -> Resultado:
        """§2.13: o aviso que já existe na data aparece com o seu estado, e o cliente não é selecionado de novo."""
        existentes = self.historico.avisos.get(hoje, {})
        resultado = self._selecionar(hoje, parametros, pular=set(existentes))
        resultado.avisos |= existentes
        return resultado

    def executar(self, hoje: date, parametros: Parametros) -> Resultado:
        """Fecha: retoma os adiados e os pendentes da data, avisa os novos e anda as marcas e o ciclo."""
        existentes = self.historico.avisos.setdefault(hoje, {})
        retomar = {codigo for codigo, aviso in existentes.items() if aviso.estado == "adiado"}
        completar = {codigo for codigo, aviso in existentes.items() if aviso.pendentes}
        resultado = self._selecionar(hoje, parametros, pular=retomar, ja_avisados=set(existentes) - retomar)
        for codigo in retomar:
            resultado.avisos[codigo] = existentes[codigo]
            resultado.avisos[codigo].destinatarios = self._destinatarios(codigo, parametros)
        for codigo, aviso in resultado.avisos.items():
            self._enviar(codigo, aviso, hoje)
        existentes |= resultado.avisos
        for codigo in completar:
            resultado.fora.pop(codigo, None)
            resultado.avisos[codigo] = existentes[codigo]
        return resultado

    def _enviar(self, codigo: str, aviso: Aviso, hoje: date) -> None:
        """O servidor do ensaio recusa `inexistente-…` com 550 5.1.1 e `ocupado-…` com 450 4.2.1 (§3.4 e §3.6)."""
        inexistentes = [email for email in aviso.destinatarios if email.startswith("inexistente-")]
        ocupados = [email for email in aviso.destinatarios if email.startswith("ocupado-")]
        self.historico.devolvidos |= set(inexistentes)
        if len(inexistentes) + len(ocupados) == len(aviso.destinatarios):
            aviso.estado = "adiado" if ocupados else "recusado"
            return
        aviso.estado, aviso.pendentes = "enviado", ocupados
        for debito in aviso.debitos:
            marca = (codigo, debito["documento"], debito["parcela"], date.fromisoformat(debito["vencimento"]))
            self.historico.marcas.setdefault(marca, hoje)
            if debito["classe"] == "vencido":
                self.historico.ultimo_com_vencidos[codigo] = hoje

    def _selecionar(
        self, hoje: date, parametros: Parametros, pular: set[str], ja_avisados: set[str] | frozenset[str] = frozenset()
    ) -> Resultado:
        resultado = Resultado()
        for cliente in self._carteira.clientes:
            if cliente["codigo"] not in pular:
                self._decidir(cliente, hoje, parametros, ja_avisados, resultado)
        return resultado

    def _decidir(
        self,
        cliente: Linha,
        hoje: date,
        parametros: Parametros,
        ja_avisados: set[str] | frozenset[str],
        resultado: Resultado,
    ) -> None:
        codigo = cliente["codigo"]
        a_vencer, vencidos, prescritos = self._separar(codigo, hoje, parametros)
        # §2.13: o aviso da própria data não tira da lista quem já o recebeu.
        datas = [self.historico.marcas.get(self._marca(debito)) for debito in a_vencer]
        dispara = any(data is None or (codigo in ja_avisados and data == hoje) for data in datas)
        if not dispara and not vencidos:  # §2.14, só aparece quem tinha o que avisar
            return
        ultimo = self.historico.ultimo_com_vencidos.get(codigo)
        no_ciclo = ultimo is None or (hoje - ultimo).days >= parametros.intervalo_dias  # §2.4
        vao = [
            self._debito(debito, classe, cliente, hoje)
            for classe, debitos in (("vencido", vencidos if no_ciclo else []), ("a_vencer", a_vencer))
            for debito in debitos
        ]
        vao.sort(key=lambda debito: (debito["vencimento"], debito["documento"], debito["parcela"]))
        destinatarios = self._destinatarios(codigo, parametros)
        total = sum(em_centavos(debito["atualizado"]) for debito in vao)
        promessa = cliente["promessa_ate"]
        motivos = {
            "nao avisar": cliente["avisar"] == "N",
            "promessa": bool(promessa) and em_dia(promessa) >= hoje,
            "sem destinatario": not destinatarios,
            "ja avisado hoje": codigo in ja_avisados,
            "ciclo": not dispara and not no_ciclo,
            "valor minimo": total < parametros.valor_minimo,
        }
        motivo = next((motivo for motivo, vale in motivos.items() if vale), None)  # §2.14, o primeiro que valer
        if motivo is not None:
            resultado.fora[codigo] = motivo
            return
        resultado.avisos[codigo] = Aviso(destinatarios, vao)
        sem_boleto = [(codigo, debito["documento"], debito["parcela"]) for debito in vao if not debito["boleto"]]
        resultado.apontados.update(sem_boleto)
        resultado.apontados.update((codigo, debito["documento"], debito["parcela"]) for debito in prescritos)
        if self._tem_endereco_ruim(codigo, parametros):
            resultado.apontados.add((codigo, None, None))

    def _separar(self, codigo: str, hoje: date, parametros: Parametros) -> tuple[list[Linha], list[Linha], list[Linha]]:
        """§2, a tabela das classes, depois do filtro de situação."""
        a_vencer, vencidos, prescritos = [], [], []
        for debito in self._abertos.get(codigo, []):
            if not passa(parametros.situacoes_modo, parametros.situacoes, [debito["situacao"]]):
                continue
            original = em_dia(debito["vencimento"])
            vencimento = efetivo(original, self._carteira.feriados) if parametros.prorrogar_dia_util else original
            d = (hoje - vencimento).days
            if -parametros.vencendo_em_dias <= d <= 0:
                a_vencer.append(debito)
            elif d >= 1 and d >= parametros.dias_para_vencido and parametros.enviar_vencidos:
                # §2.10: o limite conta os dias de fato vencidos.
                limite = parametros.vencidos_ate_dias
                (prescritos if limite and (hoje - original).days > limite else vencidos).append(debito)
        return a_vencer, vencidos, prescritos

    @staticmethod
    def _marca(debito: Linha) -> Marca:
        return debito["cliente"], debito["documento"], debito["parcela"], em_dia(debito["vencimento"])

    def _enderecos(self, codigo: str, parametros: Parametros) -> list[str]:
        """§3.1 e §3.3: o filtro é por contato; o campo traz vários; sem repetição, em minúsculas."""
        achados: dict[str, None] = {}
        for campo, grupos in self._contatos[codigo]:
            if passa(parametros.grupos_modo, parametros.grupos, grupos):
                achados |= {parte.strip().lower(): None for parte in re.split("[;,]", campo) if parte.strip()}
        return list(achados)

    def _destinatarios(self, codigo: str, parametros: Parametros) -> list[str]:
        return [
            email
            for email in self._enderecos(codigo, parametros)
            if re.fullmatch(r"[a-z0-9-]+@[a-z]+(\.[a-z]+)+", email) and email not in self.historico.devolvidos
        ]

    def _tem_endereco_ruim(self, codigo: str, parametros: Parametros) -> bool:
        return len(self._enderecos(codigo, parametros)) > len(self._destinatarios(codigo, parametros))

    def _debito(self, debito: Linha, classe: str, cliente: Linha, hoje: date) -> dict[str, Any]:
        """Um débito como sai no JSON, com os encargos de §5 sobre o saldo."""
        vencimento, saldo = em_dia(debito["vencimento"]), em_centavos(debito["saldo"])
        multa = juros = 0
        if hoje > efetivo(vencimento, self._carteira.feriados):
            dias = (hoje - vencimento).days
            multa = arredondar(saldo * self._percentual(debito, "multa_percentual") / 100)
            juros = arredondar(saldo * self._percentual(debito, "juros_percentual_mes") / 100 * dias / 30)
        barras = self._barras(debito, cliente, vencimento, saldo, hoje)
        linha = None
        if barras is not None:
            campos = [barras[:4] + barras[19:24], barras[24:34], barras[34:]]
            linha = "".join(campo + modulo_10(campo) for campo in campos) + barras[4] + barras[5:19]
        return {
            "documento": debito["documento"],
            "parcela": debito["parcela"],
            "vencimento": vencimento.isoformat(),
            "classe": classe,
            "dias": (hoje - vencimento).days,
            "saldo": _em_texto(saldo),
            "multa": _em_texto(multa),
            "juros": _em_texto(juros),
            "atualizado": _em_texto(saldo + multa + juros),
            "boleto": barras is not None,
            "codigo_barras": barras,
            "linha_digitavel": linha,
        }

    def _percentual(self, debito: Linha, qual: str) -> Fraction:
        """§5: do débito, senão da conta de cobrança, senão da empresa; zero é zero."""
        conta = self._contas.get(debito["conta_cobranca"], {})
        for texto in (debito[qual], conta.get(qual, ""), self._carteira.empresa[0][qual]):
            if (percentual := em_percentual(texto)) is not None:
                return percentual
        raise AssertionError("a empresa tem os dois percentuais")

    def _barras(self, debito: Linha, cliente: Linha, vencimento: date, saldo: int, hoje: date) -> str | None:
        """§4, "sem boleto, e apontado", com o campo livre dos dois bancos da carteira (boleto.md A.1 e C)."""
        conta = self._contas.get(debito["conta_cobranca"])
        dias = (vencimento - hoje).days
        if conta is None or not cliente["cpf_cnpj"] or not -3000 <= dias <= 5500:
            return None
        corridos = (vencimento - date(1997, 10, 7)).days
        fator = corridos if corridos <= 9999 else 1000 + (corridos - 10000) % 9000
        inicio = f"{conta['banco']}9{fator:04}{saldo:010}"
        if linha := debito["linha_digitavel"]:
            lida = linha[:4] + linha[33:47] + linha[4:9] + linha[10:20] + linha[21:31]
            return lida[:4] + linha[32] + lida[4:] if lida.startswith(inicio) else None
        if not debito["nosso_numero"] or saldo < em_centavos(debito["valor"]):
            return None
        if conta["banco"] == "237":
            livre = f"{conta['agencia']}{conta['carteira']}{int(debito['nosso_numero']):011}{conta['conta']}0"
        else:
            livre = f"000000{conta['convenio']}{int(debito['nosso_numero']):010}{conta['carteira']}"
        return inicio[:4] + dv_geral(inicio + livre) + inicio[4:] + livre


def _em_texto(centavos: int) -> str:
    return f"{centavos // 100}.{centavos % 100:02}"
