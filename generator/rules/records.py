"""The rules on the records of merges: the rest of the table, literal and sorted by code."""

from __future__ import annotations

from generator.rules import (
    approved_by_author,
    broken_record_chain,
    changed_in_merge,
    changed_record,
    direct_commit,
    late_approval,
    missing_records,
    other_content,
    other_version,
    reopened_step,
    repeated_record,
    rewritten_history,
    role_not_held,
    skipped_step,
    squashed_merge,
    unapproved_record,
    unreadable_record,
    unrecorded_merge,
    wrong_turn,
)
from generator.rules.rule import Rule

RECORD_RULES: tuple[Rule, ...] = (
    Rule("V430", missing_records),
    Rule("V431", unrecorded_merge),
    Rule("V432", direct_commit),
    Rule("V433", squashed_merge),
    Rule("V434", unreadable_record),
    Rule("V435", broken_record_chain),
    Rule("V436", changed_record),
    Rule("V437", rewritten_history),
    Rule("V438", changed_in_merge),
    Rule("V439", other_content),
    Rule("V440", wrong_turn),
    Rule("V441", unapproved_record),
    Rule("V442", other_version),
    Rule("V443", approved_by_author),
    Rule("V444", role_not_held),
    Rule("V445", late_approval),
    Rule("V446", skipped_step),
    Rule("V447", reopened_step),
    Rule("V448", repeated_record),
)
