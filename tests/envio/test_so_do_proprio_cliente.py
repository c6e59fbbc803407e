"""Nenhuma mensagem contém coisa de outro cliente, seja qual for a carteira (regras.md §3.7)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from boletos.papel import conteudo, leitura_pdf
from boletos.relatorios import relatorio
from boletos.titulo import codigo
from envio.acesso.segredos import CofreEmMemoria
from envio.ambiente import Ambiente
from envio.correio.falhas import Fase, RespostaPerdida
from envio.correio.leitura_mime import ler_partes
from envio.correio.transporte import Envelope
from envio.fechamento import resolucao
from envio.fechamento.resolucao import Decisao
from envio.mensagem import cabecalhos, montagem
from modelos import ficha_do_cliente
from modelos.avisos import autorizacao
from modelos.avisos import leitura as avisos
from modelos.base import ajustes
from modelos.cadastro import empresas, grupos
from modelos.carteira import debitos
from modelos.contas import mensagens, parametros
from regras.ajustes import Ajustes
from regras.aviso import Estado, chave_do_aviso, envid
from regras.envio import reconferencia
from regras.mensagem import texto
from regras.mensagem.visual import prontos
from regras.parametros import FiltroSNT, Modo, ParametrosAviso
from tests.base_copiada import abrir_nova
from tests.envio.carteira_marcada import Cobranca, Marcado, Planta, PlantaContato, PlantaDebito, escrever, mudar_saldo
from tests.envio.cenario import EMPRESA, cadastrar, fechar
from tests.envio.correio_falso import CorreioFalso, resposta_de
from tests.envio.dono_da_mensagem import OPERADOR, Vista, alheios
from tests.modelos.exemplos import EM, HOJE, dia

ASSUNTO = "{{ cliente }}, {{ codigo_cliente }}: avisos de {{ empresa }} em {{ data }}"
_RESPOSTAS = {"ocupado": (450, "4.2.1 caixa ocupada"), "inexistente": (550, "5.1.1 usuário inexistente")}
_DEPOIS = resposta_de(Fase.DATA, 451, "4.3.0 tente depois")
_PERDIDA = RespostaPerdida("127.0.0.1", "a conexão caiu")


class CorreioQueGuarda(CorreioFalso):
    """O correio em memória, que guarda também o que não aceitou; de quem é cada uma, diz o ENVID."""

    def __init__(self) -> None:
        super().__init__()
        self.vistas: list[Vista] = []

    def abrir_envelope(self, remetente: str, destinatarios: Sequence[str], mime: bytes, envid: str = "") -> Envelope:
        self.vistas.append(Vista(tuple(destinatarios), bytes(mime), envid))
        return super().abrir_envelope(remetente, destinatarios, mime, envid)


@dataclass(frozen=True, slots=True)
class Historia:
    """Uma carteira e o que acontece com ela em três fechamentos.

    Atributos:
        mensagem: qual dos textos que vêm com o programa.
        falhas: o que o correio responde às primeiras mensagens, antes de as aceitar.
        mudam: quais débitos mudam de saldo entre o primeiro e o segundo fechamento do dia, na ordem deles.
        ensaiar: antes, o dia inteiro no modo de teste.
    """

    plantas: tuple[Planta, ...]
    grupos: FiltroSNT = field(default_factory=FiltroSNT)
    mensagem: int = 0
    algarismos_da_senha: int = 0
    falhas: tuple[str, ...] = ()
    mudam: tuple[bool, ...] = ()
    ensaiar: bool = False


_DEBITOS = st.builds(
    PlantaDebito,
    vence_em=st.sampled_from([-40, -10, -2, -1, 0, 1, 3, 9]),
    cobranca=st.sampled_from(Cobranca),
    numero_comum=st.booleans(),
)
_CONTATOS = st.builds(
    PlantaContato,
    grupo=st.sampled_from(["", "Financeiro", "Compras"]),
    resposta=st.sampled_from(["aceito", "aceito", "ocupado", "inexistente"]),
)
_PLANTAS = st.builds(
    Planta,
    debitos=st.lists(_DEBITOS, min_size=1, max_size=3).map(tuple),
    contatos=st.lists(_CONTATOS, max_size=2).map(tuple),
    email_no_cadastro=st.sampled_from([True, True, False]),
    contador=st.booleans(),
    fantasia=st.booleans(),
    cpf=st.sampled_from([True, True, True, False]),
)
HISTORIAS = st.builds(
    Historia,
    plantas=st.lists(_PLANTAS, min_size=2, max_size=4).map(tuple),
    grupos=st.builds(FiltroSNT, st.sampled_from(Modo), st.just(("Financeiro",))),
    mensagem=st.integers(0, 3),
    algarismos_da_senha=st.sampled_from([0, 0, 0, 5]),
    falhas=st.lists(st.sampled_from(["", "adiado", "dúvida"]), max_size=3).map(tuple),
    mudam=st.lists(st.booleans(), max_size=6).map(tuple),
    ensaiar=st.sampled_from([False, False, True]),
)


@contextmanager
def ambiente_novo() -> Iterator[tuple[Ambiente, CorreioQueGuarda]]:
    """Uma base por história."""
    correio = CorreioQueGuarda()
    with tempfile.TemporaryDirectory() as nome, abrir_nova(Path(nome) / "aviso.db") as base:
        yield Ambiente(base, lambda: EM, CofreEmMemoria(), lambda _conta, _senha: correio), correio


def gravar(historia: Historia) -> dict[str, Marcado]:
    """Grava tudo o que a história precisa e devolve a carteira pelo código do cliente."""
    cadastrar()
    empresas.gravar(replace(EMPRESA, algarismos_da_senha=historia.algarismos_da_senha))
    textos = (prontos.original(), *prontos.prontas())
    mensagens.gravar(replace(textos[historia.mensagem], assunto=ASSUNTO))
    carteira = {marcado.cliente.codigo: marcado for marcado in escrever(historia.plantas)}
    for marcado in carteira.values():
        ficha_do_cliente.gravar(marcado.cliente, marcado.contatos, novo=True, em=EM)
        for debito in marcado.debitos:
            debitos.gravar(debito)
    grupos.garantir(["Financeiro"])
    parametros.gravar(ParametrosAviso(habilitado=True, grupos=historia.grupos))
    return carteira


def viver(historia: Historia) -> tuple[dict[str, Marcado], list[Vista]]:
    """Fecha com falhas, muda saldos, resolve as dúvidas, fecha de novo, e fecha cinco dias depois."""
    with ambiente_novo() as (ambiente, correio):
        carteira = gravar(historia)
        if historia.ensaiar:
            ajustes.gravar(Ajustes(teste_para=OPERADOR))
            fechar(ambiente)
            ajustes.gravar(Ajustes())
        _fechar_com_falhas(historia, ambiente, correio, carteira)
        debitos_em_ordem = (debito for marcado in carteira.values() for debito in marcado.debitos)
        for debito, muda in zip(debitos_em_ordem, historia.mudam, strict=False):
            if muda:
                debitos.gravar(mudar_saldo(debito))
        for aviso in avisos.listar():
            if aviso.estado is Estado.EM_DUVIDA:
                resolucao.resolver(aviso.id, Decisao.REENVIAR, ambiente)
        fechar(ambiente)
        fechar(ambiente, hoje=dia(5))
        segredo = autorizacao.segredo()
    chaves = [(c, chave_do_aviso(EMPRESA.cpf_cnpj, c, data)) for c in carteira for data in (HOJE, dia(5))]
    donos = {
        envid(chave, segredo): c for c, chave in [*chaves, *((c, f"teste|{c}|{EM.isoformat()}") for c in carteira)]
    }
    return carteira, [replace(vista, cliente=donos[vista.cliente]) for vista in correio.vistas]


def _fechar_com_falhas(
    historia: Historia, ambiente: Ambiente, correio: CorreioQueGuarda, carteira: dict[str, Marcado]
) -> None:
    for email in frozenset().union(*(marcado.enderecos for marcado in carteira.values())):
        if resposta := _RESPOSTAS.get(email.partition("-")[0]):
            correio.recusados[email] = resposta
    correio.ao_abrir = [_DEPOIS if falha == "adiado" else None for falha in historia.falhas]
    correio.ao_transmitir = [_PERDIDA if falha == "dúvida" else None for falha in historia.falhas]
    fechar(ambiente)
    correio.recusados.clear()
    correio.ao_abrir.clear()
    correio.ao_transmitir.clear()


def de_outros(historia: Historia) -> list[str]:
    """Tudo o que as mensagens da história têm de quem não é o dono."""
    carteira, vistas = viver(historia)
    return [
        f"{vista.cliente}: {alheio}"
        for vista in vistas
        for alheio in alheios(vista, carteira, historia.algarismos_da_senha)
    ]


TRES_CLIENTES = Historia(
    tuple(
        Planta(
            debitos=(PlantaDebito(numero_comum=True), PlantaDebito(0, Cobranca.COM_PIX), PlantaDebito(2, cobranca)),
            contatos=(PlantaContato("Financeiro"), PlantaContato(resposta="ocupado")),
            contador=True,
        )
        for cobranca in (Cobranca.LINHA_DO_BANCO, Cobranca.SEM_BOLETO, Cobranca.EM_PARTE)
    ),
    falhas=("dúvida", "", "adiado"),
    mudam=(True, False, False, False, True),
    ensaiar=True,
)
"""Passa por tudo: ensaio, dúvida reenviada, adiado, versão nova, complemento e outro dia."""


@settings(max_examples=20, phases=(Phase.generate, Phase.shrink))
@given(HISTORIAS)
def test_nenhuma_mensagem_contem_coisa_de_outro_cliente(historia: Historia) -> None:
    assert de_outros(historia) == []


@pytest.fixture(scope="module")
def exemplo() -> tuple[dict[str, Marcado], list[Vista]]:
    """A história de exemplo, vivida uma vez."""
    return viver(TRES_CLIENTES)


def test_a_historia_de_exemplo_passa_por_tudo_o_que_se_monta(exemplo: tuple[dict[str, Marcado], list[Vista]]) -> None:
    """Sem isto a propriedade poderia valer por não haver o que conferir."""
    carteira, vistas = exemplo
    lidas = [(vista.cliente, ler_partes(vista.mime)) for vista in vistas]
    assuntos = [partes.assunto for _, partes in lidas]
    complementos = [partes.para for _, partes in lidas if all(email.startswith("ocupado-") for email in partes.para)]
    assert {cliente for cliente, _ in lidas} == carteira.keys()
    assert (len(lidas), len(complementos)) == (12, 1)
    assert sum("[TESTE]" in assunto for assunto in assuntos) == 3
    assert sum("29/11/2026" in assunto for assunto in assuntos) == 3
    assert {len(partes.anexos) for _, partes in lidas} == {2, 3, 4}


def test_a_barra_e_o_qr_lidos_da_imagem_sao_do_proprio_cliente(exemplo: tuple[dict[str, Marcado], list[Vista]]) -> None:
    """O que a câmera do banco lê não está em texto nenhum do arquivo."""
    carteira, vistas = exemplo
    for vista in vistas[:3]:
        dono = carteira[vista.cliente]
        lidos = [lido for anexo in ler_partes(vista.mime).anexos[1:] for lido in _ler_imagem(anexo.conteudo)]
        assert {lido for lido in lidos if len(lido) == 44} <= {
            codigo.de_linha(linha) for linha in dono.so_dele if len(linha) == 47
        }
        assert [lido for lido in lidos if len(lido) != 44] == [dono.debitos[1].pix_copia_e_cola]


def _ler_imagem(pdf: bytes) -> list[str]:
    largura, altura, pontos = leitura_pdf.pagina_em_rgb(pdf, 1, 150)
    return [lido.text for lido in zxingcpp.read_barcodes(Image.frombytes("RGB", (largura, altura), pontos))]


def anterior(funcao: Callable[..., Any], trocar: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """A função com um defeito: devolve o que é deste aviso misturado ao que devolveu da vez anterior."""
    guardados: list[Any] = []

    def com_defeito(*argumentos: Any, **opcoes: Any) -> Any:
        guardados.append(funcao(*argumentos, **opcoes))
        return trocar(guardados[-1], guardados[max(len(guardados) - 2, 0)])

    return com_defeito


@pytest.mark.parametrize(
    ("modulo", "nome", "trocar", "onde"),
    [
        (montagem, "anexar_relatorio", lambda este, outro: replace(este, conteudo=outro.conteudo), "relatorio-"),
        (montagem, "anexar_boleto", lambda este, outro: replace(este, conteudo=outro.conteudo), "boleto-"),
        (montagem, "anexar_boleto", lambda este, outro: replace(este, nome=outro.nome), "nome do anexo"),
        (texto, "preencher", lambda este, outro: replace(este, html=outro.html), "text/html"),
        (texto, "preencher", lambda este, outro: replace(este, texto=outro.texto), "text/plain"),
        (texto, "preencher", lambda este, outro: replace(este, assunto=outro.assunto), "cabeçalhos"),
        (conteudo, "metadados", lambda _este, outro: outro, "boleto-"),
        (relatorio, "_metadados", lambda _este, outro: outro, "relatorio-"),
        (reconferencia, "destinatarios_do_cliente", lambda _este, outro: outro, "o envelope vai a"),
        (cabecalhos, "escrever_enderecos", lambda _este, outro: outro, "o To diz"),
    ],
)
def test_cada_mistura_e_acusada(
    monkeypatch: pytest.MonkeyPatch, modulo: Any, nome: str, trocar: Callable[[Any, Any], Any], onde: str
) -> None:
    """O programa com um defeito de cada vez: a propriedade tem de o ver."""
    monkeypatch.setattr(modulo, nome, anterior(getattr(modulo, nome), trocar))
    assert any(onde in alheio for alheio in de_outros(Historia(TRES_CLIENTES.plantas[:2])))
