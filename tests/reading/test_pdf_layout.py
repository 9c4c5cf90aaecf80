from __future__ import annotations

from pathlib import Path

import pytest
from drawn_pages import FONT, Page, by_rows, wrapped
from made_files import PARAGRAPH, SECOND
from reportlab.pdfbase.pdfmetrics import stringWidth
from test_text import only, reason

CASES = Path(__file__).parent / "cases"
BODY = (
    "Le ministre de l'Intérieur, Paul Garnier, a annoncé mardi à Marseille le déploiement de trois cents policiers "
    "supplémentaires dans les quartiers nord de la ville. La maire, Claire Vasseur, a dénoncé mercredi une mesure "
    "insuffisante et réclamé une rencontre avec le préfet des Bouches-du-Rhône avant la fin de la semaine prochaine."
)
OTHER = (
    "Le président de la région, Marc Delorme, a rencontré jeudi à Lille la ministre des Transports, Anne Rivière, qui a "
    "promis que le chantier du canal reprendrait en janvier. Les associations de riverains ont déposé un recours "
    "devant le tribunal administratif et contestent toujours le tracé retenu en deux mille dix-neuf par les élus."
)
THIRD = (
    "Le syndicat Alliance a salué la décision du gouvernement dans un communiqué publié hier soir. Son secrétaire "
    "général, Denis Aubry, a pourtant appelé ses adhérents à manifester le vendredi suivant devant la préfecture du "
    "département, où une délégation devrait être reçue par le directeur du cabinet avant la fin de la matinée."
)


def case(name: str):
    return only(name, (CASES / name).read_bytes())


def test_columns_drawn_by_row_are_read_one_after_the_other():
    text = case("37-two-columns-by-row.pdf").text
    paragraphs = text.split("\n\n")
    assert [p.split(",")[0] for p in paragraphs] == [
        "Le ministre de l’Intérieur",
        "La maire de la ville",
        "Le syndicat Alliance a salué l’annonce. Son secrétaire général",
        "Le président de la région",
        "Les associations de riverains ont déposé un recours devant le tribunal administratif. Elles contestent le "
        "tracé retenu en 2019.",
    ]
    assert "« insuffisante »" in text


@pytest.mark.parametrize("justified", [0, 150], ids=["ragged", "justified"])
@pytest.mark.parametrize("gutter", [10, 12, 25])
def test_three_columns_keep_their_order_at_any_gutter(justified: float, gutter: float):
    page = Page()
    columns = [wrapped(text, 150) for text in (BODY, OTHER, THIRD)]
    xs = [50 + i * (150 + gutter) for i in range(3)]
    by_rows(page, columns, xs, 80, width=justified)
    assert only("a.pdf", page.pdf()).text.split() == f"{BODY} {OTHER} {THIRD}".split()


def test_columns_under_a_heading_and_a_lead_across_the_page():
    page = Page()
    page.line("Des renforts attendus à Marseille et des recours à Lille", 60, 60, 18)
    lead = "Le gouvernement envoie trois cents policiers ; la région attend toujours le chantier de son canal du Nord."
    page.line(lead, 60, 85, 10)
    by_rows(page, [wrapped(BODY, 220), wrapped(OTHER, 220)], [60, 305], 110)
    article = only("a.pdf", page.pdf())
    assert article.title == "Des renforts attendus à Marseille et des recours à Lille"
    assert article.text.split() == f"{lead} {BODY} {OTHER}".split()


def test_columns_with_different_leading_are_not_mixed():
    page = Page()
    for i, line in enumerate(wrapped(BODY, 220)):
        page.line(line, 60, 80 + i * 12)
    for i, line in enumerate(wrapped(OTHER, 220)):
        page.line(line, 305, 83 + i * 13.3)
    assert only("a.pdf", page.pdf()).text.split() == f"{BODY} {OTHER}".split()


def test_single_column_stays_whole_however_wide_its_gaps():
    page = Page()
    for i, line in enumerate(lines := wrapped(f"{BODY} {OTHER}", 130, 11)):
        if i < len(lines) - 1:
            page.justified(line, 60, 60 + i * 13, 150, 11)
        else:
            page.line(line, 60, 60 + i * 13, 11)
    assert only("a.pdf", page.pdf()).text.split() == f"{BODY} {OTHER}".split()


def test_table_is_read_along_its_rows():
    page = Page()
    rows = [("Paris", "12"), ("Lyon", "8"), ("Lille", "15"), ("Brest", "4"), ("Nantes", "9")]
    for i, (town, count) in enumerate(rows):
        page.line(town, 60, 60 + 14 * i)
        page.line(count, 200, 60 + 14 * i)
    for i, line in enumerate(wrapped(BODY, 450)):
        page.line(line, 60, 180 + 12 * i)
    text = " ".join(only("a.pdf", page.pdf()).text.split())
    assert "Paris 12 Lyon 8 Lille 15 Brest 4 Nantes 9" in text


def test_quotation_set_large_between_columns_does_not_cut_them():
    page = Page()
    left, right = wrapped(BODY, 220), wrapped(OTHER, 220)
    # The lines beside the quotation are shorter than the column, as type set around it is.
    narrow = [line if i not in (2, 3, 4) else " ".join(line.split()[:4]) for i, line in enumerate(left)]
    by_rows(page, [narrow, right], [50, 320], 60)
    page.line("« Plus jamais ça »", 175, 60 + 3 * 12 + 4, 16)
    text = only("a.pdf", page.pdf()).text
    assert [p.split() for p in text.split("\n\n")[:2]] == [
        " ".join(column).split() for column in (narrow, right)
    ]
    assert "« Plus jamais ça »" in text


def test_pull_quote_that_repeats_the_body_is_left_out():
    page = Page()
    lines = wrapped(BODY, 400)
    for i, line in enumerate(lines[:2]):
        page.line(line, 60, 60 + 12 * i)
    page.line("une mesure insuffisante et réclamé", 60, 110, 16)
    for i, line in enumerate(lines[2:]):
        page.line(line, 60, 150 + 12 * i)
    assert only("a.pdf", page.pdf()).text == BODY


def test_caption_inside_a_sentence_goes_after_its_paragraph():
    page = Page()
    lines = wrapped(BODY, 400)
    for i, line in enumerate(lines[:2]):
        page.line(line, 60, 60 + 12 * i)
    page.line("Paul Garnier à Marseille, mardi.", 60, 250, 7)
    for i, line in enumerate(lines[2:]):
        page.line(line, 60, 280 + 12 * i)
    assert only("a.pdf", page.pdf()).text.split("\n\n") == [BODY, "Paul Garnier à Marseille, mardi."]


@pytest.mark.parametrize(
    ("capital", "rest"),
    [("L", "e ministre"), ("L", "E MINISTRE"), ("À", "Marseille, le préfet"), ("A", "près des mois, le préfet"),
     ("À", "peine élu, le maire"), ("C", "’est fini, le préfet"), ("« N", "ous irons, dit le préfet"), ("Y", " a-t-il un préfet")],
)  # fmt: skip
@pytest.mark.parametrize("last", [True, False])
def test_drop_capital_begins_its_word(capital: str, rest: str, last: bool):
    beginning = f"{capital}{'' if capital in {'L', 'C', '« N'} or rest[0] == ' ' or rest.startswith('près') else ' '}{rest}"
    lines = wrapped(f"{rest} {BODY}", 300)
    page = Page()
    beside = 63 + stringWidth(capital, FONT, 36)
    if not last:
        page.line(capital, 60, 82, 36)
    for i, line in enumerate(lines):
        page.line(line, beside if i < 3 else 60, 60 + 11 * i)
    if last:
        page.line(capital, 60, 82, 36)
    article = only("a.pdf", page.pdf())
    assert article.title == ""
    assert article.text == f"{beginning} {BODY}".replace("Y  a", "Y a")


@pytest.mark.parametrize(("tracking", "size"), [(3, 14), (6, 14), (2.5, 9)])
def test_spaced_letters_make_words(tracking: float, size: float):
    page = Page()
    page.spaced("ÉDITION SPÉCIALE DU SOIR", 60, 60, size, tracking)
    for i, line in enumerate(wrapped(BODY, 400)):
        page.line(line, 60, 100 + 12 * i)
    article = only("a.pdf", page.pdf())
    assert "ÉDITION SPÉCIALE DU SOIR" in f"{article.title}\n{article.text}"


def test_letter_drawn_twice_for_bold_is_one_letter():
    page = Page()
    for shift in (0, 0.3):
        for i, line in enumerate(wrapped(BODY, 400)):
            page.line(line, 60 + shift, 60 + 12 * i)
    assert only("a.pdf", page.pdf()).text == BODY


@pytest.mark.parametrize("first", ["letter", "mark"])
def test_accents_drawn_over_their_letters_are_put_on_them(first: str):
    page = Page()
    x = 60.0
    marks = {"é": "e´", "è": "e`", "ê": "eˆ", "ç": "c¸", "ï": "i¨", "É": "E´", "à": "a`"}
    for letter in "À déçu, répète le maïs à la fête; É".replace("À", "A"):
        base = marks.get(letter, letter)[0]
        drawn = [(base, 0.0)]
        if letter in marks:
            width = stringWidth(base, FONT, 10) - stringWidth(marks[letter][1], FONT, 10)
            drawn.append((marks[letter][1], width / 2))
        for glyph, shift in drawn if first == "letter" else reversed(drawn):
            page.line(glyph, x + shift, 60)
        x += stringWidth(base, FONT, 10)
    assert only("a.pdf", page.pdf()).text == "A déçu, répète le maïs à la fête; É"


def test_accents_before_their_letters_as_characters_are_put_on_them():
    text = case("38-latex-accents.pdf").text
    for word in ("Intérieur", "annoncé", " à ", "déploiement", "Rhône"):
        assert word in text
    assert not set("´`ˆ¨") & set(text)


def test_mark_used_as_apostrophe_is_left_alone():
    page = Page()
    page.line("L´eau et l´école ont été fermées à l´aube, a annoncé le préfet.")
    assert "l´eau" in only("a.pdf", page.pdf()).text.lower()


def test_raised_letters_and_figures_belong_to_their_word():
    page = Page()
    page.line("Le 1", 60, 60)
    page.line("er", 79, 56, 6)
    page.line("mai, 300 m", 90, 60)
    page.line("2", 134.5, 56, 6)
    page.line("ont brûlé à Lyon.", 141, 60)
    assert only("a.pdf", page.pdf()).text == "Le 1er mai, 300 m² ont brûlé à Lyon."


def test_running_heads_of_two_pages_are_left_out():
    page = Page()
    for number, text in enumerate((BODY, OTHER), start=4):
        page.line(f"Le Quotidien de Lille, {number}", 60, 40, 8)
        for i, line in enumerate(wrapped(text, 220)):
            page.line(line, 60, 80 + 12 * i)
        page.line(f"{number}", 300, 800, 8)
        page.next_page()
    assert only("a.pdf", page.pdf()).text.split() == f"{BODY} {OTHER}".split()


def test_words_divided_by_the_typesetter_are_closed_and_others_kept():
    page = Page()
    lines = [
        "Le gouver-", "nement a reçu à Saint-", "Denis le vice-prési-", "dent de Seine-", "Maritime. « Non », dit-",
        "il, face au cessez-le-", "feu. « Oui », a-", "t-il dit vis-à-", "vis du préfet, quatre-", "vingts jours après.",
    ]  # fmt: skip
    for i, line in enumerate(lines):
        page.line(line, 60, 60 + 12 * i)
    assert only("a.pdf", page.pdf()).text == (
        "Le gouvernement a reçu à Saint-Denis le vice-président de Seine-Maritime. « Non », dit-il, face au "
        "cessez-le-feu. « Oui », a-t-il dit vis-à-vis du préfet, quatre-vingts jours après."
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pdf_shy.pdf", "anticonstitutionnellement et interminablement longue"),
        ("pdf_caps.pdf", "L’ÉLYSÉE DIT NON NICOLAS SARKOZY"),
        ("pdf_spaced.pdf", "ÉDITION SPÉCIALE suite du texte"),
        ("pdf_lig.pdf", "efficace affluent finance fluide œuvre Œuvre"),
        (
            "pdf_wrap.pdf",
            "Le vice-président Jean-Luc Durand rencontre Anne-Sophie et l’arc-en-ciel saint-pierrais du "
            "Nord-Pas-de-Calais avec le porte-parole.",
        ),
    ],
)
def test_words_of_drawn_cases_are_whole(name: str, words: str):
    assert case(name).text.split() == words.split()


def test_narrow_column_keeps_the_hyphens_words_own():
    assert case("narrow-200.pdf").text == (
        "« Nous irons jusqu’au bout », a-t-il déclaré mardi. « Je suis innocent », explique-t-elle au journal. "
        "« Rien n’est décidé », répond-il. « Il faut du temps », estime-t-on à l’Élysée. « La réforme passera », "
        "assure-t-il encore. « Personne ne nous a prévenus », regrette-t-elle, c’est-à-dire trop tard. « Nous "
        "n’avons pas peur », lance-t-il, face au vice-président du Nord-Pas-de-Calais. Le cessez-le-feu tient, "
        "dit-on, vis-à-vis des rebelles. Est-ce la fin ? Peut-être, a-t-elle reconnu. « Nous verrons », a-t-il "
        "ajouté. « C’est fini », soupire-t-il. « Allez-y », ordonne-t-elle. Dix-sept blessés, vingt-deux morts, "
        "quatre-vingt-dix disparus."
    )


def test_drop_capital_of_a_browser_is_no_title():
    article = case("pdf_drop.pdf")
    assert article.title == ""
    assert article.text.startswith("Le ministre de l’Intérieur a annoncé")
    assert article.text.endswith("anticonstitutionnellement interminables.")


def test_no_break_spaces_stay():
    assert (
        case("pdf_nbsp.pdf").text
        == "«\u202fOui\u202f» et «\xa0non\xa0»\u202f: 50\u202f%, 12\u202f345\xa0euros\u202f!"
    )


def test_who_saved_the_file_is_not_its_author():
    page = Page(author="j.dupont")
    page.line("Le ministre a dit non.")
    assert only("a.pdf", page.pdf()).author == ""
    page = Page(author="Jeanne Roy")
    page.line("Jeanne Roy a suivi le ministre, qui a dit non.")
    assert only("a.pdf", page.pdf()).author == "Jeanne Roy"


def test_several_articles_on_a_page_are_told():
    page = Page()
    for top, title, text in ((60, "Des renforts à Marseille", BODY), (300, "Le canal attendra", OTHER)):
        page.line(title, 60, top, 20)
        for i, line in enumerate(wrapped(text, 300)):
            page.line(line, 60, top + 30 + 12 * i)
    article = only("a.pdf", page.pdf())
    assert article.title == "Des renforts à Marseille"
    assert any("2 articles" in warning and "Le canal attendra" in warning for warning in article.warnings)


def test_page_set_sideways_is_read_as_a_person_turns_it():
    import io

    import pypdf

    page = Page()
    for i, line in enumerate(wrapped(BODY, 400)):
        page.line(line, 60, 60 + 12 * i)
    upright = page.pdf()
    for turn in (90, 180, 270):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(upright))
        writer.pages[0].rotate(turn)
        out = io.BytesIO()
        writer.write(out)
        assert only("a.pdf", out.getvalue()).text == BODY


def test_scan_without_text_is_refused_by_what_to_do():
    assert "OCR" in reason("a.pdf", Page().pdf())


def test_paragraphs_of_two_columns_part_by_indentation():
    page = Page()
    lines = wrapped(PARAGRAPH, 200) + [
        "    " + line if i == 0 else line for i, line in enumerate(wrapped(SECOND, 200))
    ]
    for i, line in enumerate(lines):
        page.line(line.strip(), 72 if line.startswith(" ") else 60, 60 + 12 * i)
    assert only("a.pdf", page.pdf()).text == f"{PARAGRAPH}\n\n{SECOND}"


def test_justified_columns_of_a_browser_keep_order_words_and_paragraphs():
    paragraphs = case("browser-three-columns.pdf").text.split("\n\n")
    assert [p[:30] for p in paragraphs] == [
        "« Nous irons jusqu’au bout », ",
        "Le cessez-le-feu tient, dit-on",
        "Anticonstitutionnellement inte",
    ] * 2
    assert "Seine-Maritime, Jean-Luc Durand" in paragraphs[0]
    assert paragraphs[1].endswith("les bombardements israélo-palestiniens et franco-britanniques.")
    assert "Paul-Henri Lefèvre-Dubois" in paragraphs[2]


def test_quotation_set_large_at_the_side_does_not_cut_the_lines_around_it():
    paragraphs = case("browser-side-quote.pdf").text.split("\n\n")
    assert len(paragraphs) == 3
    assert paragraphs[1].startswith("Le cessez-le-feu tient")
    assert "c’est-à-dire trop pour l’Organisation internationale" in paragraphs[1]
    assert paragraphs[1].endswith("franco-britanniques.")
