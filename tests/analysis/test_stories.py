from support.small_corpus import small_tables

from pipelines.analysis.stories import one_per_story, stories


def corpus():
    return small_tables(
        [["A"], ["A", "B"], ["C"]],
        articles=["x", "y", "z"],
        stories={"x": "s1", "y": "s1", "z": "s2"},
        sources={"x": "AFP", "y": "Le Monde"},
        published={"x": "2022-11-02", "y": "2022-11-01"},
    )


def test_stories_counts_articles_and_sources_under_the_earliest_title():
    table = stories(corpus().articles).set_index("story_id")
    assert table.loc["s1", ["title", "n_articles", "n_sources", "sources"]].tolist() == [
        "Titre y", 2, 2, "AFP, Le Monde",
    ]  # fmt: skip
    assert table.loc["s2", "n_sources"] == 0


def test_one_per_story_keeps_the_earliest_article_and_its_rows():
    kept = one_per_story(corpus())
    assert set(kept.articles["article_id"]) == {"y", "z"}
    assert set(kept.mentions["article_id"]) == {"y", "z"}


def test_one_per_story_is_the_corpus_itself_when_stories_do_not_repeat():
    tables = small_tables([["A"]])
    assert one_per_story(tables) is tables
