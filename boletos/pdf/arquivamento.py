"""O que faz de um PDF um documento de arquivo: a descrição em XMP e a cor conhecida (PDF/A-2u e PDF/UA-1)."""

from __future__ import annotations

from datetime import date
from functools import cache
from html import escape

from PIL.ImageCms import ImageCmsProfile, createProfile

from boletos.pdf.arquivo import Fluxo, comprimido

_DATA_DO_PERFIL = slice(24, 36)
_MODELO = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" pdf:Producer="ReportLab"'
    ' xmp:CreatorTool="{programa}" xmp:CreateDate="{criado}"{de_arquivo}>\n'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{titulo}</rdf:li></rdf:Alt></dc:title>\n'
    "<dc:creator><rdf:Seq><rdf:li>{autor}</rdf:li></rdf:Seq></dc:creator>\n"
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{assunto}</rdf:li></rdf:Alt></dc:description>\n'
    "<dc:language><rdf:Bag><rdf:li>pt-BR</rdf:li></rdf:Bag></dc:language>\n"
    "</rdf:Description>{extensao}</rdf:RDF></x:xmpmeta>\n"
    '<?xpacket end="r"?>'
)
_DE_ARQUIVO = ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="U"'
# O PDF/A só aceita propriedade que conheça ou que o próprio documento descreva: a do PDF/UA é descrita aqui.
_EXTENSAO = (
    '\n<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>'
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def descrever(titulo: str, autor: str, assunto: str, programa: str, criado: date, *, de_arquivo: bool) -> bytes:
    """Devolve a descrição em XMP.

    Args:
        titulo: e `autor` e `assunto`, como nas propriedades.
        autor: quem cobra.
        assunto: o que é.
        programa: o que o fez.
        criado: a data que o documento diz.
        de_arquivo: diz também que é PDF/A; o documento cifrado não pode ser.
    """
    return _MODELO.format(
        titulo=escape(titulo),
        autor=escape(autor),
        assunto=escape(assunto),
        programa=programa,
        criado=criado.isoformat(),
        de_arquivo=_DE_ARQUIVO if de_arquivo else "",
        extensao=_EXTENSAO if de_arquivo else "",
    ).encode()


@cache
def perfil_de_cor() -> Fluxo:
    """O sRGB, sem a data em que foi montado: os bytes são sempre os mesmos."""
    perfil = bytearray(ImageCmsProfile(createProfile("sRGB")).tobytes())
    perfil[_DATA_DO_PERFIL] = bytes(len(perfil[_DATA_DO_PERFIL]))
    return comprimido(bytes(perfil), b"/N 3")


def intencao(perfil: int) -> bytes:
    """A intenção de saída que aponta para o perfil."""
    return (
        b"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1)"
        b" /DestOutputProfile %d 0 R >>" % perfil
    )
