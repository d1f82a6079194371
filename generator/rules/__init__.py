"""The rules: one fault, one module, one page, one test. The table is literal and sorted by code.

Families: Y0 the form of YAML and files, F1 fields and values, R2 references and cascading, L3 steps
and locks, T5 time, M6 measures and money, P7 privacy, S9 the rule book itself. A code is never
reused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

from generator.diagnostic import Finding
from generator.rules import (
    activity_measure,
    ambiguous_number,
    bad_appointment,
    bad_birth_date,
    bad_calendar,
    bad_date,
    bad_form,
    bad_number_shape,
    bad_pattern,
    bad_replacement,
    bad_rule_file,
    bad_serial,
    broken_chain,
    broken_rule_book,
    byte_order_mark,
    changed_after_signing,
    colliding_names,
    complex_key,
    conflict_marker,
    control_character,
    count_mismatch,
    cut_by_comment,
    date_order,
    date_outside_year,
    due_too_soon,
    duplicate_active,
    duplicate_id,
    duplicate_key,
    empty_file,
    finished_before_start,
    finished_in_future,
    foreign_code,
    foreign_document,
    foreign_responsible,
    foreign_support,
    id_mismatch,
    inheritance_mismatch,
    late_agreement,
    level_mismatch,
    measure_equals_goal,
    missing_calendar,
    missing_choice,
    missing_document,
    missing_field,
    missing_in_appraisal,
    missing_main_group,
    missing_rule_file,
    missing_unit,
    no_primary_measure,
    not_allowed_value,
    not_holder,
    not_normalized,
    not_plain_file,
    not_subordinate,
    not_utf8,
    not_working_day,
    out_of_bounds,
    out_of_range,
    over_ceiling,
    overdue_task,
    overlapping_holders,
    parent_mismatch,
    past_retirement,
    period_outside_year,
    personal_number,
    plan_before_parent,
    primary_without_formula,
    quarter_mismatch,
    quarter_money_mismatch,
    register_mismatch,
    repeated_item,
    repeated_number,
    root_not_mapping,
    same_person,
    sex_differs,
    stale_exemption,
    step_before_turn,
    stranger_file,
    sum_mismatch,
    syntax,
    tab_indentation,
    text_target,
    time_without_unit,
    too_deep,
    too_large,
    too_many_measures,
    uncarried_item,
    uncovered_measure,
    unit_differs,
    unknown_key,
    unknown_reference,
    unknown_setting,
    unlisted_document,
    unnumbered_procedure,
    unsigned_draft,
    unsupported_yaml,
    weak_action,
    weekday_mismatch,
    wrong_addressees,
    wrong_kind,
    wrong_length,
    wrong_superior,
    wrong_type,
    wrong_unit,
    wrong_year,
)
from generator.rules.context import Context, Outcome
from generator.sop.reader import RuleBook


@dataclass(frozen=True)
class Rule:
    """A code and the module that finds its fault.

    A module has `check(context)`, `check_book(book)` for what needs no usable rule book, or
    `check_after(context, outcome)` for what only the whole run shows.
    """

    code: str
    module: ModuleType

    @property
    def name(self) -> str:
        """The fault in two or three words."""
        return self.module.__name__.rpartition(".")[2]

    @property
    def title(self) -> str:
        """The first line of the rule's page."""
        return (self.module.__doc__ or "").strip().partition("\n")[0].rstrip(".")

    def check(self, context: Context) -> Iterator[Finding]:
        """All findings of the rule."""
        if hasattr(self.module, "check_book"):
            yield from self.module.check_book(context.book)
        if hasattr(self.module, "check"):
            yield from self.module.check(context)

    def check_book(self, book: RuleBook) -> Iterator[Finding]:
        """The findings that need no usable rule book."""
        if hasattr(self.module, "check_book"):
            yield from self.module.check_book(book)

    def after(self, context: Context, outcome: Outcome) -> Iterator[Finding]:
        """The findings about what all rules together found."""
        if hasattr(self.module, "check_after"):
            yield from self.module.check_after(context, outcome)


RULES: tuple[Rule, ...] = (
    Rule("Y001", not_utf8),
    Rule("Y002", byte_order_mark),
    Rule("Y003", control_character),
    Rule("Y004", empty_file),
    Rule("Y005", too_large),
    Rule("Y006", syntax),
    Rule("Y007", tab_indentation),
    Rule("Y008", conflict_marker),
    Rule("Y009", duplicate_key),
    Rule("Y010", unsupported_yaml),
    Rule("Y011", root_not_mapping),
    Rule("Y012", complex_key),
    Rule("Y013", too_deep),
    Rule("Y014", not_normalized),
    Rule("Y015", cut_by_comment),
    Rule("Y016", stranger_file),
    Rule("Y017", not_plain_file),
    Rule("Y018", colliding_names),
    Rule("F101", unknown_key),
    Rule("F102", missing_field),
    Rule("F103", wrong_kind),
    Rule("F104", wrong_type),
    Rule("F105", bad_date),
    Rule("F106", bad_pattern),
    Rule("F107", not_allowed_value),
    Rule("F108", out_of_range),
    Rule("F109", wrong_length),
    Rule("F110", repeated_item),
    Rule("F111", missing_choice),
    Rule("F112", ambiguous_number),
    Rule("F113", wrong_year),
    Rule("F114", id_mismatch),
    Rule("R201", unknown_reference),
    Rule("R202", duplicate_id),
    Rule("R203", wrong_superior),
    Rule("R204", not_holder),
    Rule("R205", same_person),
    Rule("R206", foreign_support),
    Rule("R207", uncarried_item),
    Rule("R208", inheritance_mismatch),
    Rule("R209", parent_mismatch),
    Rule("R210", uncovered_measure),
    Rule("R211", missing_in_appraisal),
    Rule("R212", duplicate_active),
    Rule("R213", level_mismatch),
    Rule("R214", foreign_responsible),
    Rule("R215", wrong_addressees),
    Rule("R216", not_subordinate),
    Rule("R217", bad_replacement),
    Rule("R218", overlapping_holders),
    Rule("R219", wrong_unit),
    Rule("L301", step_before_turn),
    Rule("L302", changed_after_signing),
    Rule("L303", unlisted_document),
    Rule("L304", unsigned_draft),
    Rule("L305", missing_document),
    Rule("L306", missing_unit),
    Rule("L307", foreign_document),
    Rule("T501", overdue_task),
    Rule("T502", date_order),
    Rule("T503", not_working_day),
    Rule("T504", weekday_mismatch),
    Rule("T505", date_outside_year),
    Rule("T506", late_agreement),
    Rule("T507", period_outside_year),
    Rule("T508", missing_calendar),
    Rule("T509", plan_before_parent),
    Rule("T510", finished_before_start),
    Rule("T511", due_too_soon),
    Rule("T512", finished_in_future),
    Rule("M601", sum_mismatch),
    Rule("M602", foreign_code),
    Rule("M603", over_ceiling),
    Rule("M604", quarter_mismatch),
    Rule("M605", quarter_money_mismatch),
    Rule("M606", out_of_bounds),
    Rule("M607", unit_differs),
    Rule("M608", text_target),
    Rule("M609", no_primary_measure),
    Rule("M610", primary_without_formula),
    Rule("M611", too_many_measures),
    Rule("M612", measure_equals_goal),
    Rule("M613", activity_measure),
    Rule("M614", weak_action),
    Rule("M615", time_without_unit),
    Rule("M616", count_mismatch),
    Rule("M617", missing_main_group),
    Rule("P701", personal_number),
    Rule("P702", bad_number_shape),
    Rule("P703", bad_birth_date),
    Rule("P704", bad_appointment),
    Rule("P705", sex_differs),
    Rule("P706", bad_serial),
    Rule("P707", repeated_number),
    Rule("P708", register_mismatch),
    Rule("P709", past_retirement),
    Rule("S901", bad_rule_file),
    Rule("S902", missing_rule_file),
    Rule("S903", bad_form),
    Rule("S904", bad_calendar),
    Rule("S905", broken_rule_book),
    Rule("S906", unknown_setting),
    Rule("S907", stale_exemption),
    Rule("S908", broken_chain),
    Rule("S909", unnumbered_procedure),
)
