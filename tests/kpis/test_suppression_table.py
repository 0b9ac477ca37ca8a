"""A table released with the totals of its rows and columns: no line gives away fewer than the threshold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from apps.kpis.statistics.suppression import suppress_table

tables = st.dictionaries(
    st.tuples(st.sampled_from("ABCD"), st.integers(1, 4)), st.integers(0, 30), max_size=16
)


@given(tables)
def test_what_is_hidden_in_a_line_reaches_the_threshold_or_is_all_of_it(
    cells: dict[tuple[str, int], int],
) -> None:
    hidden = suppress_table(cells, 10)
    assert {place for place, n in cells.items() if 0 < n < 10} <= hidden
    for axis in (0, 1):
        for name in {place[axis] for place in cells}:
            line = {place: n for place, n in cells.items() if place[axis] == name}
            covered = [n for place, n in line.items() if place in hidden]
            left = [n for place, n in line.items() if place not in hidden and n]
            assert not covered or sum(covered) >= 10 or not left


def test_hiding_for_a_column_may_hide_in_a_row() -> None:
    cells = {("A", 1): 3, ("B", 1): 20, ("C", 1): 40, ("B", 2): 11, ("C", 2): 50, ("A", 2): 60}
    # A 1 hides B 1 in its column and A 2 in its row;.
    assert suppress_table(cells, 10) == {("A", 1), ("B", 1), ("A", 2)}


def test_a_table_of_large_cells_hides_nothing() -> None:
    assert suppress_table({("A", 1): 10, ("B", 1): 10}, 10) == set()
