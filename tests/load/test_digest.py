"""The digest counts values and places, not the way they are written."""

from __future__ import annotations

import hashlib
import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.load.digest import digest
from generator.load.schema import Form
from generator.load.source import Source

SCALARS = (
    st.text(max_size=8)
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
)
DATA = st.dictionaries(
    st.text(max_size=5),
    st.recursive(
        SCALARS,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    max_size=4,
)


def shuffled(data: Any, chance: random.Random) -> Any:
    if isinstance(data, dict):
        items = [(key, shuffled(value, chance)) for key, value in data.items()]
        chance.shuffle(items)
        return dict(items)
    return [shuffled(item, chance) for item in data] if isinstance(data, list) else data


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: true is not 1, and 1.0 is 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return (type(one) in (int, float) and type(other) in (int, float) and one == other) or (
        isinstance(one, str) and one == other
    )


def test_version_and_form_are_fixed() -> None:
    whole = b'kinerja-v1\n{"a":[1,0.5,true,"\xc3\xa9"],"b":{}}'
    assert (
        digest({"b": {}, "a": [1.0, 0.5, True, "é"]}) == f"v1:{hashlib.sha256(whole).hexdigest()}"
    )


@given(DATA, st.randoms(use_true_random=False))
def test_order_of_keys_does_not_count(data: dict[str, Any], chance: random.Random) -> None:
    assert digest(shuffled(data, chance)) == digest(data)


@given(DATA, DATA)
def test_digests_are_equal_exactly_when_values_are(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert (digest(one) == digest(other)) == same(one, other)


@given(st.lists(st.integers(), min_size=2, max_size=5, unique=True))
def test_order_of_lists_counts(items: list[int]) -> None:
    assert digest({"a": items}) != digest({"a": items[::-1]})


FORM = Form({"type": "object", "properties": {"n": {"type": "number"}, "t": {"type": "string"}}})


def digest_of(text: str) -> str:
    data = Source("a.yaml", text.encode()).data
    assert data is not None
    return digest(FORM.typed(data))


def test_formatting_does_not_count() -> None:
    wanted = digest_of("n: 80.10\nt: 'no'\n")
    for text in (
        "t: no\nn: 80.1\n",
        "# catatan\nn:   80.1000 # sama\nt: |-\n  no\n",
        "{t: no, n: 80.10}",
        '---\nn: "80.10"\n\nt: "\\x6eo"\n',
        "n: 80.10\r\nt: no\r\n",
    ):
        assert digest_of(text) == wanted


def test_values_count() -> None:
    texts = ["n: 80", "n: 80.5", "t: '80'", "t: no", "t: No", "n: 80\nt: ''", "n: -80", "n: 1.000"]
    assert len({digest_of(text) for text in texts}) == len(texts)
