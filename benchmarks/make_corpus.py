# ruff: noqa: SIM905 - lists of words read best as words
"""Fill a new corpus with invented articles: what pages, exports and queries are measured on.

An article has ten sentences with their English, some twenty mentions of 5,000 actors (a few of them in most articles, as
in the press), two quotes or three, three events and two dates; articles are spread over three years and thirty sources.
The same number of articles gives the same corpus.

    python -m benchmarks.make_corpus 10000 OUT.db
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from pipelines.corpus import Corpus, near_duplicates, schema
from pipelines.model import dump_list

SEED = 7
ACTORS, SOURCES, DAYS = 5_000, 30, 1_095
FIRST_DAY = date(2022, 1, 1)
_MANY = 2_000  # articles written at once
_TABLES = (
    "articles", "sentences", "translations", "mentions", "quotes", "dates", "events", "article_actors", "story_bands",
    "story_signatures",
)  # fmt: skip
_FIRST_NAMES = (
    "Anne Jean Luc Marie Paul Claire Hugo Emma Louis Alice Nina Omar Leïla Karim Sofia Ivan Olga Amadou Fatou Pierre"
).split()
_SYLLABLES = (
    "ba ber bo cha cou da del du fa fon ga ger gui ja jo ka kou la lan le lem ma mar mi mon na ner no pa per pi ra ren "
    "ri sa sen so ta ter to va ver vi zo"
).split()
_NOUNS = [
    tuple(pair.split("/"))
    for pair in (
        "accord/deal réunion/meeting frontière/border budget/budget réforme/reform grève/strike élection/election loi/law "
        "sécurité/security usine/factory enquête/inquiry procès/trial mission/mission aide/aid école/school "
        "hôpital/hospital énergie/energy pétrole/oil récolte/harvest marché/market port/port aéroport/airport ville/city "
        "région/region village/village conseil/council comité/committee parti/party syndicat/union armée/army "
        "police/police justice/justice banque/bank dette/debt impôt/tax salaire/wage prix/price emploi/job climat/climate "
        "inondation/flood sécheresse/drought nucléaire/nuclear vaccin/vaccine virus/virus route/road pont/bridge "
        "train/train avion/plane navire/ship camp/camp refuge/shelter manifestation/demonstration dialogue/dialogue "
        "trêve/truce sanction/sanction visite/visit sommet/summit délégation/delegation communiqué/statement "
        "rapport/report projet/project contrat/contract vote/vote scrutin/ballot campagne/campaign candidat/candidate "
        "gouvernement/government opposition/opposition majorité/majority parlement/parliament sénat/senate "
        "mairie/townhall tribunal/court cour/bench prison/prison otage/hostage victime/victim témoin/witness "
        "famille/family enfant/child femme/woman jeunesse/youth retraite/pension santé/health culture/culture "
        "musée/museum festival/festival match/match équipe/team stade/stadium"
    ).split()
]
_ADJECTIVES = [
    tuple(pair.split("/"))
    for pair in (
        "difficile/difficult important/important nouveau/new ancien/old local/local national/national urgent/urgent "
        "public/public fragile/fragile durable/lasting"
    ).split()
]
_VERBS = [
    ("rencontré", "met", "CONSULT"), ("accusé", "accused", "ACCUSE"), ("soutenu", "backed", "SUPPORT"),
    ("menacé", "threatened", "THREATEN"), ("sanctionné", "sanctioned", "SANCTION"), ("attaqué", "attacked", "ASSAULT"),
    ("aidé", "helped", "AID"), ("rejeté", "rejected", "REJECT"),
]  # fmt: skip
_CUES = [
    ("a déclaré", "neutral"), ("a affirmé", "neutral"), ("a dénoncé", "negative"), ("a promis", "positive"),
    ("a averti", "negative"),
]  # fmt: skip
_STATUSES = ["actual"] * 7 + ["planned", "negated", "alleged"]
_WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
_WEEKDAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_MONTHS_EN = "January February March April May June July August September October November December".split()
_KINDS = ["event", "plain", "quote", "event", "plain", "quote", "plain", "event", "quote", "plain"]
_PARAGRAPHS = (3, 5, 8)  # sentences that begin one
Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True)
class Actor:
    """An invented actor."""

    actor_id: str
    name: str
    kind: str
    country: str


class World:
    """The actors, sources and chances of a corpus; everything follows from the seed."""

    def __init__(self, articles: int) -> None:
        self.chance = random.Random(SEED)
        self.numbers = np.random.default_rng(SEED)
        self.actors = self._actors()
        often = 1 / np.arange(1, ACTORS + 1)
        self.casts = self.numbers.choice(ACTORS, size=(articles, 12), p=often / often.sum()).tolist()
        self.days = self.numbers.integers(0, DAYS, articles).tolist()
        self.sources = [f"Journal {self._word(2).capitalize()}" for _ in range(SOURCES)]

    def _word(self, syllables: int) -> str:
        return "".join(self.chance.choice(_SYLLABLES) for _ in range(syllables))

    def _actors(self) -> list[Actor]:
        found: dict[str, Actor] = {}
        while len(found) < ACTORS:
            lot, word = self.chance.random(), self._word(self.chance.choice((2, 3))).capitalize()
            if lot < 0.6:
                kind, name, country = "PER", f"{self.chance.choice(_FIRST_NAMES)} {word}", ""
            elif lot < 0.8:
                kind, name, country = "ORG", f"Union {word}", ""
            else:
                kind, name, country = "LOC", f"{word}ville", self.chance.choice(("FR", "BE", "CH", ""))
            actor_id = f"{kind.lower()}:{name.lower().replace(' ', '-')}"
            found.setdefault(name, Actor(actor_id, name, kind, country))
        return list(found.values())

    def cast(self, number: int) -> list[Actor]:
        """Who an article is about, the most named first; four at least."""
        cast = list(dict.fromkeys(self.casts[number]))
        while len(cast) < 4:
            cast = list(dict.fromkeys([*cast, int(self.numbers.integers(0, ACTORS))]))
        return [self.actors[each] for each in cast]


@dataclass
class Writer:
    """One article as it is written, sentence by sentence."""

    world: World
    number: int
    text: str = ""
    rows: Rows = field(default_factory=lambda: {name: [] for name in _TABLES})
    dates: int = 0

    def __post_init__(self) -> None:
        self.cast = self.world.cast(self.number)
        weights = [1 / (place + 1) for place in range(len(self.cast))]
        self._draw = iter(self.world.chance.choices(self.cast, weights=weights, k=60))
        self.published = FIRST_DAY + timedelta(self.world.days[self.number])
        self._sentence = 0

    def written(self) -> Rows:
        """All rows of the article."""
        for number, kind in enumerate(_KINDS, 1):
            if self.text:
                self.text += "\n\n" if number in _PARAGRAPHS else " "
            self._sentence, start = number, len(self.text)
            english = {"event": self._event, "quote": self._quote, "plain": self._plain}[kind]()
            place = {"sentence": number, "start": start, "end": len(self.text)}
            paragraph = 1 + sum(number >= first for first in _PARAGRAPHS)
            self.rows["sentences"].append({**place, "paragraph": paragraph, "text": self.text[start:]})
            self.rows["translations"].append(self._english(number, english))
        return self._finished()

    def _put(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def _name(self, actor: Actor) -> tuple[int, int]:
        start, end = self._put(actor.name)
        self.rows["mentions"].append({
            "sentence": self._sentence, "start": start, "end": end, "surface": actor.name, "type": actor.kind,
            "actor_id": actor.actor_id, "method": "full name",
        })  # fmt: skip
        return start, end

    def _two(self) -> tuple[Actor, Actor]:
        first, second = next(self._draw), next(self._draw)
        if first is second:
            second = self.cast[(self.cast.index(first) + 1) % len(self.cast)]
        return first, second

    def _event(self) -> str:
        chance = self.world.chance
        (doer, target), place = self._two(), next(self._draw)
        (verb, verb_en, kind), subject, other = (
            chance.choice(_VERBS),
            chance.choice(_NOUNS),
            chance.choice(_NOUNS),
        )
        self._name(doer)
        self._put(" a ")
        start, end = self._put(verb)
        self._put(" ")
        self._name(target)
        self._put(" à ")
        self._name(place)
        day, surface, english = self._date()
        self._put(f", au sujet de {subject[0]} et de {other[0]}.")
        self.rows["events"].append({
            "event_id": f"e{len(self.rows['events']) + 1}", "sentence": self._sentence, "start": start, "end": end,
            "trigger": verb, "type": kind, "mode": "", "status": chance.choice(_STATUSES),
            "actors": dump_list([doer.name]), "actor_ids": dump_list([doer.actor_id]),
            "recipients": dump_list([target.name]), "recipient_ids": dump_list([target.actor_id]),
            "edtf": day, "start_day": day, "end_day": day, "date_surface": surface, "date_note": "",
            "rule": f"{verb} (active); actor: subj; recipient: obj",
        })  # fmt: skip
        return f"{doer.name} {verb_en} {target.name} in {place.name}{english}, about {subject[1]} and {other[1]}."

    def _date(self) -> tuple[str, str, str]:
        """ISO day, words and English words of a date; the first of an article is a weekday, the second a whole date."""
        if self.dates == 2:
            return "", "", ""
        chance = self.world.chance
        self._put(" ")
        if self.dates == 0:
            day = self.published - timedelta(chance.randrange(1, 7))
            surface, english, rule = _WEEKDAYS[day.weekday()], f" on {_WEEKDAYS_EN[day.weekday()]}", "weekday"
        else:
            day = self.published - timedelta(chance.randrange(1, 90))
            surface = f"le {day.day} {_MONTHS[day.month - 1]} {day.year}"
            english, rule = f" on {day.day} {_MONTHS_EN[day.month - 1]} {day.year}", "day month year"
        start, end = self._put(surface)
        self.dates += 1
        iso = day.isoformat()
        self.rows["dates"].append({
            "sentence": self._sentence, "start": start, "end": end, "surface": surface, "edtf": iso, "start_day": iso,
            "end_day": iso, "precision": "day", "note": "", "rule": rule,
        })  # fmt: skip
        return iso, surface, english

    def _quote(self) -> str:
        chance = self.world.chance
        (cue, stance), noun, other = chance.choice(_CUES), chance.choice(_NOUNS), chance.choice(_NOUNS)
        adjective, speaker = chance.choice(_ADJECTIVES), next(self._draw)
        number = chance.randrange(10**6)
        said = f"Nous voulons un {noun[0]} {adjective[0]} pour {other[0]}, le numéro {number} le montre"
        self._put("«\xa0")
        start, end = self._put(said)
        self._put("\xa0», ")
        cue_start, cue_end = self._put(cue)
        self._put(" ")
        name_start, name_end = self._name(speaker)
        self._put(".")
        self.rows["quotes"].append({
            "quote_id": f"q{len(self.rows['quotes']) + 1}", "sentence": self._sentence,
            "parts": dump_list([{"start": start, "end": end, "surface": said}]), "text": said, "kind": "direct",
            "speaker": speaker.name, "speaker_start": name_start, "speaker_end": name_end,
            "speaker_name": speaker.name, "speaker_id": speaker.actor_id, "speaker_inferred": chance.random() < 0.2,
            "cue": cue, "cue_start": cue_start, "cue_end": cue_end, "stance": stance, "method": "before an incise",
        })  # fmt: skip
        return f"“We want a {adjective[1]} {noun[1]} for {other[1]}, number {number} shows it,” {speaker.name} said."

    def _plain(self) -> str:
        chance = self.world.chance
        first, second = self._two()
        noun, other, adjective = chance.choice(_NOUNS), chance.choice(_NOUNS), chance.choice(_ADJECTIVES)
        self._name(first)
        self._put(f" suit {noun[0]} avec ")
        self._name(second)
        number = chance.randrange(10**6)
        self._put(f", et le {other[0]} {adjective[0]} du dossier {number} reste ouvert.")
        return (
            f"{first.name} follows the {noun[1]} with {second.name}, and the {adjective[1]} {other[1]} of file "
            f"{number} stays open."
        )

    def _english(self, number: int, english: str) -> Row:
        flagged = self.world.chance.random() < 0.1
        flags = dump_list([{"kind": "number", "detail": "number: 12"}] if flagged else [])
        return {
            "sentence": number, "text_en": english, "engine": "apertium", "engine_version": "fr-es+spa-eng 1.0",
            "edited_by": "", "flags": flags,
        }  # fmt: skip

    def _finished(self) -> Rows:
        chance, number = self.world.chance, self.number
        key = hashlib.sha256(f"{number} {self.text}".encode()).hexdigest()[:32]
        nouns, adjective = (chance.choice(_NOUNS), chance.choice(_NOUNS)), chance.choice(_ADJECTIVES)
        day = self.published.isoformat()
        loaded = f"2026-11-{1 + number // 86_400:02d}T{number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}"
        self.rows["articles"].append({
            "title": f"{self.cast[0].name}, {nouns[0][0]} {adjective[0]} et {nouns[1][0]}",
            "title_en": f"{self.cast[0].name}, {adjective[1]} {nouns[0][1]} and {nouns[1][1]}",
            "title_engine": "apertium fr-es+spa-eng 1.0", "title_flags": "[]",
            "source": chance.choice(self.world.sources), "author": "", "published": day, "published_start": day,
            "published_end": day, "file_name": f"press.jsonl#{number + 1}", "n_words": len(self.text.split()),
            "story_id": key, "loaded_at": f"{loaded}+00:00", "reader_version": "", "warnings": "[]",
            "text": self.text,
        })  # fmt: skip
        named = {row["actor_id"] for row in self.rows["mentions"]}
        self.rows["article_actors"] += [
            {"actor_id": a.actor_id, "name": a.name, "name_en": a.name, "type": a.kind, "country": a.country, "aliases": "[]"}
            for a in self.cast if a.actor_id in named
        ]  # fmt: skip
        signature = self.world.numbers.integers(0, 2**63, 128, dtype=np.uint64)
        self.rows["story_signatures"].append(
            {"story_id": key, "signature": signature.tobytes(), "maker": near_duplicates.maker()}
        )
        self.rows["story_bands"] += [
            {"band": band, "key": value} for band, value in near_duplicates.band_keys(signature)
        ]
        for rows in self.rows.values():
            for row in rows:
                row["article_id"] = key
        return self.rows


def articles(number: int) -> Iterator[Rows]:
    """The rows of each article, by table."""
    world = World(number)
    return (Writer(world, each).written() for each in range(number))


def make(number: int, out: Path) -> None:
    """Write a corpus of so many articles; one that is there already is replaced."""
    for ending in ("", "-wal", "-shm"):
        out.with_name(out.name + ending).unlink(missing_ok=True)
    Corpus(out).close()
    with closing(sqlite3.connect(out)) as connection:
        for pragma in ("synchronous=OFF", "cache_size=-200000"):
            connection.execute(f"PRAGMA {pragma}")
        held: Rows = {name: [] for name in _TABLES}
        for done, rows in enumerate(articles(number), 1):
            for name, found in rows.items():
                held[name] += found
            if done % _MANY == 0 or done == number:
                _write(connection, held)
        connection.execute("UPDATE meta SET value = 2 WHERE key = 'version'")
        connection.commit()


def _write(connection: sqlite3.Connection, held: Rows) -> None:
    for name, rows in held.items():
        columns = [column for column in schema.metadata.tables[name].c.keys() if column != "row"]  # noqa: SIM118
        names, places = ", ".join(f'"{c}"' for c in columns), ", ".join(f":{c}" for c in columns)
        connection.executemany(f'INSERT INTO "{name}" ({names}) VALUES ({places})', rows)
        rows.clear()


def main() -> int:
    """Make the corpus and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("articles", type=int, metavar="N")
    parser.add_argument("out", type=Path, metavar="OUT.db")
    options = parser.parse_args()
    if options.articles < 1:
        parser.error("a corpus has one article at least")
    began = time.perf_counter()
    make(options.articles, options.out)
    size = options.out.stat().st_size / 1e6
    print(f"{options.articles:,} articles, {size:,.1f} MB, {time.perf_counter() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
