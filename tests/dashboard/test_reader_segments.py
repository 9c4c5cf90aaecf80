from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.segments import Mark, segments

TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("aé «»\u202f\u00a0’🇫🇷👩\u200d🚀"), st.characters()), max_size=40
)
MARKS = st.lists(
    st.builds(
        Mark,
        start=st.integers(-3, 45),
        end=st.integers(-3, 45),
        kind=st.sampled_from(["PER", "LOC", "date", "event"]),
        ref=st.sampled_from("abc"),
    ),
    max_size=8,
)


@given(TEXTS, MARKS)
def test_segments_join_to_the_text(text: str, marks: list[Mark]) -> None:
    found = segments(text, marks)
    assert "".join(segment.text for segment in found) == text
    assert all(piece.text for segment in found for piece in segment.pieces)


@given(TEXTS, MARKS)
def test_segments_show_or_name_every_underlined_mark(text: str, marks: list[Mark]) -> None:
    found = segments(text, marks)
    seen = {ref for segment in found for ref in (segment.ref, *segment.inner)}
    inside = {m.ref for m in marks if m.kind != "event" and max(0, m.start) < min(len(text), m.end)}
    assert seen - {""} == inside


def test_segments_count_code_points_after_an_emoji() -> None:
    text = "👩‍🚀 Emma Roy 🇫🇷 part."
    start = text.index("Emma")
    found = segments(text, [Mark(start, start + 8, "PER", "per:emma-roy")])
    assert [segment.text for segment in found if segment.kind] == ["Emma Roy"]


def test_segments_give_the_underline_to_the_longest_mark() -> None:
    text = "le procès de Paris"
    found = segments(text, [Mark(13, 18, "LOC", "paris"), Mark(3, 18, "MISC", "trial")])
    assert [(s.text, s.ref, s.inner) for s in found] == [
        ("le ", "", ()),
        ("procès de Paris", "trial", ("paris",)),
    ]


def test_segments_split_a_name_where_an_event_word_ends() -> None:
    text = "la réunion Paris-Berlin"
    found = segments(text, [Mark(3, 16, "event", "e1"), Mark(11, 23, "LOC", "x")])
    assert [[(p.text, p.event) for p in s.pieces] for s in found] == [
        [("la ", ""), ("réunion ", "e1")],
        [("Paris", "e1"), ("-Berlin", "")],
    ]


def test_segments_take_linear_time_on_many_marks() -> None:
    text = "ab " * 20_000
    found = segments(text, [Mark(i * 3, i * 3 + 2, "PER", str(i)) for i in range(20_000)])
    assert len(found) == 40_000
