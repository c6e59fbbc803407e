"""Boleto em PDF: recibo do pagador e ficha de compensação, uma folha A4 (boleto.md B).

O leiaute é compilado uma vez por conta de cobrança: os fios e o logotipo viram formulário do molde, os rótulos e o que
é da conta viram operadores prontos, intercalados com os campos para que o texto do arquivo saia em ordem de leitura.
Por boleto só se escreve o que muda.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from boletos.emissao.boleto import Boleto
from boletos.papel import barras, conteudo, continuacao, desenho, leiaute, leiaute_carne, logotipo, qr
from boletos.papel.blocos import Barras, Bloco, CodigoQR, Imagem, Lugar, Peca, Texto, compor
from boletos.papel.conteudo import Campos, Timbre
from boletos.papel.continuacao import Pagina
from boletos.papel.documento import Figura, Forma, Marcado, Molde
from boletos.papel.folha import MILESIMOS_POR_MM, PONTOS_POR_MM, em_literal_latino, em_milesimos
from boletos.pdf import estrutura
from boletos.pdf.estrutura import Elemento

_MAIOR_CITADO = 40
_INSTRUCOES, _SEGUEM = "instrucoes", "As instruções seguem, inteiras, na outra página."
_CONTAS_LEMBRADAS = 64
"""Moldes guardados: o de uma conta ocupa uns 30 KB e leva uns 5 ms para compilar."""


class _Campo(NamedTuple):
    """Um lugar com as contas que não dependem do conteúdo já feitas.

    Atributos:
        nome: do conteúdo.
        linhas: o começo de cada linha que cabe sem encolher, até o parêntese do texto; à esquerda já com o ponto
            inteiro, nos outros alinhamentos só a ordenada. Nenhum quando a base depende de quantas linhas são.
        cabem: largura do lugar em milésimos do corpo.
        recuo: quanto cada milésimo de texto afasta o ponto para a esquerda, em pontos da página.
    """

    nome: str
    lugar: Lugar
    linhas: tuple[str, ...]
    cabem: float
    recuo: float
    abre: str

    @classmethod
    def de(cls, lugar: Lugar) -> _Campo:
        """Prepara um lugar."""
        letra = lugar.letra
        milesimo = letra.corpo / MILESIMOS_POR_MM
        recuo = milesimo * PONTOS_POR_MM * lugar.alinhamento.value
        abre = desenho.abrir_texto(letra)
        antes = "" if recuo else f"{abre}{lugar.x * PONTOS_POR_MM:.2f} "
        linhas = tuple(f"{antes}{_em_ordenada(base)} Td (" for base in _bases(lugar))
        return cls(lugar.campo, lugar, linhas, lugar.largura / milesimo, recuo, abre)


_Passo = str | _Campo | Barras | CodigoQR


class Folha(NamedTuple):
    """A folha de uma conta, ou uma via: os fios e, em ordem de leitura, o que está escrito (`str`) e o que falta."""

    forma: Forma
    passos: tuple[_Passo, ...]
    elementos: tuple[Elemento, ...]


def em_pdf(boleto: Boleto, senha: str = "") -> bytes:
    """Devolve o boleto em PDF, sempre os mesmos bytes para o mesmo boleto.

    O que não cabe encolhe, quebra ou, cortado com reticências, segue inteiro numa segunda página; letra que a fonte
    não tem é trocada (`folha.textos_sem_glifo` diz quais textos têm). Nunca falha por causa de um texto.

    Args:
        boleto: o que se imprime.
        senha: pedida para abrir; vazia é documento aberto.
    """
    timbre, campos = Timbre.de_boleto(boleto), conteudo.do_boleto(boleto)
    raras = timbre.pdf_a and conteudo.tem_letra_rara(campos)
    sobras = dict(sobras_do_timbre(timbre, do_carne=False))
    operadores = escrever(boleto, campos, separar(timbre), sobras)
    molde, mais = _compilar(timbre, raras), list[Pagina]()
    if sobras:
        mais = continuar(boleto, campos, sobras, 1)
        folha = separar(timbre)
        elementos = (*folha.elementos, *(um for pagina in mais for um in pagina.elementos))
        molde = Molde([folha.forma], 1 + len(mais), marcar(elementos, (timbre,), tem_letra_rara=raras))
    paginas = [[*molde.usar, *operadores], *(pagina.operadores for pagina in mais)]
    return molde.em_pdf(paginas, conteudo.metadados(boleto), boleto.processamento, senha)


def escrever(
    boleto: Boleto, campos: Campos, folha: Folha, sobras: dict[str, tuple[str, ...]] | None = None
) -> list[str]:
    """O que se escreve sobre os fios, em ordem de leitura; o que sai cortado é posto, inteiro, em `sobras`."""
    operadores = []
    for passo in folha.passos:
        if isinstance(passo, str):
            operadores.append(passo)
        elif isinstance(passo, _Campo):
            paragrafos = campos[passo.nome]
            escrito = _escrever(passo, paragrafos)
            if escrito is None:
                escrito = _encaixar(passo.lugar, paragrafos)
                if sobras is not None and passo.lugar.cortado(paragrafos):
                    sobras[passo.nome] = paragrafos
            operadores.append(escrito)
        elif isinstance(passo, Barras):
            operadores.append(barras.em_vetor(boleto.codigo_barras, passo.x, passo.y))
        else:
            operadores.append(qr.em_vetor(boleto.pix, passo.x, passo.y, passo.lado))
    return operadores


def continuar(boleto: Boleto, campos: Campos, sobras: continuacao.Sobras, primeira: int) -> list[Pagina]:
    """As páginas com o que não coube; `primeira` é o número da primeira delas no documento, a partir de 0."""
    um = {nome: paragrafos[0] for nome, paragrafos in campos.items() if paragrafos}
    de_que = (
        f"Nº do documento {um['documento']}, nosso número {um['nosso_numero']}, vencimento {um['vencimento']},"
        f" {um['valor_em_reais']}",
        f"{boleto.beneficiario.nome} para {boleto.pagador.nome}",
    )
    return continuacao.paginas(de_que, sobras, primeira)


def cortados(boleto: Boleto, *, do_carne: bool = False) -> tuple[str, ...]:
    """O que não cabe na folha, ou na via do carnê, e segue noutra página: uma frase por campo, com o que nela falta."""
    timbre = Timbre.de_boleto(boleto)
    campos = {**conteudo.do_boleto(boleto), **conteudo.do_timbre(timbre)}
    sobras = dict(sobras_do_timbre(timbre, do_carne=do_carne))
    folha = separar(timbre, do_carne=do_carne)
    escrever(boleto, campos, folha, sobras)
    faltas: dict[str, str] = {}
    for lugar in _lugares(timbre, do_carne=do_carne):
        if lugar.campo in sobras and (faltou := lugar.cortado(campos[lugar.campo])):
            texto = " ".join(campos[lugar.campo])
            citado = f"“{texto[:_MAIOR_CITADO]}{'…' if len(texto) > _MAIOR_CITADO else ''}”"
            frase = f"{citado} não cabe na folha e segue inteiro em outra página: nela não sai “{faltou}”"
            faltas[lugar.campo] = max(frase, faltas.get(lugar.campo, ""), key=len)
    return tuple(faltas.values())


@lru_cache(maxsize=_CONTAS_LEMBRADAS)
def sobras_do_timbre(timbre: Timbre, *, do_carne: bool) -> dict[str, tuple[str, ...]]:
    """O que é da conta e não cabe."""
    campos, lugares = conteudo.do_timbre(timbre), _lugares(timbre, do_carne=do_carne)
    return {um.campo: campos[um.campo] for um in lugares if um.campo in campos and um.cortado(campos[um.campo])}


def _lugares(timbre: Timbre, *, do_carne: bool) -> list[Lugar]:
    return [peca for peca in compor(_blocos(timbre, do_carne=do_carne)) if isinstance(peca, Lugar)]


def _bases(lugar: Lugar) -> Iterator[float]:
    """A linha de base de cada linha que cabe com a letra do lugar; nenhuma se ela depende de quantas são."""
    if lugar.linhas == 1:
        yield lugar.base
    elif not (lugar.pe or lugar.corrido):
        passo = lugar.letra.entrelinha_mm
        for numero in range(max(1, int(lugar.altura / passo))):
            yield lugar.base + numero * passo


def _escrever(campo: _Campo, paragrafos: tuple[str, ...]) -> str | None:
    """Os operadores de um lugar, sem refazer o que já se sabe; None se o conteúdo tem de quebrar ou encolher."""
    _, lugar, linhas, cabem, recuo, abre = campo
    if len(paragrafos) > len(linhas):
        return None
    operadores = []
    for texto, comeco in zip(paragrafos, linhas, strict=False):
        largura = em_milesimos(texto, lugar.letra.fonte)
        if largura > cabem or not texto or "  " in texto:
            return None
        if recuo:
            comeco = f"{abre}{lugar.x * PONTOS_POR_MM - largura * recuo:.2f} {comeco}"  # noqa: PLW2901 - o começo inteiro
        operadores.append(f"{comeco}{em_literal_latino(texto)}) Tj ET")
    return operadores[0] if len(operadores) == 1 else "\n".join(operadores)


def _encaixar(lugar: Lugar, paragrafos: tuple[str, ...]) -> str:
    """O caminho de um conteúdo que quebra, encolhe ou é cortado; as instruções cortadas dizem onde seguem."""
    textos = lugar.encaixar(paragrafos)
    if lugar.campo == _INSTRUCOES and lugar.cortado(paragrafos):
        textos[-1] = textos[-1]._replace(conteudo=_SEGUEM)
    linhas = "\n".join(texto.tracar() for texto in textos)
    return desenho.copiavel("".join(paragrafos), linhas) if lugar.corrido and linhas else linhas


def _em_ordenada(y_mm: float) -> str:
    return f"{(desenho.ALTURA_MM - y_mm) * PONTOS_POR_MM:.2f}"


def _blocos(timbre: Timbre, *, do_carne: bool) -> tuple[Bloco, ...]:
    return leiaute_carne.via(timbre.opcoes()) if do_carne else leiaute.blocos(timbre.opcoes())


@lru_cache(maxsize=_CONTAS_LEMBRADAS)
def _compilar(timbre: Timbre, tem_letra_rara: bool) -> Molde:
    folha = separar(timbre)
    return Molde([folha.forma], marcado=marcar(folha.elementos, (timbre,), tem_letra_rara=tem_letra_rara))


def marcar(elementos: Sequence[Elemento], timbres: Iterable[Timbre], *, tem_letra_rara: bool) -> Marcado | None:
    """Como o documento se marca, se algum dos boletos pede."""
    if not any(timbre.pdf_a for timbre in timbres):
        return None
    raras = tem_letra_rara or any(conteudo.tem_letra_rara(conteudo.do_timbre(timbre)) for timbre in timbres)
    return Marcado(tuple(elementos), raras)


@lru_cache(maxsize=_CONTAS_LEMBRADAS)
def separar(timbre: Timbre, primeira_marca: int = 0, *, do_carne: bool = False) -> Folha:
    """Separa o que não muda nos boletos da conta (traços, figuras) do que se escreve em ordem de leitura.

    Args:
        timbre: da conta.
        primeira_marca: de onde se contam as da página.
        do_carne: uma via, e não a folha inteira.
    """
    campos = conteudo.do_timbre(timbre)
    fixo: list[str] = []
    figuras: list[Figura] = []
    escritos: list[tuple[_Passo, Peca]] = []
    for peca in compor(_blocos(timbre, do_carne=do_carne)):
        if isinstance(peca, Lugar):
            campo = _Campo.de(peca)
            paragrafos = campos.get(peca.campo)
            pronto = None if paragrafos is None else _escrever(campo, paragrafos)
            pronto = pronto if pronto is not None or paragrafos is None else _encaixar(peca, paragrafos)
            escritos.append((campo if pronto is None else pronto, peca))
        elif isinstance(peca, Barras | CodigoQR):
            escritos.append((peca, peca))
        elif isinstance(peca, Texto):
            escritos.append((peca.tracar(), peca))
        elif isinstance(peca, Imagem):
            figuras.append(Figura(logotipo.ler(timbre.logotipo), *peca))
        else:
            fixo.append(peca)
    passos, elementos = [passo for passo, _ in escritos], tuple[Elemento, ...]()
    if timbre.pdf_a:
        passos, elementos = _marcar([um for um in escritos if um[0]], primeira_marca)
    return Folha(Forma(tuple(fixo), tuple(figuras)), tuple(_juntar(passos)), elementos)


def _marcar(escritos: Sequence[tuple[_Passo, Peca]], primeira: int) -> tuple[list[_Passo], tuple[Elemento, ...]]:
    """Numera cada pedaço na página e diz o que ele é; o rótulo e o campo dele são um parágrafo só."""
    passos: list[_Passo] = []
    elementos: list[Elemento] = []
    aberto = False
    for numero, (passo, peca) in enumerate(escritos, start=primeira):
        papel = _papel(peca)
        passos += [estrutura.abrir(papel.tipo, numero), passo, estrutura.FIM]
        if aberto and isinstance(peca, Lugar):
            elementos[-1] = elementos[-1]._replace(marcas=(*elementos[-1].marcas, numero))
        else:
            elementos.append(papel._replace(marcas=(numero,)))
        aberto = isinstance(peca, Texto) and not peca.papel
    return passos, tuple(elementos)


def _papel(peca: Peca) -> Elemento:
    if isinstance(peca, Barras):
        return Elemento("Figure", alternativo="Código de barras, com os algarismos da linha digitável deste boleto")
    if isinstance(peca, CodigoQR):
        return Elemento("Figure", alternativo="Código QR do Pix, com o mesmo que o copia e cola deste boleto")
    return Elemento((peca.papel if isinstance(peca, Texto) else "") or "P")


def _juntar(passos: Iterable[_Passo]) -> list[_Passo]:
    """Emenda os textos prontos vizinhos; o vazio some."""
    juntos: list[_Passo] = []
    for passo in passos:
        if isinstance(passo, str) and juntos and isinstance(juntos[-1], str):
            juntos[-1] = "\n".join(filter(None, (juntos[-1], passo)))
        elif passo:
            juntos.append(passo)
    return juntos
