"""Folhas A4 em que peças se empilham de cima para baixo e nunca se partem: o que os relatórios têm em comum.

Página nova repete o cabeçalho curto. O rodapé, com quem cobra e o número de páginas, é escrito no fim, quando já se
sabe quantas são.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from boletos.emissao import endereco
from boletos.emissao.boleto import parte_da_empresa
from boletos.papel import desenho
from boletos.papel.cores import LINHA, TEXTO_2
from boletos.papel.desenho import Alinhamento, Traco
from boletos.papel.documento import Metadados, abrir
from boletos.papel.folha import (
    REGULAR,
    Letra,
    caber,
    imprimivel,
)
from regras.cadastro import Cliente, Empresa
from regras.documentos import formatar_cpf_cnpj

MARGEM_MM = 12.0
DIREITA_MM = desenho.LARGURA_MM - MARGEM_MM
LARGURA_MM = DIREITA_MM - MARGEM_MM
TOPO_MM = 12.0
FIM_MM = 279.0
"""Daqui para baixo é o rodapé."""
ALTURA_CONTINUACAO_MM = 14.0

ROTULO = Letra(REGULAR, 7, TEXTO_2)
FIO = Traco(0.2, LINHA)


class Paginas:
    """Empilha peças nas páginas e vira quando a próxima não cabe inteira."""

    def __init__(self, continuacao: list[str]) -> None:
        """Começa na primeira página; `continuacao` é o cabeçalho curto das seguintes."""
        self._continuacao = continuacao
        self.paginas: list[list[str]] = [[]]
        self.y = TOPO_MM

    def cabe(self, altura_mm: float) -> bool:
        """Diz se ainda há esta altura na página."""
        return self.y + altura_mm <= FIM_MM

    def virar(self) -> None:
        """Começa outra página, com o cabeçalho curto."""
        self.paginas.append(list(self._continuacao))
        self.y = TOPO_MM + ALTURA_CONTINUACAO_MM

    def por(self, altura_mm: float, operadores: Iterable[str]) -> None:
        """Põe uma peça, desenhada a partir do `y` de antes, e desce."""
        self.paginas[-1].extend(operadores)
        self.y += altura_mm

    def escrever(self, metadados: Metadados, empresa: Empresa, senha: str = "") -> bytes:
        """Fecha o documento, com o rodapé em cada página; com senha, só abre com ela."""
        saida = io.BytesIO()
        canvas = abrir(saida, metadados, senha)
        quem_cobra = imprimivel(juntar(empresa.nome, *identificar(empresa)[:-1]))
        nome, letra = caber(quem_cobra, ROTULO, LARGURA_MM - 28)
        for numero, operadores in enumerate(self.paginas, start=1):
            posicao = f"Página {numero} de {len(self.paginas)}"
            canvas.addLiteral("\n".join(operadores))
            canvas.addLiteral(desenho.fio(MARGEM_MM, 283, DIREITA_MM, 283, FIO))
            canvas.addLiteral(desenho.texto(MARGEM_MM, 287, nome, letra))
            canvas.addLiteral(desenho.texto(DIREITA_MM, 287, posicao, ROTULO, Alinhamento.DIREITA))
            canvas.showPage()
        canvas.save()
        return saida.getvalue()


def identificar(empresa: Empresa) -> tuple[str, ...]:
    """Documento, endereço e, por último, como falar com a empresa."""
    parte = parte_da_empresa(empresa)
    return (
        juntar(documento(empresa), parte.endereco),
        *endereco.em_linhas(parte)[1 if parte.endereco else 0 :],
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
