"""Uma conta de cobrança válida por banco e por variante do leiaute, para os testes que percorrem todas."""

from __future__ import annotations

from dataclasses import replace

from regras.cadastro import ContaCobranca

BB7 = ContaCobranca("BB", "001", "17", "0131", "7", "59127", "0", convenio="1234567")
SANTANDER = ContaCobranca("SANTANDER", "033", "101", "1234", convenio="1234567")
CAIXA = ContaCobranca("CAIXA", "104", "RG", "1825", convenio="245274")
BRADESCO = ContaCobranca("BRADESCO", "237", "09", "1923", "2", "31718", "7")
ITAU = ContaCobranca("ITAU", "341", "109", "0810", "", "53678", "9")
SICREDI = ContaCobranca("SICREDI", "748", "1", "0710", posto="65", convenio="00129", byte_geracao="2")
SICOOB = ContaCobranca("SICOOB", "756", "1", "4277", "3", convenio="172278")
BS2 = ContaCobranca("BS2", "218", "21", "0001", convenio="1234567890", modalidade="6")
C6 = ContaCobranca("C6", "336", "20", "0001", convenio="123456", modalidade="4")
AUTBANK = ContaCobranca("", "", "", "0001", "9", "12345606", "0", convenio="1234567")
FAMILIA_BRADESCO = ContaCobranca("", "", "", "0012", "4", "47744", "3")

CONTAS: dict[str, ContaCobranca] = {
    "001": BB7,
    "001 convênio 6": replace(BB7, convenio="521475"),
    "001 convênio 4": replace(BB7, convenio="1233"),
    "001 número livre": replace(BB7, convenio="521475", carteira="18", modalidade="21"),
    "001 convênio 8": replace(BB7, convenio="12387989", homologada=True),
    "003": ContaCobranca("AMAZONIA", "003", "CNR", "007", "8", convenio="1"),
    "004": ContaCobranca("NORDESTE", "004", "21", "0016", "", "0001193", "2"),
    "021": ContaCobranca("BANESTES", "021", "11", "274", "", "1454204", "7", modalidade="4"),
    "025": ContaCobranca("ALFA", "025", "51", "0001", "", "123456", "7", homologada=True),
    "033": SANTANDER,
    "033 sem dígito": replace(SANTANDER, modalidade="SEM_DV", homologada=True),
    "041": ContaCobranca("BANRISUL", "041", "1", "1102", convenio="9000150", modalidade="2"),
    "047": ContaCobranca("BANESE", "047", "1", "012", "", "3101234", "5", homologada=True),
    "070": ContaCobranca("BRB", "070", "2", "058", "", "600200", "6"),
    "070 incremento": ContaCobranca("BRB", "070", "2", "240", "", "4499", "0", incremento="2"),
    "077": replace(AUTBANK, codigo="INTER", banco="077", carteira="110"),
    "084": replace(FAMILIA_BRADESCO, codigo="UNIPRIME", banco="084", carteira="09"),
    "085": ContaCobranca("AILOS", "085", "01", "0101", "5", "231560", "2", convenio="101104"),
    "097": ContaCobranca("CREDISIS", "097", "18", "0001", "", "2", "", convenio="6641"),
    "104": CAIXA,
    "104 código de 7": replace(CAIXA, convenio="1242119", modalidade="1"),
    "133": replace(FAMILIA_BRADESCO, codigo="CRESOL", banco="133", carteira="09", convenio="3892"),
    "136": ContaCobranca("UNICRED", "136", "21", "3302", "", "225", "9"),
    "174": replace(C6, codigo="PEFISA", banco="174", carteira="1", homologada=True),
    "208": ContaCobranca("BTG", "208", "01", "50", "", "0388685"),
    "212": replace(AUTBANK, codigo="ORIGINAL", banco="212", carteira="121", homologada=True),
    "218": replace(BS2, homologada=True),
    "218 leiaute 5": replace(BS2, modalidade="5", homologada=True),
    "224": replace(AUTBANK, codigo="FIBRA", banco="224", carteira="112"),
    "237": BRADESCO,
    "246": replace(AUTBANK, codigo="ABC", banco="246", carteira="110", homologada=True),
    "274": replace(FAMILIA_BRADESCO, codigo="BMP", banco="274", carteira="09", homologada=True),
    "322": ContaCobranca("SULCREDI", "322", "1", "0001", convenio="1234567", homologada=True),
    "329": replace(FAMILIA_BRADESCO, codigo="QI", banco="329", carteira="09", homologada=True),
    "336": C6,
    "336 banco emite": replace(C6, carteira="10", modalidade="3"),
    "341": ITAU,
    "341 escritural": replace(ITAU, carteira="112"),
    "341 de 15 posições": replace(ITAU, carteira="198", convenio="12345"),
    "389": ContaCobranca("MERCANTIL", "389", "1", "1234", convenio="123456789"),
    "389 com desconto": ContaCobranca("MERCANTIL", "389", "1", "1234", convenio="123456789", com_desconto=True),
    "403": ContaCobranca("CORA", "403", "01", "0001", conta="123456", homologada=True),
    "422": ContaCobranca("SAFRA", "422", "1", "1150", "0", "00627672", "9"),
    "435": replace(FAMILIA_BRADESCO, codigo="DELBANK", banco="435", carteira="12", homologada=True),
    "457": replace(FAMILIA_BRADESCO, codigo="UY3", banco="457", carteira="09", homologada=True),
    "530": replace(AUTBANK, codigo="SER", banco="530", carteira="110"),
    "604": replace(AUTBANK, codigo="INDUSTRIAL", banco="604", carteira="110", homologada=True),
    "611": replace(AUTBANK, codigo="PAULISTA", banco="611", carteira="110", homologada=True),
    "633": replace(AUTBANK, codigo="RENDIMENTO", banco="633", carteira="121"),
    "637": replace(AUTBANK, codigo="SOFISA", banco="637", carteira="112"),
    "643": replace(AUTBANK, codigo="PINE", banco="643", carteira="112"),
    "655": ContaCobranca("BV", "655", "500", "0001", convenio="400"),
    "655 com dígito": ContaCobranca("BV", "655", "500", "0001", convenio="400", modalidade="COM_DV", homologada=True),
    "707": replace(AUTBANK, codigo="DAYCOVAL", banco="707", carteira="121", convenio="1934436"),
    "712": replace(FAMILIA_BRADESCO, codigo="OURINVEST", banco="712", carteira="09", homologada=True),
    "743": ContaCobranca("SEMEAR", "743", "01", "0001", "", "1234567", "8", homologada=True),
    "745": ContaCobranca("CITIBANK", "745", "3", "1825", convenio="0123456789", modalidade="650"),
    "748": SICREDI,
    "756": SICOOB,
    "756 carnê": replace(SICOOB, modalidade="05"),
    "756 contrato": replace(SICOOB, carteira="9", convenio="1234567", homologada=True),
}
"""Todas emitem. As `homologada=True` são de banco, carteira ou variante que pede a confirmação do banco."""

LEGADO: dict[str, ContaCobranca] = {
    "104 SICOB10": replace(CAIXA, sistema="SICOB10", convenio="87000000414"),
    "104 SICOB14": replace(CAIXA, sistema="SICOB14", convenio="12345"),
    "104 SINCO": replace(CAIXA, sistema="SINCO", convenio="123456"),
    "356": ContaCobranca("REAL", "356", "06", "0531", "", "5705853"),
    "399 CNR": ContaCobranca("HSBC", "399", "CNR", convenio="1122334"),
    "399 CSB": ContaCobranca("HSBC", "399", "CSB", "1234", "", "123456", "7"),
    "422 expressa": ContaCobranca("SAFRA", "422", "1", "1730", "0", convenio="121100", modalidade="4"),
}
"""Só no boleto avulso, com aviso."""
