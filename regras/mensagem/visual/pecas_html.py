"""As peças de HTML da mensagem: tabelas e estilo embutido, que é o que os leitores de e-mail entendem.

Marcas entre `%` são trocadas na geração; as de `{{ }}` e `{% %}`, ao preencher cada aviso.
"""

from __future__ import annotations

CID_DO_LOGOTIPO = "logotipo@aviso"
"""Content-ID da imagem que vai junto da mensagem; a única que o HTML pode mostrar."""

_LETRA = "font-family:Inter,Segoe UI,Roboto,Arial,sans-serif"
_TABELA = 'role="presentation" cellpadding="0" cellspacing="0" border="0"'
_PARAGRAFO = f"{_LETRA};font-size:15px;line-height:23px;color:#15212a"
ITEM = f"margin:0 0 4px;{_LETRA};font-size:15px;line-height:23px;color:#15212a"


def paragrafo(*, ultimo: bool) -> str:
    """O estilo de um parágrafo; o último do bloco não deixa vão embaixo: leitores diferentes o somariam ou não."""
    return f"margin:{'0' if ultimo else '0 0 12px'};{_PARAGRAFO}"


def lista(*, ultima: bool) -> str:
    """O estilo de uma lista, com o mesmo cuidado."""
    return f"margin:{'0' if ultima else '0 0 12px'};padding:0 0 0 22px"


MOLDE = f"""\
<table {_TABELA} width="100%" style="table-layout:fixed">
<tr>
<td align="center">
<table {_TABELA} width="600" bgcolor="#ffffff" style="max-width:100%;background-color:#ffffff">
%blocos%
</table>
</td>
</tr>
</table>
"""
TEXTO = """\
<tr>
<td align="left" style="padding:12px 20px 6px;text-align:left">
%texto%
</td>
</tr>
"""
_FAIXA = f"""\
<tr>
<td bgcolor="%faixa%" style="padding:16px 20px;background-color:%faixa%;{_LETRA};font-size:17px;line-height:24px;\
font-weight:bold;color:%texto%">{{{{ empresa }}}}</td>
</tr>
"""
_COM_LOGOTIPO = f"""\
{{% if tem_logotipo %}}
<tr>
<td align="left" bgcolor="#ffffff" style="padding:16px 20px;background-color:#ffffff;border-bottom:3px solid %faixa%">\
<img src="cid:{CID_DO_LOGOTIPO}" alt="{{{{ empresa }}}}" style="border:0;max-width:100%"></td>
</tr>
{{% else %}}
{_FAIXA}{{% endif %}}
"""


def cabecalho(*, logotipo: bool) -> str:
    """O alto da mensagem: o logotipo, se a empresa tem um e a mensagem o quer, ou o nome numa faixa."""
    return _COM_LOGOTIPO if logotipo else _FAIXA


def _titulo(titulo: str, largura: int, lado: str, borda: str = "0 8px 6px 0") -> str:
    return (
        f'<th scope="col" width="{largura}%" align="{lado}" style="padding:{borda};{_LETRA};font-size:12px;'
        f'line-height:20px;color:#475661;text-align:{lado};font-weight:normal;border-bottom:1px solid #c9d1d6">'
        f"{titulo}</th>\n"
    )


def _celula(valor: str, lado: str, extra: str, borda: str = "10px 8px 0 0") -> str:
    return (
        f'<td align="{lado}" style="padding:{borda};{_LETRA};font-size:14px;line-height:20px;color:#15212a;'
        f'text-align:{lado}{extra}">{{{{ d.{valor} }}}}</td>\n'
    )


_SO_NUMA_LINHA = ";white-space:nowrap"
_DEBITO = (
    "<tr>\n"
    + _celula("documento }}/{{ d.parcela", "left", ";font-weight:bold;word-break:break-word")
    + _celula("vencimento", "left", _SO_NUMA_LINHA)
    + _celula("valor", "right", _SO_NUMA_LINHA)
    + _celula("atualizado", "right", f";font-weight:bold{_SO_NUMA_LINHA}", "10px 0 0")
    + f"""\
</tr>
<tr>
<td colspan="4" style="padding:2px 0 10px;{_LETRA};font-size:13px;line-height:20px;color:#475661;\
border-bottom:1px solid #dce2e5">
<span style="color:%tom%">{{{{ d.prazo }}}}</span>
{{% if d.saldo != d.valor %}}
· falta pagar {{{{ d.saldo }}}}
{{% endif %}}
{{% if d.tem_encargos %}}
· multa {{{{ d.multa }}}} e juros {{{{ d.juros }}}}
{{% endif %}}
<br>
{{% if d.tem_boleto %}}
Linha digitável:<br>
<span style="font-family:Consolas,Menlo,DejaVu Sans Mono,monospace;font-size:13px;color:#15212a">\
{{{{ d.linha_digitavel }}}}</span>
{{% else %}}
Sem boleto em anexo: responda este e-mail e enviaremos como pagar.
{{% endif %}}
</td>
</tr>
"""
)


def _total(titulo: str, valor: str, medida: str) -> str:
    return (
        f'<tr>\n<td colspan="2" align="left" style="padding:10px 8px 0 0;{_LETRA};{medida};text-align:left">{titulo}'
        f'</td>\n<td colspan="2" align="right" style="padding:10px 0 0;{_LETRA};{medida};font-weight:bold;'
        f'color:#15212a;text-align:right;white-space:nowrap">{{{{ {valor} }}}}</td>\n</tr>\n'
    )


def _secao(titulo: str, lista: str, total: str, cor: str) -> str:
    subtotal = _total(f"Total {titulo}", total, "font-size:14px;line-height:20px;color:#475661")
    return f"""\
{{% if tem_{lista} %}}
<tr>
<td colspan="4" style="padding:20px 0 0;{_LETRA};font-size:15px;line-height:22px;font-weight:bold;color:%acento%">\
Débitos {titulo}{"s" if lista == "vencidos" else ""}</td>
</tr>
{{% for d in {lista} %}}
{_DEBITO.replace("%tom%", cor)}\
{{% endfor %}}
{subtotal}{{% endif %}}
"""


DEBITOS = f"""\
<tr>
<td style="padding:8px 20px 16px">
<table width="100%" cellpadding="0" cellspacing="0" border="0">
<tr>
{_titulo("Documento", 29, "left")}{_titulo("Vencimento", 25, "left")}\
{_titulo("Valor", 21, "right")}{_titulo("Atualizado", 25, "right", "0 0 6px")}\
</tr>
{_secao("vencido", "vencidos", "total_vencido", "#855000")}\
{_secao("a vencer", "a_vencer", "total_a_vencer", "%acento%")}\
{{% if tem_vencidos and tem_a_vencer %}}
{_total("<b>Total</b>", "total", "font-size:16px;line-height:24px;color:#15212a")}\
{{% endif %}}
</table>
</td>
</tr>
"""
BOLETOS = f"""\
<tr>
<td align="left" style="padding:8px 20px 6px;text-align:left">
<p style="{paragrafo(ultimo=True)}">%anexos%\
{{% if tem_vencidos and quantidade_boletos %}} O boleto traz o vencimento original; a multa e os juros, quando houver, \
são calculados na hora do pagamento.{{% endif %}}</p>
</td>
</tr>
"""


def _resposta(link: str, texto: str) -> str:
    return (
        f'<td align="center" style="padding:7px 12px;border:1px solid %acento%;text-align:center;{_LETRA};'
        f'font-size:13px;line-height:20px"><a href="{{{{ {link} }}}}" style="color:%acento%;text-decoration:none;'
        f'font-weight:bold">{texto}</a></td>\n'
    )


_ENTRE = '<td width="8" style="font-size:1px;line-height:1px">&nbsp;</td>\n'
RESPOSTAS = f"""\
{{% if link_ja_paguei %}}
<tr>
<td style="padding:10px 20px 16px">
<table {_TABELA}>
<tr>
{_resposta("link_ja_paguei", "Já paguei")}{_ENTRE}{_resposta("link_preciso_de_prazo", "Preciso de prazo")}{_ENTRE}\
{_resposta("link_nao_sou_o_responsavel", "Não sou o responsável")}\
</tr>
</table>
</td>
</tr>
{{% endif %}}
"""
SEGURANCA = f"""\
<tr>
<td style="padding:4px 20px 16px">
<table {_TABELA} width="100%" bgcolor="%claro%" style="background-color:%claro%">
<tr>
<td align="left" style="padding:12px 16px;{_LETRA};font-size:13px;line-height:20px;color:#15212a;text-align:left">\
<b>Para sua segurança:</b> antes de pagar, confira se o beneficiário que o seu banco mostra é {{{{ empresa }}}}, \
{{{{ documento_empresa }}}}. Se não for, não pague e fale conosco.</td>
</tr>
</table>
</td>
</tr>
"""
QUEM_COBRA = f"""\
<tr>
<td align="left" bgcolor="#f7f9fa" style="padding:16px 20px 20px;background-color:#f7f9fa;{_LETRA};font-size:12px;\
line-height:19px;color:#475661;text-align:left">
<b>{{{{ empresa }}}}</b><br>
{{{{ documento_empresa }}}}<br>
{{{{ endereco_empresa }}}}<br>
{{% if telefone_empresa %}}
{{{{ telefone_empresa }}}}<br>
{{% endif %}}
{{% if email_empresa %}}
<a href="mailto:{{{{ email_empresa }}}}" style="color:%acento%">{{{{ email_empresa }}}}</a><br>
{{% endif %}}
<br>
Você recebe este aviso porque o seu e-mail é um contato de {{{{ cliente }}}} no nosso cadastro. Para corrigir o \
contato ou deixar de receber, responda este e-mail.{{% if numero_aviso %}} Aviso {{{{ numero_aviso }}}}.{{% endif %}}
</td>
</tr>
"""
