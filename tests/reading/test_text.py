from __future__ import annotations

from pathlib import Path

import pytest
from made_files import ENGLISH, PARAGRAPH, SECOND

from pipelines.paths import SEEDS
from pipelines.reading import read


def only(name: str, text: str | bytes):
    result = read(name, text if isinstance(text, bytes) else text.encode())
    assert result.rejections == ()
    (article,) = result.articles
    return article


def reason(name: str, data: bytes) -> str:
    result = read(name, data)
    assert result.articles == ()
    (rejection,) = result.rejections
    assert rejection.file_name == name
    return rejection.reason


def sample() -> Path:
    (path,) = SEEDS.glob("*.txt")
    return path


def test_sample_date_before_text_is_the_publication_date():
    article = only(sample().name, sample().read_bytes())
    assert article.published == "2022-11"
    assert article.text.startswith("Les États-Unis et Israël ont discuté d’un exercice militaire conjoint")
    assert article.title == article.source == article.author == ""
    assert article.warnings == ()
    assert article.file_name == sample().name


def test_sample_keeps_every_other_character():
    given = sample().read_bytes().decode("utf-8")
    article = only(sample().name, sample().read_bytes())
    assert article.text == given.removeprefix(" date 2022-11 ").strip()
    assert article.text.count("“") == article.text.count("”") == 7
    assert article.text.count("»") == 1
    assert article.text.endswith("Yonat Friling de Fox News a contribué à ce rapport")
    assert len(article.text.split("\n\n")) == 12


@pytest.mark.parametrize(
    ("header", "published"),
    [
        (" date 2022-11 ", "2022-11"),
        ("date 2021-03-09 ", "2021-03-09"),
        ("Date : 14/11/2022 ", "2022-11-14"),
        ("date 14 novembre 2022 ", "2022-11-14"),
        ("date novembre 2022 ", "2022-11"),
        ("date 2022 ", "2022"),
        ("date None ", ""),
    ],
)
def test_date_before_text_in_many_forms(header: str, published: str):
    article = only("a.txt", header + "Le premier ministre est arrivé.\n\nIl repart lundi.")
    assert article.published == published
    assert article.text == "Le premier ministre est arrivé.\n\nIl repart lundi."


@pytest.mark.parametrize(
    "text", ["Date limite dépassée, dit-il.", "dates 2022 à retenir", "date butoir 2022 : rien"]
)
def test_text_that_merely_begins_with_date_is_untouched(text: str):
    article = only("a.txt", text)
    assert (article.text, article.published) == (text, "")


def test_french_header_lines_are_metadata():
    article = only(
        "a.txt",
        f"Titre : Accord à Paris\nDate: 14 novembre 2022\nSource : Le Monde\nAuteur: Jeanne Roy\n\n{PARAGRAPH}",
    )
    assert (article.title, article.published, article.source, article.author) == (
        "Accord à Paris", "2022-11-14", "Le Monde", "Jeanne Roy",
    )  # fmt: skip
    assert article.text == PARAGRAPH


def test_english_header_lines_and_windows_line_ends():
    article = only(
        "a.txt", f"Title: A\r\nPublished: 2022-11-14\r\nAuthor: B\r\nText: {PARAGRAPH}\r\n\r\n{SECOND}\r\n"
    )
    assert (article.title, article.published, article.author) == ("A", "2022-11-14", "B")
    assert article.text == f"{PARAGRAPH}\n\n{SECOND}"


def test_unknown_key_ends_the_header():
    article = only("a.txt", "Titre: Un titre\nBilan : douze morts à Bamako.")
    assert article.title == "Un titre"
    assert article.text == "Bilan : douze morts à Bamako."


def test_impossible_date_is_unknown_with_a_warning():
    article = only("a.txt", f"Date: 31/02/2022\n\n{PARAGRAPH}")
    assert article.published == ""
    assert any("31/02/2022" in warning for warning in article.warnings)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_of_french_give_the_same_text(encoding: str):
    assert only("a.txt", f"{PARAGRAPH}\n\n{SECOND}".encode(encoding)).text == f"{PARAGRAPH}\n\n{SECOND}"


def test_utf8_cut_inside_a_character_stays_utf8_with_a_warning():
    article = only("a.txt", (PARAGRAPH + " é").encode()[:-1])
    assert article.text.startswith(PARAGRAPH)
    assert "broken" in article.warnings[0]


def test_other_language_loads_with_a_warning():
    article = only("a.txt", ENGLISH)
    assert article.text == ENGLISH
    assert "English" in article.warnings[0]


def test_french_and_short_texts_have_no_language_warning():
    assert only("a.txt", PARAGRAPH).warnings == ()
    assert only("a.txt", "Breaking news from London.").warnings == ()


def test_empty_file_is_rejected_with_a_sentence():
    assert "empty" in reason("a.txt", b"")
    assert "empty" in reason("a.txt", b" \n\t ")


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00" * 1000, b"Bonjour\x00\x01\x02" * 200])
def test_binary_junk_called_txt_is_not_text(data: bytes):
    assert "not text" in reason("a.txt", data)


def test_picture_called_txt_is_named():
    assert "PNG" in reason("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(100))


def test_file_over_the_cap_is_rejected_unread():
    sentence = reason("a.txt", b"a " * 15_000_000)
    assert "30 MB" in sentence
    assert "25 MB" in sentence


def test_text_without_a_letter_is_rejected():
    assert "no text" in reason("a.txt", b"12 --- 13 ...")


def test_wrapped_lines_are_joined_and_divided_words_closed():
    wrapped = (
        "Le ministre de l’Intérieur a annoncé mardi à Paris que les négo-\n"
        "ciations avec les syndicats reprendraient la semaine prochaine.\n"
        "Un porte-parole du gouvernement a précisé le calendrier devant\n"
        "la presse.\n\n"
        "Suite demain."
    )
    assert only("a.txt", wrapped).text == (
        "Le ministre de l’Intérieur a annoncé mardi à Paris que les négociations avec les syndicats reprendraient "
        "la semaine prochaine. Un porte-parole du gouvernement a précisé le calendrier devant la presse.\n\nSuite demain."
    )


def test_verse_and_lists_keep_their_lines():
    verse = "Sous le pont Mirabeau coule la Seine\nEt nos amours\nFaut-il qu’il m’en souvienne\nLa joie venait toujours"
    points = "Ordre du jour :\n- le budget de la défense\n- la réforme\n- les questions diverses et variées"
    assert only("a.txt", verse).text == verse
    assert only("a.txt", points).text == points


def test_one_long_line_per_paragraph_makes_paragraphs():
    assert only("a.txt", f"{PARAGRAPH}\n{SECOND}\n{PARAGRAPH}").text.split("\n\n") == [
        PARAGRAPH,
        SECOND,
        PARAGRAPH,
    ]


def test_iramuteq_corpus_gives_each_text():
    given = f"**** *source_LeMonde *date_2022-11-14 *x_1\n{PARAGRAPH}\n\n**** *journal_AFP\n\n**** *annee_2022\n{SECOND}"
    result = read("corpus.txt", given.encode())
    first, last = result.articles
    assert (first.source, first.published, first.text) == ("LeMonde", "2022-11-14", PARAGRAPH)
    assert (last.published, last.text, last.file_name) == ("2022", SECOND, "corpus.txt#3")
    assert [each.where for each in result.rejections] == ["text 2"]
