"""As etiquetas que se inserem no texto: cada uma com o nome que a tela mostra e o que vira no modelo.

As de uma variável levam o nome dela; as de frase pronta mudam conforme o aviso (um boleto, três boletos, nenhum).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Etiqueta:
    """Atributos: `titulo`, o que a etiqueta mostra; `modelo`, o que se escreve na linguagem da mensagem."""

    nome: str
    titulo: str
    modelo: str


def _das_variaveis(*pares: tuple[str, str]) -> tuple[Etiqueta, ...]:
    return tuple(Etiqueta(nome, titulo, f"{{{{ {nome} }}}}") for nome, titulo in pares)


GRUPOS: tuple[tuple[str, tuple[Etiqueta, ...]], ...] = (
    (
        "Cliente",
        _das_variaveis(
            ("fantasia", "Nome fantasia do cliente"),
            ("cliente", "Nome do cliente"),
            ("codigo_cliente", "Código do cliente"),
        ),
    ),
    (
        "Débitos",
        _das_variaveis(
            ("data", "Data do fechamento"),
            ("total", "Total dos débitos"),
            ("total_vencido", "Total vencido"),
            ("total_a_vencer", "Total a vencer"),
            ("documentos", "Documentos dos débitos"),
            ("quantidade_debitos", "Quantos débitos"),
            ("quantidade_boletos", "Quantos boletos"),
            ("maior_atraso", "Dias do atraso mais antigo"),
            ("numero_aviso", "Número do aviso"),
        ),
    ),
    (
        "Empresa",
        _das_variaveis(
            ("empresa", "Nome da empresa"),
            ("documento_empresa", "CNPJ da empresa"),
            ("endereco_empresa", "Endereço da empresa"),
            ("telefone_empresa", "Telefone da empresa"),
            ("email_empresa", "E-mail da empresa"),
        ),
    ),
    (
        "Frases prontas",
        (
            Etiqueta(
                "o_que_ha",
                "o que venceu e o que vai vencer",
                "{%+ if tem_vencidos and tem_a_vencer %}o que está vencido e o que vence nos próximos dias"
                "{% elif tem_vencidos %}o que está vencido{% else %}o que vence nos próximos dias{% endif +%}",
            ),
            Etiqueta(
                "anexos",
                "O que vai em anexo.",
                "{%+ if quantidade_boletos == 1 %}O relatório e o boleto para pagamento estão em anexo."
                "{% elif quantidade_boletos > 1 %}O relatório e os {{ quantidade_boletos }} boletos para pagamento"
                " estão em anexo.{% else %}O relatório completo está em anexo.{% endif +%}",
            ),
            Etiqueta(
                "ou_ligue",
                "ou ligue para o telefone",
                "{%+ if telefone_empresa %} ou ligue para {{ telefone_empresa }}{% endif +%}",
            ),
        ),
    ),
)
"""As etiquetas como o menu as mostra."""
ETIQUETAS: dict[str, Etiqueta] = {etiqueta.nome: etiqueta for _, grupo in GRUPOS for etiqueta in grupo}
