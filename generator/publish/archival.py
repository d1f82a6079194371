"""What PDF/A-3a and PDF/UA-1 ask of a file beyond what WeasyPrint writes, set before the file is closed.

Sources: ISO 19005-3:2012 6.6.2.1 (metadata is not filtered) and 6.6.2.3 (a property of another
schema is described in the file), ISO 14289-1:2014 5 (the claim) and 7.5 (the scope of headers).
"""

from __future__ import annotations

from typing import Any

_UA = "http://www.aiim.org/pdfua/ns/id/"
_CLAIM = f"""<rdf:Description rdf:about="" xmlns:pdfuaid="{_UA}" pdfuaid:part="1" />
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>""".encode()


def with_accessibility(plain: Any, variant: str, version: int, conformance: str) -> bytes:
    """The metadata of PDF/A with the claim of PDF/UA-1 and the description of its schema."""
    xml: bytes = plain(variant, version, conformance)
    return xml.replace(b"</rdf:RDF>", _CLAIM)


def finish(_document: Any, pdf: Any) -> None:
    """Leave the metadata unfiltered and say of each table header whether it heads a column or a row."""
    by_number = {one.number: one for one in pdf.objects}

    def above(element: Any) -> Any:
        number = bytes(element.get("P", b"")).split(b" ")[0]
        return by_number.get(int(number)) if number.isdigit() else None

    for one in pdf.objects:
        if getattr(one, "extra", {}).get("Type") == "/Metadata":
            one.compress = False
        elif isinstance(one, dict) and one.get("S") == "/TH":
            group = above(above(one) or {}) or {}
            one["A"]["Scope"] = "/Column" if group.get("S") == "/THead" else "/Row"
