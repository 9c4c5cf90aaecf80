"""Rich Text: what Word shows of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import ReadingError
from pipelines.reading.rtf import NO_TEXT, paragraphs_of_rtf, read_rtf


def rtf(body: str, head: str = r"\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}}") -> bytes:
    return ("{\\rtf1" + head + "\n" + body + "}").encode("cp1252")


def shown(body: str, **given_head: str) -> list[str]:
    return [each.text for each in paragraphs_of_rtf("a.rtf", rtf(body, **given_head)) if each.text]


def test_rtf_paragraphs_and_line_breaks_are_told_apart():
    assert shown(r"Un\par Deux\line trois\par\pard Quatre") == ["Un", "Deux\ntrois", "Quatre"]


def test_rtf_tracked_deletions_and_hidden_text_are_left_out():
    body = (
        r"Le ministre a dit {\deleted\revauthdel1 oui}{\revised non}, {\v caché}puis rien.\v ici\v0  Fin.\par"
    )
    assert shown(body) == ["Le ministre a dit non, puis rien. Fin."]


def test_rtf_deleted_paragraph_mark_joins_the_paragraphs():
    assert shown(r"Le début {\deleted\par }et la fin\par") == ["Le début et la fin"]


def test_rtf_footnotes_come_last_and_comments_never():
    body = r"Le texte{\super\chftn{\footnote\pard La note.}} suit{\*\annotation un commentaire}.\par Fin.\par"
    assert shown(body) == ["Le texte suit.", "Fin.", "La note."]


def test_rtf_text_boxes_stand_after_their_paragraph_and_once():
    box = r"{\shp{\*\shpinst\shpleft0{\sp{\sn lidType}{\sv 1}}{\shptxt\pard L’encadré.\par}}{\shprslt{\*\do{\dptxbxtext L’encadré.\par}}}}"
    assert shown(box + r"Le texte.\par Fin.\par") == ["Le texte.", "L’encadré.", "Fin."]


def test_rtf_links_show_their_words_alone():
    body = r'Voir {\field{\*\fldinst{ HYPERLINK "https://exemple.fr"}}{\fldrslt{\ul la page}}} du jour.\par'
    assert shown(body) == ["Voir la page du jour."]


def test_rtf_tables_give_a_line_per_row():
    body = r"\trowd\intbl Nom\cell Prénom\cell\row\trowd\intbl Roy\cell Jeanne\cell\row\pard Fin\par"
    assert shown(body) == ["Nom | Prénom", "Roy | Jeanne", "Fin"]


def test_rtf_characters_beyond_the_code_page_are_joined():
    # A surrogate pair, its replacement signs skipped; typographic marks; a no-break space
    assert shown(r"\uc1\u-10179?\u-8908? En direct\~: l\u8217\'92\'e9t\'e9 \'ab oui \'bb\par") == [
        "🔴 En direct\xa0: l’été « oui »"
    ]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (r"\ansi\ansicpg1252", "cp1252"),
        (r"\mac", "mac_roman"),
        (r"\pca", "cp850"),
        (r"\ansi\ansicpg850\deff0{\fonttbl{\f0\fcharset255 Terminal;}}", "cp850"),
        (r"\ansi{\fonttbl{\f0\fcharset77 Geneva;}}\deff0", "mac_roman"),
    ],
)
def test_rtf_character_sets_are_those_of_the_head_or_the_font(head: str, encoding: str):
    sentence = "La députée Élise Renée a été reçue à Évry"
    escaped = "".join(
        c if c.isascii() else "".join(f"\\'{byte:02x}" for byte in c.encode(encoding)) for c in sentence
    )
    assert shown(escaped + r"\par", head=head) == [sentence]


def test_rtf_raw_bytes_of_utf8_are_read_as_such():
    data = (r"{\rtf1\ansi\ansicpg1252 " + "La députée a été reçue\\par}").encode()
    assert paragraphs_of_rtf("a.rtf", data)[0].text == "La députée a été reçue"


def test_rtf_pictures_and_their_raw_bytes_are_skipped():
    body = rb"{\rtf1\ansi Avant {\pict\pngblip\bin6 a{b}\\}apr\'e8s.\par}"
    assert paragraphs_of_rtf("a.rtf", body)[0].text == "Avant après."


def test_rtf_headers_styles_and_properties_are_no_text():
    head = r"\ansi{\fonttbl{\f0 Arial;}}{\stylesheet{\s0 Normal;}{\s1 heading 1;}}{\info{\author Secrétaire}{\title Doc}}{\header Le Journal}"
    (draft,) = read_rtf(
        "a.rtf", rtf(r"\pard\s1 Le titre\par\pard\s0 Le texte de l\'92article.\par", head=head)
    )
    assert (draft.title, draft.author, draft.text) == ("Le titre", "", "Le texte de l’article.")


def test_rtf_alternatives_for_old_programs_are_read_once():
    assert shown(r"{\upr{l'ete}{\*\ud{l\u8217 \'e9t\'e9}}}\par", head=r"\ansi\uc0") == ["l’été"]


def test_rtf_without_words_is_refused_by_name():
    with pytest.raises(ReadingError, match="holds no text") as caught:
        read_rtf("vide.rtf", rtf(r"{\pict 00ff}\par"))
    assert caught.value.reason == NO_TEXT


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("\\{}*'uvpar0123456789-; é\n\x00abfx"), max_size=200))
def test_rtf_any_bytes_give_text_that_can_be_stored(body: str):
    for paragraph in paragraphs_of_rtf("a.rtf", b"{\\rtf1 " + body.encode("cp1252", "replace")):
        paragraph.text.encode("utf-8")
