"""Folhas A4 em que peças se empilham de cima para baixo e nunca se partem: o que os relatórios têm em comum.

Página nova repete o cabeçalho curto. O rodapé, com quem cobra e o número de páginas, é escrito no fim, quando já se
sabe quantas são.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, repeat
from typing import NamedTuple

from boletos.emissao.boleto import parte_da_empresa
from boletos.papel import desenho
from boletos.papel.cores import ACENTO, LINHA, PAINEL, TEXTO, TEXTO_2
from boletos.papel.desenho import Alinhamento, Traco
from boletos.papel.documento import Marcado, Metadados, Molde
from boletos.papel.folha import NEGRITO, REGULAR, Letra, caber, imprimivel
from boletos.papel.fontes_embutidas import COMUNS
from boletos.pdf import estrutura
from boletos.pdf.estrutura import Elemento
from regras.cadastro import Cliente, Empresa
from regras.dinheiro import Centavos, formatar
from regras.documentos import formatar_cpf_cnpj

MARGEM_MM = 12.0
DIREITA_MM = desenho.LARGURA_MM - MARGEM_MM
LARGURA_MM = DIREITA_MM - MARGEM_MM
TOPO_MM = 12.0
FIM_MM = 279.0
"""Daqui para baixo é o rodapé."""
_ALTURA_CONTINUACAO_MM = 14.0
_ALTURA_TITULO_MM, _ALTURA_SUBTOTAL_MM, _ESPACO_MM = 17.0, 9.0, 5.0

ROTULO = Letra(REGULAR, 7, TEXTO_2)
CORPO = Letra(REGULAR, 8.5, TEXTO)
FORTE = Letra(NEGRITO, 8.5, TEXTO)
DETALHE = Letra(REGULAR, 7.5, TEXTO_2)
DIREITA = Alinhamento.DIREITA
FIO = Traco(0.2, LINHA)


class Coluna(NamedTuple):
    """Uma coluna de tabela: `x` é a borda esquerda, ou a direita nas de número, e `largura` o que cabe."""

    titulo: str
    x: float
    largura: float
    alinhamento: Alinhamento = Alinhamento.ESQUERDA


class Secao(NamedTuple):
    """Uma tabela.

    Atributos:
        titulo: o da primeira página; nas seguintes sai `continuacao`.
        cor: a do título e do fio do cabeçalho.
        linhas: a altura de cada uma e quem a desenha a partir de um `y`.
        fim: desenha o subtotal numa linha de base.
        do_resto: a coluna de que é o que uma linha escreve depois dos textos das colunas.
    """

    titulo: str
    continuacao: str
    cor: str
    colunas: tuple[Coluna, ...]
    linhas: Sequence[tuple[float, Callable[[float], Iterable[str]]]]
    fim: Callable[[float], Iterable[str]]
    do_resto: int = 0

    def abrir(self, titulo: str, y: float) -> Iterator[str]:
        """O título e o cabeçalho das colunas, a partir de um `y`."""
        yield desenho.texto(MARGEM_MM, y + 6, titulo, Letra(NEGRITO, 11, self.cor))
        yield desenho.caixa(MARGEM_MM, y + 9.2, LARGURA_MM, 6.6, PAINEL)
        yield desenho.fio(MARGEM_MM, y + 15.8, DIREITA_MM, y + 15.8, Traco(0.3, self.cor))
        yield from em_colunas(self.colunas, (coluna.titulo for coluna in self.colunas), y + 13.4, repeat(ROTULO))


class Paginas:
    """Empilha peças nas páginas e vira quando a próxima não cabe inteira.

    Cada texto é marcado com o que é, para o leitor de tela: título, parágrafo, ou célula de tabela. Fio, fundo e o que
    se repete em toda página não se lê.
    """

    def __init__(self, continuacao: list[str]) -> None:
        """Começa na primeira página; `continuacao` é o cabeçalho curto das seguintes."""
        self._continuacao = estrutura.enfeite("\n".join(continuacao))
        self.paginas: list[list[str]] = [[]]
        self.y = TOPO_MM
        self._elementos: list[Elemento] = []
        self._marcas = 0

    def cabe(self, altura_mm: float) -> bool:
        """Diz se ainda há esta altura na página."""
        return self.y + altura_mm <= FIM_MM

    def virar(self) -> None:
        """Começa outra página, com o cabeçalho curto."""
        self.paginas.append([self._continuacao])
        self._marcas = 0
        self.y = TOPO_MM + _ALTURA_CONTINUACAO_MM

    def por(self, altura_mm: float, operadores: Iterable[str], papeis: Sequence[str] = ()) -> None:
        """Põe uma peça, desenhada a partir do `y` de antes, e desce; o texto que não tem papel é parágrafo."""
        textos = [um for um in self._escrever(altura_mm, operadores) if um.marcas]
        por_ordem = chain(papeis, repeat("P"))
        self._elementos += [um._replace(tipo=papel) for um, papel in zip(textos, por_ordem, strict=False)]

    def por_secao(self, secao: Secao) -> None:
        """Põe uma tabela: o título nunca fica sem a primeira linha, nem o subtotal sem a última."""
        titulo = secao.titulo
        linhas: list[Elemento] = []
        for ordem, (altura, desenhar) in enumerate(secao.linhas):
            junto = altura + (_ALTURA_SUBTOTAL_MM if ordem == len(secao.linhas) - 1 else 0)
            abre = ordem == 0
            if not self.cabe(junto + (_ALTURA_TITULO_MM if abre else 0)):
                self._fechar_tabela(linhas)
                self.virar()
                abre = True
            if abre:
                da_secao, *colunas = self._escrever(_ALTURA_TITULO_MM, secao.abrir(titulo, self.y))
                self._elementos.append(da_secao._replace(tipo="H2"))
                linhas = [_em_linha("TH", colunas[-len(secao.colunas) :], " /A << /O /Table /Scope /Column >>")]
                titulo = secao.continuacao
            celulas = self._escrever(altura, desenhar(self.y))
            do_resto = tuple(marca for um in celulas[len(secao.colunas) :] for marca in um.marcas)
            dona = celulas[secao.do_resto]
            celulas[secao.do_resto] = dona._replace(marcas=dona.marcas + do_resto)
            linhas.append(_em_linha("TD", celulas[: len(secao.colunas)]))
        self._fechar_tabela(linhas)
        self.por(_ALTURA_SUBTOTAL_MM + _ESPACO_MM, secao.fim(self.y + 5.6))

    def _fechar_tabela(self, linhas: Sequence[Elemento]) -> None:
        if linhas:
            self._elementos.append(Elemento("Table", filhos=tuple(linhas)))

    def _escrever(self, altura_mm: float, operadores: Iterable[str]) -> list[Elemento]:
        """Põe os operadores e desce; devolve um elemento por texto, sem marcas o que ficou em branco."""
        textos = []
        for um in operadores:
            if um and not um.startswith(desenho.COMECO_DE_TEXTO):
                self.paginas[-1].append(estrutura.enfeite(um))
                continue
            textos.append(Elemento("", len(self.paginas) - 1, (self._marcas,) if um else ()))
            if um:
                self.paginas[-1] += (estrutura.abrir("Span", self._marcas), um, estrutura.FIM)
                self._marcas += 1
        self.y += altura_mm
        return textos

    def escrever(self, metadados: Metadados, empresa: Empresa, criado: date, senha: str = "") -> bytes:
        """Fecha o documento, com o rodapé em cada página; com senha, só abre com ela."""
        quem_cobra = imprimivel(juntar(empresa.nome, *identificar(empresa)[:-1]))
        nome, letra = caber(quem_cobra, ROTULO, LARGURA_MM - 28)
        for numero, operadores in enumerate(self.paginas, start=1):
            posicao = f"Página {numero} de {len(self.paginas)}"
            rodape = (
                desenho.fio(MARGEM_MM, 283, DIREITA_MM, 283, FIO),
                desenho.texto(MARGEM_MM, 287, nome, letra),
                desenho.texto(DIREITA_MM, 287, posicao, ROTULO, Alinhamento.DIREITA),
            )
            operadores.append(estrutura.enfeite("\n".join(rodape)))
        raras = not COMUNS.issuperset("".join(desenho.escritos(chain.from_iterable(self.paginas))))
        molde = Molde(paginas=len(self.paginas), marcado=Marcado(tuple(self._elementos), raras))
        return molde.em_pdf(self.paginas, metadados, criado, senha)


def _em_linha(tipo: str, celulas: Sequence[Elemento], mais: str = "") -> Elemento:
    return Elemento("TR", filhos=tuple(um._replace(tipo=tipo, mais=mais) for um in celulas))


def abrir_relatorio(empresa: Empresa, titulo: str, largura_mm: float, data: str, letra: Letra) -> Iterator[str]:
    """O alto da primeira página: quem cobra, à esquerda, e o título com a data, à direita."""
    y = TOPO_MM
    yield desenho.caixa(MARGEM_MM, y, LARGURA_MM, 0.8, ACENTO)
    yield na_largura(MARGEM_MM, y + 9, empresa.nome, Letra(NEGRITO, 14, TEXTO), largura_mm)
    yield desenho.texto(DIREITA_MM, y + 9, titulo, Letra(NEGRITO, 14, ACENTO), DIREITA)
    yield desenho.texto(DIREITA_MM, y + 14.2, data, letra, DIREITA)
    for ordem, linha in enumerate(identificar(empresa)):
        yield na_largura(MARGEM_MM, y + 14.2 + ordem * 4, linha, Letra(REGULAR, 8.5, TEXTO_2), 140)


def continuar_relatorio(empresa: Empresa, o_que_e: str) -> Iterator[str]:
    """O cabeçalho curto das páginas seguintes."""
    yield desenho.caixa(MARGEM_MM, TOPO_MM, LARGURA_MM, 0.8, ACENTO)
    yield na_largura(MARGEM_MM, TOPO_MM + 6.6, empresa.nome, FORTE, 90)
    texto, letra = caber(imprimivel(o_que_e), CORPO, 92)
    yield desenho.texto(DIREITA_MM, TOPO_MM + 6.6, texto, letra, DIREITA)


def em_colunas(
    colunas: Iterable[Coluna], textos: Iterable[str], base_mm: float, letras: Iterable[Letra]
) -> Iterator[str]:
    """Uma linha de tabela: cada texto na sua coluna, encolhido ou cortado no que cabe; o do vazio é vazio."""
    for coluna, texto, letra in zip(colunas, textos, letras, strict=False):
        visivel, menor = caber(imprimivel(texto), letra, coluna.largura)
        yield desenho.texto(coluna.x, base_mm, visivel, menor, coluna.alinhamento) if visivel else ""


def em_coluna(centavos: Centavos) -> str:
    """O valor como vai numa coluna de dinheiro; zero é um traço."""
    return formatar(centavos) if centavos else "–"


def identificar(empresa: Empresa) -> tuple[str, ...]:
    """Documento, endereço e, por último, como falar com a empresa."""
    parte = parte_da_empresa(empresa)
    return (
        juntar(documento(empresa), parte.endereco),
        *parte.linhas_do_endereco()[1 if parte.endereco else 0 :],
        juntar(empresa.telefone, empresa.email),
    )


def documento(quem: Empresa | Cliente) -> str:
    """`CNPJ 11.222.333/0001-81`, ou `CPF …`; vazio se não tem."""
    formatado = formatar_cpf_cnpj(quem.cpf_cnpj)
    nome = "CPF" if len(formatado) == len("000.000.000-00") else "CNPJ"
    return f"{nome} {formatado}" if formatado else ""


def juntar(*partes: str) -> str:
    """Põe numa linha o que não é vazio."""
    return "  ·  ".join(filter(None, partes))


def na_largura(x_mm: float, base_mm: float, conteudo: str, letra: Letra, largura_mm: float) -> str:
    """Escreve uma linha que não passa da largura: encolhe e, se preciso, corta."""
    texto, menor = caber(imprimivel(conteudo), letra, largura_mm)
    return desenho.texto(x_mm, base_mm, texto, menor)
