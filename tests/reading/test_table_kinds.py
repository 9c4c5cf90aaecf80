from __future__ import annotations

import datetime

import pytest
from made_files import PARAGRAPH, SECOND, excel
from test_text import reason

from pipelines.reading import read
from pipelines.reading.answers import Answers, columns_from

QUOTED = f'"{PARAGRAPH}"'


def only(name: str, text: str | bytes, encoding: str = "utf-8"):
    result = read(name, text if isinstance(text, bytes) else text.encode(encoding))
    assert result.rejections == ()
    assert len(result.articles) == 1
    return result.articles[0]


def days(column: list[str]) -> list[str]:
    rows = "".join(f"{day};{PARAGRAPH}{i}\n" for i, day in enumerate(column))
    return [each.published for each in read("p.csv", f"date;texte\n{rows}".encode()).articles]


# -- which sign parts the cells ------------------------------------------------------------------------


def test_delimiter_is_the_one_that_parts_the_rows_not_the_most_frequent():
    article = only(
        "p.csv", f'"Date";"Titre (journal, édition, page)";"Texte"\n"09/11/2022";"Renforts";{QUOTED}\n'
    )
    assert (article.published, article.text) == ("2022-11-09", PARAGRAPH)


def test_column_of_text_alone_is_never_cut_at_its_commas():
    assert only("p.csv", f"texte\n{PARAGRAPH}, a-t-il dit, hier, à Nice.\n").text.endswith("hier, à Nice.")
    assert only("p.csv", f'texte\n"{PARAGRAPH}"\n').text == PARAGRAPH


def test_unicode_text_of_excel_is_a_table():
    article = only("p.txt", f"Date\tSource\tTexte\r\n09/11/2022\tLe Figaro\t{QUOTED}\r\n", "utf-16")
    assert (article.published, article.source, article.text) == ("2022-11-09", "Le Figaro", PARAGRAPH)


def test_prose_that_begins_like_a_header_is_no_table():
    text = f"Titre ; texte ; date\n\n{PARAGRAPH}\n"
    assert "Titre" in read("p.txt", text.encode()).articles[0].text


# -- quotation marks -----------------------------------------------------------------------------------


def test_backslash_before_a_quotation_mark_is_an_escape():
    said = 'Le ministre a dit : \\"Nous ne céderons rien\\", avant de partir pour Nice.'
    result = read("p.csv", f'date,title,text\n2022-11-09,A,"{said}"\n2022-11-10,B,{QUOTED}\n'.encode())
    assert [each.text for each in result.articles] == [said.replace("\\", ""), PARAGRAPH]


def test_backslash_of_a_path_is_no_escape():
    article = only("p.csv", f'titre,texte\n"C:\\notes",{QUOTED}\n')
    assert article.title == "C:\\notes"


# -- rows that do not fit ------------------------------------------------------------------------------


def test_text_cut_at_unquoted_commas_is_put_together_and_said():
    article = only("p.csv", "date,texte\n2022-11-09,Le maire a dit non, hier, à la presse de Nice.\n")
    assert article.text == "Le maire a dit non, hier, à la presse de Nice."
    assert "put together" in article.warnings[0]


def test_row_whose_cells_cannot_be_told_apart_is_refused_with_its_number():
    rows = "2022-11-09,Un titre,Le maire,a dit non,hier\n"
    result = read("p.csv", f"date,titre,texte\n2022-11-08,A,{QUOTED}\n{rows}".encode())
    assert [each.where for each in result.rejections] == ["row 3"]
    assert "5 cells" in result.rejections[0].reason


def test_text_that_runs_on_in_the_next_line_is_put_together():
    result = read(
        "p.csv",
        f"date;texte;auteur\n2022-11-09;{SECOND}\nfin du texte;Roy\n2022-11-10;{PARAGRAPH};Roy\n".encode(),
    )
    assert result.rejections == ()
    assert [each.author for each in result.articles] == ["Roy", "Roy"]
    assert result.articles[0].text.endswith("fin du texte")


def test_row_that_ends_before_its_last_column_is_kept_and_said():
    result = read("p.csv", f"date;texte;auteur\n2022-11-09;{PARAGRAPH}\n2022-11-10;{SECOND};Roy\n".encode())
    assert [each.text for each in result.articles] == [PARAGRAPH, SECOND]
    assert "ends before" in result.articles[0].warnings[0]


def test_row_that_lacks_a_cell_in_the_middle_is_refused():
    result = read(
        "p.csv", f"date;source;texte\n{PARAGRAPH};Le Figaro\n2022-11-10;Le Monde;{SECOND}\n".encode()
    )
    assert [each.text for each in result.articles] == [SECOND]
    assert [each.where for each in result.rejections] == ["row 2"]


# -- headers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["p.csv", "p.xlsx"])
def test_header_below_title_rows_is_found(name: str):
    rows = [("Export de la veille presse", None, None), ("Période : novembre", None, None), (None, None, None),
            ("Date", "Source", "Texte"), ("09/11/2022", "Le Figaro", PARAGRAPH)]  # fmt: skip
    lines = "\n".join(";".join(cell or "" for cell in row) for row in rows)
    article = only(name, excel(rows) if name.endswith("x") else lines)
    assert (article.published, article.source, article.text) == ("2022-11-09", "Le Figaro", PARAGRAPH)
    assert article.file_name == f"{name}#5"


# -- cells ---------------------------------------------------------------------------------------------


def test_tags_and_entities_of_cells_are_read_as_html():
    article = only(
        "p.csv", f'titre;texte\nPolice &amp; justice;"<p>{SECOND}</p><p>L&rsquo;accord &eacute;choue.</p>"\n'
    )
    assert article.title == "Police & justice"
    assert article.text.split("\n\n") == [SECOND, "L’accord échoue."]


def test_starred_values_lose_their_variable():
    article = only("p.csv", f"Journal,Date,Article\n*source_La_Croix,*date_2022-11-09,{QUOTED}\n")
    assert (article.source, article.published) == ("La Croix", "2022-11-09")


def test_line_break_that_xml_cannot_hold_is_a_line_break():
    assert "_x000D_" not in only("p.xlsx", excel([("texte",), (f"{SECOND}_x000D_\n{PARAGRAPH}",)])).text


# -- dates ---------------------------------------------------------------------------------------------


def test_serial_numbers_of_spreadsheets_are_days():
    rows = [("date", "texte"), (44874, PARAGRAPH), ("08-nov-22", SECOND), ("9 nov. 22", SECOND + PARAGRAPH)]
    found = [each.published for each in read("p.xlsx", excel(rows)).articles]
    assert found == ["2022-11-09", "2022-11-08", "2022-11-09"]
    assert days(["44874"]) == ["2022-11-09"]


def test_day_month_and_year_in_columns_are_one_date():
    assert only("p.csv", f"jour;mois;annee;texte\n9;11;2022;{QUOTED}\n").published == "2022-11-09"
    assert only("p.csv", f"Year;Month;texte\n2022;novembre;{QUOTED}\n").published == "2022-11"


def test_column_of_days_comes_before_those_of_months_and_years():
    article = only("p.csv", f"Année,Année-mois,Année-mois-jour,texte\n2022,2022-11,2022-11-09,{QUOTED}\n")
    assert article.published == "2022-11-09"


def test_abstract_is_the_text_where_nothing_else_is():
    assert only("p.tsv", f"Title\tAbstract\nA\t{PARAGRAPH}\n").text == PARAGRAPH
    assert only("p.tsv", f"Texte\tAbstract\n{SECOND}\t{PARAGRAPH}\n").text == SECOND


def test_order_of_day_and_month_is_that_of_the_whole_column():
    assert days(["11/08/2022", "11/14/2022", "11/22/2022"]) == ["2022-11-08", "2022-11-14", "2022-11-22"]
    assert days(["11/08/2022", "14/11/2022"]) == ["2022-08-11", "2022-11-14"]


def test_rows_sorted_by_day_tell_the_order():
    assert days(["10/01/2022", "10/02/2022", "10/03/2022", "11/01/2022"])[-1] == "2022-11-01"
    assert days(["01/10/2022", "02/10/2022", "03/10/2022", "01/11/2022"])[-1] == "2022-11-01"


def test_undecided_order_is_asked_and_where_nobody_is_there_said():
    data = f"date;texte\n08/11/2022;{PARAGRAPH}\n".encode()
    article = read("p.csv", data).articles[0]
    assert article.published == "2022-11-08"
    assert "day, then month" in article.warnings[0]
    asked = read("p.csv", data, Answers(ask=True))
    assert asked.articles == asked.rejections == ()
    assert asked.questions[0].order_of == ("08/11/2022",)
    assert read("p.csv", data, Answers(day_first=False, ask=True)).articles[0].published == "2022-08-11"


def test_column_of_both_orders_gives_no_date_that_can_be_read_twice():
    assert days(["14/11/2022", "11/14/2022", "05/06/2022"]) == ["2022-11-14", "2022-11-14", ""]


def test_days_of_a_workbook_from_1904_are_its_own():
    import io

    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in [("date", "texte"), (43412, PARAGRAPH), (datetime.date(2022, 11, 10), SECOND)]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    assert [each.published for each in read("p.xlsx", out.getvalue()).articles] == [
        "2022-11-09",
        "2022-11-10",
    ]


# -- columns that nobody knows -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["p.csv", "p.xlsx"])
def test_unknown_columns_are_asked_and_the_answer_is_used(name: str):
    rows = [("Quand", "Quoi"), ("09/13/2022", PARAGRAPH)]
    data = excel(rows) if name.endswith("x") else "\n".join(";".join(row) for row in rows).encode()
    assert "Quand, Quoi" in reason(name, data)
    question = read(name, data, Answers(ask=True)).questions[0]
    assert (question.columns, question.number, question.guess) == (("Quand", "Quoi"), 1, {})
    assert question.sample[0][1].startswith(PARAGRAPH[:20])
    article = read(name, data, Answers(columns_from(["text=Quoi", "date=Quand"]))).articles[0]
    assert (article.published, article.text) == ("2022-09-13", PARAGRAPH)


@pytest.mark.parametrize("word", ["Corps", "text=", "corps=Texte"])
def test_columns_said_wrongly_are_a_sentence(word: str):
    with pytest.raises(ValueError, match="FIELD=COLUMN"):
        columns_from([word])
