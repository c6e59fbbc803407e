"""O texto puro de quem não cadastrou um: diz tudo o que o HTML padrão diz, com valores e linha digitável."""

from __future__ import annotations

TEXTO_PURO_PADRAO = """\
Olá, {{ fantasia }}.

{% if tem_vencidos and tem_a_vencer %}
Esta é a posição dos seus débitos em {{ data }}: o que está vencido e o que vence nos próximos dias.
{% elif tem_vencidos %}
Até {{ data }} não identificamos o pagamento
{%- if quantidade_debitos == 1 %} do débito{% else %} dos débitos{% endif %} abaixo.
{% else %}
Este é um lembrete do que vence nos próximos dias.
{% endif %}
{% if quantidade_boletos == 1 %}
O relatório e o boleto para pagamento estão em anexo.
{% elif quantidade_boletos > 1 %}
O relatório e os {{ quantidade_boletos }} boletos para pagamento estão em anexo.
{% else %}
O relatório completo está em anexo.
{% endif %}

{% if tem_vencidos %}
DÉBITOS VENCIDOS

{% for d in vencidos %}
Documento {{ d.documento }}/{{ d.parcela }}
  Vencimento: {{ d.vencimento }} ({{ d.prazo }})
{% if d.emissao %}
  Emissão: {{ d.emissao }}
{% endif %}
  Valor: R$ {{ d.valor }}
{% if d.saldo != d.valor %}
  Falta pagar: R$ {{ d.saldo }}
{% endif %}
{% if d.tem_encargos %}
  Multa: R$ {{ d.multa }}
  Juros: R$ {{ d.juros }}
{% endif %}
  Valor atualizado: R$ {{ d.atualizado }}
{% if d.tem_boleto %}
  Linha digitável: {{ d.linha_digitavel }}
{% else %}
  Sem boleto em anexo: responda este e-mail e enviaremos como pagar.
{% endif %}

{% endfor %}
Total vencido: {{ total_vencido }}

{% endif %}
{% if tem_a_vencer %}
DÉBITOS A VENCER

{% for d in a_vencer %}
Documento {{ d.documento }}/{{ d.parcela }}
  Vencimento: {{ d.vencimento }} ({{ d.prazo }})
{% if d.emissao %}
  Emissão: {{ d.emissao }}
{% endif %}
  Valor: R$ {{ d.valor }}
{% if d.saldo != d.valor %}
  Falta pagar: R$ {{ d.saldo }}
{% endif %}
{% if d.tem_boleto %}
  Linha digitável: {{ d.linha_digitavel }}
{% else %}
  Sem boleto em anexo: responda este e-mail e enviaremos como pagar.
{% endif %}

{% endfor %}
Total a vencer: {{ total_a_vencer }}

{% endif %}
{% if tem_vencidos and tem_a_vencer %}
TOTAL EM {{ data }}: {{ total }}

{% endif %}
{% if tem_vencidos and quantidade_boletos %}
O boleto traz o vencimento original;
a multa e os juros, quando houver, são calculados na hora do pagamento.

{% endif %}
Se o pagamento já foi feito, desconsidere este aviso.

Ficou com alguma dúvida ou precisa combinar uma nova data?
Responda este e-mail{% if telefone_empresa %} ou ligue para {{ telefone_empresa }}{% endif %}.

{% if numero_aviso %}
Se preferir, responda só com “Já paguei”, “Preciso de prazo” ou “Não sou o responsável”,
citando o aviso {{ numero_aviso }}.

{% endif %}
Para sua segurança: antes de pagar, confira se o beneficiário que o seu banco mostra é
{{ empresa }}, {{ documento_empresa }}.
Se não for, não pague e fale conosco.

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
"""O texto puro da mensagem padrão em `resources/mensagens` (um teste confere), porque `regras` não lê arquivos."""
