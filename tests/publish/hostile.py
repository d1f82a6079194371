"""Text that must show as text, and a small project that says it in every kind of place."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import ClassVar

from generator.load.tree import Tree
from generator.publish.pages import Publication
from generator.rules.page import Page
from tests.tree import overlay, text_of

AGREEMENT = "content/2026/rbak/4-dokumen/pk-kabag-rbak.yaml"
ROUND = "content/2026/periode.yaml"
HARMLESS = "Meningkatnya mutu data kinerja"

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[k](javascript:alert(1))",
    "![k](http://contoh.invalid/x.png)",
    "a|b\\|c",
    '--8<-- "/etc/passwd"',
    "{{ cycler.__init__.__globals__ }}",
    "{% raw %}{: onclick=alert(1) }",
    "# judul",
    "</div></div><h1>x</h1>",
    "<!-- x --> <![CDATA[x]]> <?php x ?>",
    "&lt;b&gt; &amp; &#60;b&#62;",
    "`kode` **tebal** _miring_ ~~coret~~",
    "*[KI]: singkatan",
    "!!! note",
    "+++ --- ===",
    "=HYPERLINK(1)",
    "$$x$$ :smile: ==x== ^^x^^",
    "ﷺ \u0301\u0301\u0301 \U0001f600",
)
LINES = (
    "satu\n```\n<b>dua</b>\n```\n\n    tiga\n\n# empat\n---\n* lima\n{: .x }\n!!! note\n    enam"
)


def tree_with(text: str) -> Tree:
    """The sample in which a round's name and an agreement's texts say something."""
    agreement = text_of(AGREEMENT).replace(
        "uraian: Meningkatnya capaian SAKIP perangkat daerah", f"uraian: {quoted(text)}"
    )
    agreement = agreement.replace(
        "nama: Persentase perangkat daerah dengan nilai SAKIP minimal BB", f"nama: {quoted(text)}"
    )
    agreement = agreement.replace("tempat: Padang", f"tempat: {quoted(text)}")
    rounds = "\n".join(
        f"nama: {quoted(' '.join(text.split()))}" if line.startswith("nama:") else line
        for line in text_of(ROUND).split("\n")
    )
    return overlay({AGREEMENT: agreement, ROUND: rounds})


@dataclass(frozen=True)
class OfDocuments(Publication):
    """A publication without the pages of the rules, on which nothing of any document stands."""

    rules: ClassVar[tuple[Page, ...]] = ()


def quoted(text: str) -> str:
    """A double-quoted YAML scalar."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}
    return '"' + "".join(escapes.get(c, c) for c in text) + '"'


class Elements(HTMLParser):
    """The elements of a page with the names of their attributes, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tree: list[tuple[str, ...]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tree.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.tree.append((f"/{tag}",))

    def handle_comment(self, data: str) -> None:
        self.tree.append(("comment",))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())
