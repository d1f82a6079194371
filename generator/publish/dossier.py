"""The PDF for who must decide: the sheet, the prints of what was added or changed, and of what evidence signs."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path

from generator.compile.model import Edition
from generator.publish.decision import TITLE, anchor, sheet
from generator.publish.format import ordinary_day
from generator.publish.manuscript import Manuscript
from generator.publish.press import SECONDS, Limits, Pressed, press
from generator.publish.prints import STYLE, manuscripts
from generator.publish.render import Templates
from generator.review.change import Changes
from generator.review.naming import document_title
from generator.review.signing import newly_signed
from generator.sop.model import Sop

STYLE_OF_SHEET = "pdf/lembar.css"
SECONDS_EACH = 5.0


def dossier(changes: Changes, edition: Edition, sop: Sop, root: Path, name: str) -> Pressed:
    """Print the sheet of some changes and the documents of an edition that they concern or sign, as one file.

    The edition is the internal one of the head, made without numbers of persons. Raises
    `render.TemplateFault`.
    """
    templates = Templates(root, day_minutes=ordinary_day(sop.calendar))
    numbered = {d.document.path: n for n, d in enumerate(changes.documents, 1) if d.printed}
    titles = {d.document.path: d.title for d in changes.documents}
    versions, numbers = changes.versions, count(len(changes.documents) + 1)
    for document in newly_signed(versions.old, versions.new, versions.pairs):
        if document.readable and document.path not in numbered:
            numbered[document.path] = next(numbers)
            titles[document.path] = document_title(versions.after, document)
    following = tuple(
        replace(manuscript, title=titles[path], anchor=anchor(numbered[path]))
        for path, manuscript in manuscripts(edition, sop, templates, numbered).items()
    )
    style = templates.render(STYLE) + templates.render(STYLE_OF_SHEET)
    html = sheet(changes, "pdf", root)
    first = Manuscript(html, style, TITLE, edition.recap.today, following=following)
    limits = Limits(seconds=SECONDS + SECONDS_EACH * len(following))
    return press({name: first}, workers=1, limits=limits)
