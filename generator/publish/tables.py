"""The parts of the recap as tables of typed cells, in the words of `templates/sheet/recap.json`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from generator.compile.model import Audience, Recap, RoundRecap, UnitRow
from generator.compile.promised import MeasureRow
from generator.publish.format import after
from generator.publish.grid import Column, Form, Row, Table


@dataclass(frozen=True)
class Tables:
    """Makes the tables of a recap; `words` are the texts of the template."""

    recap: Recap
    words: dict[str, Any]

    def all(self) -> tuple[Table, ...]:
        """Every table: the rounds' parts, newest round first, then the explanation."""
        parts = [table for current in self.recap.rounds for table in self._round(current)]
        return (*parts, self._notes())

    def _round(self, current: RoundRecap) -> Iterable[Table]:
        yield self._units(current)
        if self.recap.audience == Audience.INTERNAL.value:
            yield self._people(current)
        yield self._measures(current)
        yield self._money(current)
        yield self._times(current)
        yield self._findings(current)
        if current.unverified:
            yield self._unverified(current)

    def _table(
        self,
        current: RoundRecap,
        part: str,
        columns: Iterable[Column],
        rows: Iterable[Row],
        total: Row = (),
    ) -> Table:
        name = f"{current.round} {self.words['sheets'][part]}"
        title = f"{self.words['titles'][part]} – {current.title}"
        return Table(name, title, tuple(columns), tuple(rows), total)

    def _columns(self, form: Form, *names: str) -> list[Column]:
        return [Column(self.words["columns"][name], form) for name in names]

    def _stages(self, form: Form, name: str) -> list[Column]:
        pattern = self.words["columns"][name]
        return [Column(pattern.format(stage.name), form) for stage in self.recap.stages]

    def _word(self, word: str) -> str:
        return str(self.words["words"].get(word, word))

    def _yes(self, value: bool) -> str:  # noqa: FBT001
        return self._word("yes" if value else "no")

    # -- part 1: units -----------------------------------------------------------------------

    def _units(self, current: RoundRecap) -> Table:
        owed = {count.kind for count in current.total.kinds}
        kinds = [kind for kind in self.recap.kinds if kind.kind in owed]
        patterns = (self.words["columns"]["kind_required"], self.words["columns"]["kind_complete"])
        columns = [
            *self._columns(Form.COUNT, "no"),
            *self._columns(Form.TEXT, "unit"),
            *(Column(p.format(kind.short), Form.COUNT) for kind in kinds for p in patterns),
            *self._columns(Form.COUNT, "required", "present", "complete", "signed"),
            *self._columns(Form.PERCENT, "percent"),
            *self._columns(Form.TEXT, "status"),
            *self._columns(Form.NUMBER, "late"),
            *self._columns(Form.COUNT, "errors", "warnings"),
        ]
        names = [kind.kind for kind in kinds]
        rows = [
            (i, *_unit_cells(unit, unit.name, names)) for i, unit in enumerate(current.units, 1)
        ]
        total = (None, *_unit_cells(current.total, self._word("total"), names))
        return self._table(current, "unit", columns, rows, total if rows else ())

    # -- part 2: people ----------------------------------------------------------------------

    def _people(self, current: RoundRecap) -> Table:
        owed = {cell.kind for person in current.people for cell in person.cells}
        kinds = [kind for kind in self.recap.kinds if kind.kind in owed]
        columns = [
            *self._columns(Form.COUNT, "no"),
            *self._columns(Form.TEXT, "name", "position", "unit"),
            *(Column(kind.short, Form.TEXT) for kind in kinds),
            *self._columns(Form.MOMENT, "received", "validated"),
            *self._columns(Form.TEXT, "all"),
            *self._columns(Form.COUNT, "errors", "warnings"),
        ]
        units = _unit_names(current)
        rows = []
        for i, person in enumerate(current.people, 1):
            states = {cell.kind: cell.status for cell in person.cells}
            rows.append(
                (
                    i,
                    person.name,
                    person.position,
                    units.get(person.unit, person.unit),
                    *(states.get(kind.kind) for kind in kinds),
                    _last(cell.received for cell in person.cells),
                    _last(cell.signed for cell in person.cells),
                    self._yes(person.complete),
                    person.errors,
                    person.warnings,
                )
            )
        return self._table(current, "people", columns, rows)

    # -- part 3: indicators and money --------------------------------------------------------

    def _measures(self, current: RoundRecap) -> Table:
        columns = [
            *self._columns(Form.COUNT, "no"),
            *self._columns(Form.TEXT, "unit", "owner", "goal", "measure"),
            *self._columns(Form.NUMBER, "target"),
            *self._columns(Form.TEXT, "target_text", "measurement", "direction", "primary"),
            *self._stages(Form.NUMBER, "quarter"),
            *self._columns(Form.TEXT, "nature", "responsible", "supports", "supported_by"),
        ]
        units, items = _unit_names(current), _item_texts(current.measures)
        rows = [
            (
                i,
                units.get(row.unit, row.unit),
                row.owner,
                row.goal,
                row.name,
                row.value,
                row.text,
                row.measurement,
                self._word(row.direction),
                self._yes(row.primary),
                *(row.quarters.get(stage.stage) for stage in self.recap.stages),
                self._word(row.nature),
                "\n".join(row.responsible),
                "\n".join(items.get(link, " ".join(link)) for link in row.supports),
                "\n".join(items.get(link, " ".join(link)) for link in row.supported_by),
            )
            for i, row in enumerate(current.measures, 1)
        ]
        return self._table(current, "measures", columns, rows)

    def _money(self, current: RoundRecap) -> Table:
        columns = [
            *self._columns(Form.COUNT, "no"),
            *self._columns(Form.TEXT, "unit", "owner", "code", "title"),
            *self._columns(Form.MONEY, "amount", "below", "planned"),
            *self._stages(Form.MONEY, "quarter_money"),
        ]
        units = _unit_names(current)
        rows = [
            (
                i,
                units.get(row.unit, row.unit),
                row.owner,
                row.code,
                row.name,
                row.amount,
                row.below,
                row.planned,
                *(row.quarters.get(stage.stage) for stage in self.recap.stages),
            )
            for i, row in enumerate(current.money, 1)
        ]
        return self._table(current, "money", columns, rows)

    # -- part 4: time and findings -----------------------------------------------------------

    def _times(self, current: RoundRecap) -> Table:
        columns = [
            *self._columns(Form.COUNT, "step"),
            *self._columns(Form.TEXT, "step_name", "unit", "role", "holders", "status"),
            *self._columns(Form.MOMENT, "started", "due", "finished"),
            *self._columns(Form.NUMBER, "used", "late"),
            *self._columns(Form.TEXT, "evidence"),
        ]
        units = _unit_names(current)
        rows = [
            (
                row.step,
                row.name + after(row.number),
                units.get(row.unit or "", row.unit),
                row.role,
                "\n".join(row.holders),
                self._word(row.progress.value),
                _moment(row.started),
                _moment(row.due),
                _moment(row.finished),
                _hours(row.minutes),
                _hours(row.late),
                row.document,
            )
            for row in (*current.steps, *current.supplements)
        ]
        return self._table(current, "times", columns, rows)

    def _findings(self, current: RoundRecap) -> Table:
        inside = self.recap.audience == Audience.INTERNAL.value
        columns = [
            *self._columns(Form.COUNT, "no"),
            *self._columns(Form.TEXT, "code", "severity", "rule", "unit"),
            *(self._columns(Form.TEXT, "document", "file") if inside else ()),
            *(self._columns(Form.COUNT, "line") if inside else ()),
            *(self._columns(Form.TEXT, "message") if inside else ()),
        ]
        units = _unit_names(current)
        rows = [
            (i, row.code, row.severity, row.title, units.get(row.unit, row.unit))
            + ((row.document, row.path, row.line, row.message) if inside else ())
            for i, row in enumerate(current.findings, 1)
        ]
        return self._table(current, "findings", columns, rows)

    def _unverified(self, current: RoundRecap) -> Table:
        columns = [
            *self._columns(Form.COUNT, "no"),
            *self._columns(Form.TEXT, "kind", "unit", "document", "reason"),
        ]
        kinds, units = {k.kind: k.name for k in self.recap.kinds}, _unit_names(current)
        rows = [
            (
                i,
                kinds.get(row.kind, row.kind),
                units.get(row.unit, row.unit),
                row.document or row.path,
                row.reason,
            )
            for i, row in enumerate(current.unverified, 1)
        ]
        return self._table(current, "unverified", columns, rows)

    def _notes(self) -> Table:
        words, recap = self.words["notes"], self.recap
        rows: list[Row] = [
            (words["sop"], recap.sop_name),
            (words["edition"], self._word(recap.audience)),
            (words["day"], date.fromisoformat(recap.today)),
            *([(words["revision"], recap.revision)] if recap.revision else []),
            *((str(name), str(text)) for name, text in words["list"]),
        ]
        columns = self._columns(Form.TEXT, "subject", "content")
        title = str(self.words["titles"]["notes"])
        return Table(self.words["sheets"]["notes"], title, tuple(columns), tuple(rows))


def _unit_cells(unit: UnitRow, name: str, kinds: list[str]) -> Row:
    counts = {count.kind: count for count in unit.kinds}
    pairs = [
        (counts[kind].required, counts[kind].complete) if kind in counts else (None, None)
        for kind in kinds
    ]
    return (
        name,
        *(value for pair in pairs for value in pair),
        unit.required,
        unit.present,
        unit.complete,
        unit.signed,
        unit.percent / 100,
        unit.status,
        _hours(unit.late),
        unit.errors,
        unit.warnings,
    )


def _unit_names(current: RoundRecap) -> dict[str, str]:
    return {unit.unit: unit.name for unit in current.units}


def _item_texts(measures: tuple[MeasureRow, ...]) -> dict[tuple[str, str], str]:
    goals = {(row.document, row.goal_item): f"{row.owner}: {row.goal}" for row in measures}
    return goals | {(row.document, row.item): f"{row.owner}: {row.name}" for row in measures}


def _last(moments: Iterable[str]) -> datetime | None:
    found = [moment for text in moments if (moment := _moment(text))]
    return max(found, default=None)


def _moment(text: str) -> datetime | None:
    """A moment as its own clock shows it: spreadsheets know no offset."""
    return datetime.fromisoformat(text).replace(tzinfo=None) if text else None


def _hours(minutes: int) -> float:
    return round(minutes / 60, 2)
