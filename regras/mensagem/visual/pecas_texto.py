"""As mesmas peças em texto puro; cada uma acaba numa linha em branco."""

from __future__ import annotations


def _secao(titulo: str, total: str, lista: str, encargos: str) -> str:
    return f"""\
{{% if tem_{lista} %}}
{titulo}

{{% for d in {lista} %}}
Documento {{{{ d.documento }}}}/{{{{ d.parcela }}}}
  Vencimento: {{{{ d.vencimento }}}} ({{{{ d.prazo }}}})
{{% if d.emissao %}}
  Emissão: {{{{ d.emissao }}}}
{{% endif %}}
  Valor: R$ {{{{ d.valor }}}}
{{% if d.saldo != d.valor %}}
  Falta pagar: R$ {{{{ d.saldo }}}}
{{% endif %}}
{encargos}\
{{% if d.tem_boleto %}}
  Linha digitável: {{{{ d.linha_digitavel }}}}
{{% else %}}
  Sem boleto em anexo: responda este e-mail e enviaremos como pagar.
{{% endif %}}

{{% endfor %}}
{total}

{{% endif %}}
"""


_ENCARGOS = """\
{% if d.tem_encargos %}
  Multa: R$ {{ d.multa }}
  Juros: R$ {{ d.juros }}
{% endif %}
  Valor atualizado: R$ {{ d.atualizado }}
"""
DEBITOS = f"""\
{_secao("DÉBITOS VENCIDOS", "Total vencido: {{ total_vencido }}", "vencidos", _ENCARGOS)}\
{_secao("DÉBITOS A VENCER", "Total a vencer: {{ total_a_vencer }}", "a_vencer", "")}\
{{% if tem_vencidos and tem_a_vencer %}}
TOTAL EM {{{{ data }}}}: {{{{ total }}}}

{{% endif %}}
"""
BOLETOS = """\
%anexos%
{% if tem_vencidos and quantidade_boletos %}
O boleto traz o vencimento original;
a multa e os juros, quando houver, são calculados na hora do pagamento.
{% endif %}

"""
RESPOSTAS = """\
{% if numero_aviso %}
Se preferir, responda só com “Já paguei”, “Preciso de prazo” ou “Não sou o responsável”,
citando o aviso {{ numero_aviso }}.

{% endif %}
"""
SEGURANCA = """\
Para sua segurança: antes de pagar, confira se o beneficiário que o seu banco mostra é
{{ empresa }}, {{ documento_empresa }}.
Se não for, não pague e fale conosco.

"""
QUEM_COBRA = """\
Enviado por
{{ empresa }}
{{ documento_empresa }}
{{ endereco_empresa }}
{% if telefone_empresa %}
Telefone: {{ telefone_empresa }}
{% endif %}
{% if email_empresa %}
E-mail: {{ email_empresa }}
{% endif %}

Você recebe este aviso porque o seu e-mail é um contato de {{ cliente }} no nosso cadastro.
Para corrigir o contato ou deixar de receber, responda este e-mail.

"""
