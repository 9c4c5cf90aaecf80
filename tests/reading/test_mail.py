from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paragraphs import P1, P2, P3, Q1, read_case, text
from test_text import only

from pipelines.reading import read
from pipelines.reading.mail_lines import is_foot, subject_kind


def mail(
    plain: str = "",
    page: str = "",
    *,
    subject: str = "Des renforts à Marseille",
    sender: str = "La Lettre du Sud <lettre@example.fr>",
    date: str = "Wed, 09 Nov 2022 23:30:00 +0100",
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"], message["Date"] = (
        sender,
        "veille@example.org",
        subject,
        date,
    )
    message["Message-ID"] = "<1@example.fr>"
    if plain:
        message.set_content(plain)
    if page:
        if plain:
            message.add_alternative(page, subtype="html")
        else:
            message.set_content(page, subtype="html")
    return message


def test_shown_newsletter_is_one_article():
    result = read_case("05-newsletter.eml")
    assert result.found == 1
    article = result.articles[0]
    assert article.title == "La matinale : des renforts à Marseille"
    assert (article.published, article.source) == ("2022-11-09", "La lettre")
    assert article.text == text(P1, P2, P3)


def test_newsletter_of_layout_tables_gives_what_is_seen_without_head_and_foot():
    page = f"""<html><head><style>p{{color:red}}</style></head><body>
    <div style="display:none;max-height:0">Aperçu caché de la lettre</div>
    <table><tr><td><a href="https://x.fr/v">Voir dans le navigateur</a></td></tr>
    <tr><td><img src="cid:logo" alt="Logo"></td></tr>
    <tr><td><p>{P1}</p><p>{P2}</p></td><td>{Q1}</td></tr>
    <tr><td>Vous recevez cet e-mail car vous êtes inscrit à La Lettre du Sud. <a href="u">Se désinscrire</a></td></tr>
    <tr><td>67, avenue de la République<br>13000 Marseille</td></tr>
    <tr><td>Facebook | Twitter | Instagram</td></tr></table></body></html>"""
    article = only("a.eml", mail("Votre messagerie ne lit pas le HTML.", page).as_bytes())
    assert article.text == text(P1, P2, Q1)


def test_dirty_plain_alternative_gives_way_to_the_page():
    plain = f"*Le ministre* (https://x.fr/1)\n\n{P1} [image: photo]\n\n{P2}"
    page = f"<p>{P1}</p><p>{P2}</p><p>{P3}</p>"
    assert only("a.eml", mail(plain, page).as_bytes()).text == text(P1, P2, P3)


def test_plain_mail_of_wrapped_lines_is_joined_and_its_signature_left_out():
    body = "\n\n".join("\n".join(_wrapped(paragraph)) for paragraph in (P1, P2, P3))
    data = mail(f"{body}\n\n-- \nJeanne Roy\nService politique\n06 00 00 00 00\n").as_bytes()
    assert only("a.eml", data).text == text(P1, P2, P3)


def _wrapped(paragraph: str, width: int = 72) -> list[str]:
    import textwrap

    return textwrap.wrap(paragraph, width, break_on_hyphens=False)


@pytest.mark.parametrize(
    ("head", "prefix"),
    [
        (
            "---------- Forwarded message ---------\nDe : Le Monde <lettre@lemonde.example>\nDate: mar. 8 nov. 2022 à 06:30\n"
            "Subject: Police : des renforts\nTo: <veille@example.org>\n\n",
            "Fwd: ",
        ),
        (
            "-------- Message transféré --------\nSujet : Police : des renforts\nDate : Tue, 8 Nov 2022 06:30:00 +0100\n"
            "De : Le Monde <lettre@lemonde.example>\nPour : veille@example.org\n\n",
            "Tr: ",
        ),
        (
            "Début du message réexpédié :\n\nDe: Le Monde <lettre@lemonde.example>\nObjet: Police : des renforts\n"
            "Date: 8 novembre 2022 à 06:30:00 UTC+1\nÀ: veille@example.org\n\n",
            "Fwd: ",
        ),
        (
            "-----Message d'origine-----\nDe : Le Monde [mailto:lettre@lemonde.example]\nEnvoyé : mardi 8 novembre 2022 06:30\n"
            "À : Veille\nObjet : Police : des renforts\n\n",
            "TR: ",
        ),
        (
            "________________________________\nDe : Le Monde <lettre@lemonde.example>\n"
            "Envoyé : mardi 8 novembre 2022 06:30:12\nÀ : Veille\nCc : Autre\nObjet : Police : des renforts\n\n",
            "TR : ",
        ),
    ],
)
def test_forwarded_article_is_kept_with_its_own_metadata(head: str, prefix: str):
    data = mail(
        f"Pour info, à lire.\n\n{head}{P1}\n\n{P2}\n",
        subject=f"{prefix}Police : des renforts",
        sender="Anne Colin <anne@example.org>",
    ).as_bytes()
    article = only("a.eml", data)
    assert (article.title, article.published, article.source) == (
        "Police : des renforts",
        "2022-11-08",
        "Le Monde",
    )
    assert article.text == text(P1, P2)
    assert "Pour info" in article.warnings[0]


def test_forwarded_page_is_opened_in_its_quotation():
    page = (
        "<div>À lire</div><blockquote type='cite'><div>Début du message réexpédié :</div><br>"
        "<div><b>De: </b>Le Monde &lt;lettre@lemonde.example&gt;</div><div><b>Objet: </b><b>Police : des renforts</b></div>"
        f"<div><b>Date: </b>8 novembre 2022 à 06:30:00 UTC+1</div><br><div><p>{P1}</p><p>{P2}</p></div></blockquote>"
    )
    article = only("a.eml", mail(page=page, subject="Fwd: Police : des renforts").as_bytes())
    assert (article.published, article.source, article.text) == ("2022-11-08", "Le Monde", text(P1, P2))


@pytest.mark.parametrize(
    "reply",
    [
        f"{P1}\n\nLe mar. 8 nov. 2022 à 10:12, Anne Colin <anne@example.org> a écrit :\n\n> {P2}\n> {P3}\n",
        f"{P1}\n\nLe mar. 8 nov. 2022 à 10:12, Anne Colin\n<anne@example.org> a\nécrit :\n> {P2}\n",
        f"{P1}\n\n-----Message d'origine-----\nDe : Anne Colin\nEnvoyé : mardi 8 novembre 2022 06:30\nÀ : Veille\n"
        f"Objet : Renforts\n\n{P2}\n",
        f"{P1}\n\nDe : Anne Colin <anne@example.org>\nEnvoyé : mardi 8 novembre 2022 06:30\nÀ : Veille\n"
        f"Objet : Renforts\n\n{P2}\n",
    ],
)
def test_quoted_reply_is_left_out(reply: str):
    assert only("a.eml", mail(reply, subject="Re: Renforts").as_bytes()).text == P1


def test_quoted_reply_of_a_page_is_left_out():
    page = (
        f"<div>{P1}</div><div class='gmail_quote'><div class='gmail_attr'>Le mar. 8 nov. 2022 à 10:12, Anne Colin "
        f"&lt;anne@example.org&gt; a écrit :<br></div><blockquote class='gmail_quote'><p>{P2}</p></blockquote></div>"
    )
    assert only("a.eml", mail(page=page, subject="Re: Renforts").as_bytes()).text == P1


def test_text_around_an_inline_picture_is_read_whole():
    data = (
        b"From: a@example.fr\r\nSubject: Renforts\r\nDate: Wed, 9 Nov 2022 08:00:00 +0100\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + P1.encode()
        + b"\r\n--B\r\nContent-Type: image/png\r\nContent-Disposition: inline; filename=a.png\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + P2.encode()
        + b"\r\n--B--\r\n"
    )
    assert only("a.eml", data).text == text(P1, P2)


@pytest.mark.parametrize(
    "charset", ["iso-8859-1", "us-ascii", "windows-1252", "x-mac-roman", "ansi", "utf-8", "utf-16"]
)
def test_charset_is_what_the_bytes_are(charset: str):
    encoding = {"x-mac-roman": "mac_roman", "utf-8": "utf-8", "utf-16": "utf-16"}.get(charset, "cp1252")
    body = P1.encode(encoding) if charset != "us-ascii" else P1.encode("cp1252")
    import base64

    data = (
        f"From: a@example.fr\nSubject: =?{'iso-8859-1'}?q?=C0_Marseille?=\nDate: Wed, 9 Nov 2022 08:00:00 +0100\n"
        f"MIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
    ).encode() + base64.encodebytes(body)
    article = only("a.eml", data)
    assert (article.text, article.title, article.source) == (P1, "À Marseille", "example.fr")


def test_raw_utf8_headers_and_unquoted_commas_are_read():
    data = f"From: La Dépêche, édition du soir <a@example.fr>\nSubject: Été à Nîmes\nMessage-ID: <1>\n\n{P1}\n".encode()
    article = only("a.eml", data)
    assert (article.source, article.title) == ("La Dépêche, édition du soir", "Été à Nîmes")


def test_flowed_lines_and_padded_soft_breaks_are_joined():
    flowed = P1.replace("le déploiement", "le \ndéploiement").encode()
    data = (
        b"From: a@example.fr\nSubject: A\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
        + flowed
    )
    assert only("a.eml", data).text == P1
    import quopri

    quoted = quopri.encodestring(P1.encode()).replace(b"=\n", b"=  \n")
    data = (
        b"From: a@example.fr\nSubject: A\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        b"Content-Transfer-Encoding: quoted-printable\n\n" + quoted
    )
    assert only("a.eml", data).text == P1


def test_mail_inside_a_mail_and_attached_document_are_articles():
    inner = mail(
        f"{P1}\n\n{P2}",
        subject="Des renforts",
        sender="Le Monde <l@example.fr>",
        date="Tue, 8 Nov 2022 06:30:00 +0100",
    )
    outer = mail("Ci-joint l'article.", subject="TR: articles")
    outer.add_attachment(inner)
    outer.add_attachment(f"{Q1}\n".encode(), maintype="text", subtype="plain", filename="canal.txt")
    outer.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="a.png")
    outer.add_attachment(
        b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "WordDocument".encode("utf-16-le"),
        maintype="application",
        subtype="msword",
        filename="b.doc",
    )
    result = read("a.eml", outer.as_bytes())
    assert [(a.title, a.published, a.source, a.text) for a in result.articles] == [
        ("Des renforts", "2022-11-08", "Le Monde", text(P1, P2)),
        ("", "", "", Q1),
    ]
    assert "Ci-joint l'article." in result.articles[0].warnings[0]
    assert [each.where for each in result.rejections] == ["b.doc"]
    assert ".doc" in result.rejections[0].reason


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (
            b"From: a@b.fr\nSubject: x\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime\n\nAAAA",
            "encrypted",
        ),
        (
            b"From: a@b.fr\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/report; boundary=B\n\n--B--",
            "report",
        ),
        (b"From: a@b.fr\nSubject: x\nMIME-Version: 1.0\nContent-Type: image/png\n\nAAAA", "no text"),
        (b"From: a@b.fr\nTo: b@c.fr\nSubject: x\nMessage-ID: <1>\n\n", "no text"),
    ],
)
def test_mail_without_an_article_is_refused_by_name(data: bytes, word: str):
    result = read("a.eml", data)
    assert not result.articles
    assert word in result.rejections[0].reason


def test_mailbox_gives_each_mail_and_no_line_parts_a_text():
    first = f"{P1}\n\nFrom Paris, notre correspondante : la suite.\nFrom 1998 à 2002, il fut maire.\n\n>From Nice, rien.\n\n{P2}\n"
    data = b"".join(
        b"From MAILER-DAEMON Wed Nov 09 06:30:00 2022\n" + message.as_bytes() + b"\n"
        for message in (
            mail(first, subject="Un"),
            mail(P3, subject="Deux"),
            mail(page=f"<p>{Q1}</p>", subject="Trois"),
        )
    )
    result = read("veille.mbox", data)
    assert [(a.title, a.file_name) for a in result.articles] == [
        ("Un", "veille.mbox#1"),
        ("Deux", "veille.mbox#2"),
        ("Trois", "veille.mbox#3"),
    ]
    assert "From Paris, notre correspondante" in result.articles[0].text
    assert "\n\nFrom Nice, rien." in result.articles[0].text
    assert result.articles[2].text == Q1


@pytest.mark.parametrize(
    ("line", "foot"),
    [
        ("Se désinscrire : https://example.fr/u", True),
        ("Pour ne plus recevoir nos e-mails, cliquez ici.", True),
        ("© 2022 La Lettre du Sud – Tous droits réservés", True),
        ("Mentions légales | CGU | Contact", True),
        ("Vous recevez cet e-mail parce que vous êtes abonné à la newsletter.", True),
        ("Données personnelles : la CNIL inflige une amende de 5 millions d’euros.", False),
        ("Conformément à la loi, le préfet a interdit la manifestation.", False),
        ("Des milliers d’usagers veulent se désinscrire des listes électorales.", False),
        ("Cette lettre a été envoyée mardi au président de la République.", False),
        ("Ajoutez à cela la hausse des prix, et la colère monte.", False),
        ("« Vous recevez cette médaille au nom de la France », a-t-il dit.", False),
        ("Facebook a annoncé mardi une baisse de ses bénéfices.", False),
    ],
)
def test_feet_are_told_from_articles_about_the_same_matter(line: str, foot: bool):
    assert is_foot(line) is foot


@pytest.mark.parametrize(
    ("subject", "kind", "rest"),
    [
        ("TR : Fwd: Des renforts", "forward", "Des renforts"),
        ("RE: Des renforts", "reply", "Des renforts"),
        ("Re[2]: Des renforts", "reply", "Des renforts"),
        ("Police : des renforts", "", "Police : des renforts"),
    ],
)
def test_marks_before_a_subject_are_read(subject: str, kind: str, rest: str):
    assert subject_kind(subject) == (kind, rest)


def test_mail_of_apple_mail_is_read():
    data = mail(f"{P1}\n\n{P2}").as_bytes()
    notes = b"<?xml version='1.0'?><plist version='1.0'><dict><key>flags</key></dict></plist>"
    assert only("1.emlx", b"%d \n" % len(data) + data + notes).text == text(P1, P2)


def test_mail_that_cannot_be_read_does_not_cost_the_next():
    broken = b"From: a@b.fr\nSubject: Un\nContent-Type: text/plain\n\n" + bytes(range(1, 9)) * 40
    start = b"From a@b.fr Wed Nov 09 06:30:00 2022\n"
    result = read("a.mbox", start + broken + b"\n\n" + start + mail(P1, subject="Deux").as_bytes())
    assert [article.title for article in result.articles] == ["Deux"]
    assert [each.where for each in result.rejections] == ["mail 1"]


def test_sender_that_cannot_be_parsed_is_nobody(monkeypatch: pytest.MonkeyPatch):
    from pipelines.reading import mail_parts

    def fails(given: str) -> tuple[str, str]:
        raise RecursionError

    monkeypatch.setattr(mail_parts, "parseaddr", fails)
    message = mail_parts.parse_message(b"From: a, b, c\nSubject: x\n\nabc")
    assert mail_parts.sender(message) == ("", "")


def test_mail_of_absurdly_many_parts_is_refused():
    part = b"--B\nContent-Type: text/plain\n\na\n"
    data = b"From: a@b.fr\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n" + part * 2100
    assert "parts" in read("a.eml", data).rejections[0].reason


def test_text_file_with_header_lines_is_no_mail():
    article = only("a.txt", f"Titre : Des renforts\nDate: 2022-11-09\nSource: AFP\n\n{P1}".encode())
    assert (article.title, article.source, article.text) == ("Des renforts", "AFP", P1)


@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(["a.eml", "a.mbox", "a.mhtml"]))
@settings(max_examples=40, deadline=None)
def test_any_mail_gives_articles_or_reasons(head: str, body: str, name: str):
    data = f"From a@b.fr Wed Nov 09 06:30:00 2022\nFrom: a@b.fr\nSubject: {head}\nMIME-Version: 1.0\n\n{body}".encode(
        "utf-8", "replace"
    )
    result = read(name, data)
    assert result.found
    assert all("unexpected" not in each.reason for each in result.rejections)


def test_short_pieces_behind_a_link_are_read_to_the_end():
    page = (
        f"<h1>Des renforts</h1><p>{P1}</p><p><a href='x'>Lire la suite</a></p><h2>Le canal attendra</h2><p>Les travaux sont repoussés.</p>"
        "<p>Facebook</p><h2>Et aussi</h2><p>Le tribunal a tranché lundi.</p><p>Se désinscrire</p><p>12 rue du Port, Marseille</p>"
    )
    article = only("m.eml", mail(page=page, subject="La lettre no 12").as_bytes())
    assert article.text.split("\n\n") == [
        "Des renforts", P1.replace("\u202f", "\u00a0"), "Le canal attendra", "Les travaux sont repoussés.", "Et aussi", "Le tribunal a tranché lundi.",
    ]  # fmt: skip


@pytest.mark.parametrize("closing", ["Cordialement,", "Bien à vous", "Bonne lecture !"])
def test_name_and_telephone_behind_a_closing_are_no_text(closing: str):
    lines = f"{P1}\n\n{P2}\n\n{closing}\n\nLuc Ferrand\nChargé de communication\nTél. : 04 91 00 00 00\n"
    assert only("m.eml", mail(lines).as_bytes()).text == text(P1, P2)


def test_closing_word_inside_an_article_cuts_nothing():
    assert only("m.eml", mail(f"{P1}\n\nCordialement,\n\n{P2} {P3}").as_bytes()).text == text(
        P1, "Cordialement,", f"{P2} {P3}"
    )


def test_newsletter_signed_by_a_writer_of_a_paper_names_both():
    page = f"<h3>Une lettre</h3><time>Nov 9</time><p>∙</p><p>Jeanne Roy</p><p>READ IN APP</p><p>{P1}</p><p>Subscribe now</p><p>{P2}</p>"
    article = only(
        "m.eml", mail(page=page, sender="Jeanne Roy from La lettre de Jeanne <jr@example.com>").as_bytes()
    )
    assert (article.author, article.source) == ("Jeanne Roy", "La lettre de Jeanne")
    assert article.text == text("Une lettre", P1, P2)


def test_table_of_a_forwarded_head_is_read():
    page = (
        "<p>À lire.</p><div>-------- Message transféré --------<table><tbody><tr><th>Sujet : </th><td>Le canal</td></tr>"
        "<tr><th>Date : </th><td>Tue, 8 Nov 2022 18:02:00 +0100</td></tr><tr><th>De : </th><td>Le Figaro &lt;a@figaro.example&gt;</td></tr>"
        f"</tbody></table><br><p>{P1}</p></div>"
    )
    article = only("m.eml", mail(page=page, subject="Fwd: Le canal").as_bytes())
    assert (article.title, article.source, article.published, article.text) == (
        "Le canal",
        "Le Figaro",
        "2022-11-08",
        P1.replace("\u202f", "\u00a0"),
    )
