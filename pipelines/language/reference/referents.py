"""What a noun phrase or a pronoun refers to: a name, a function already told, a possessive, or nobody named."""

from __future__ import annotations

from pipelines.language.gazetteer import demonyms, fold
from pipelines.language.phrases import phrase_end, phrase_start, words
from pipelines.language.records import Span
from pipelines.language.reference.antecedents import Anaphor, Antecedents
from pipelines.language.reference.prominence import HONORIFICS, UNKNOWN, Speaker
from pipelines.language.reference.reminders import QUANTITIES
from pipelines.language.reporting import Cue

_FEMININE = frozenset({"la", "une", "cette", "sa", "ma", "mme", "mlle", "madame"})
_MASCULINE = frozenset({"le", "un", "ce", "cet", "du", "au", "son", "mon", "m.", "monsieur", "mgr"})
_THIRD_PERSONS = {
    "il": ("m", "s"), "elle": ("f", "s"), "ils": ("m", "p"), "elles": ("f", "p"), "lui": ("", "s"), "eux": ("m", "p"),
    "celui-ci": ("m", "s"), "celle-ci": ("f", "s"), "ceux-ci": ("m", "p"), "celles-ci": ("f", "p"),
}  # fmt: skip
_CLITICS = {"l'": ("", "s"), "le": ("m", "s"), "la": ("f", "s"), "les": ("", "p"), "leur": ("", "p")}
POSSESSIVES = frozenset({"son", "sa", "ses", "leur", "leurs"})
PERSONAL = frozenset({*_THIRD_PERSONS, *_CLITICS})
DEFINITE = frozenset({"le", "la", "l'", "les", "ce", "cet", "cette", "ces", "du", "au", "aux", "des"})
_KIN = frozenset({
    "mère", "père", "frère", "sœur", "soeur", "fils", "fille", "épouse", "époux", "mari", "femme", "compagne", "compagnon",
    "avocat", "avocate", "avocats", "famille", "proches", "voisin", "voisine", "oncle", "tante", "veuve", "cousin", "entourage",
})  # fmt: skip
_NUMBERS = frozenset(
    {
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "vingt",
        "cent",
    }
)
_HAVING = frozenset(
    {"a", "ont", "avait", "avaient", "aurait", "auraient", "ait", "aient", "avoir", "ayant", "aura", "auront"}
)
_TO_PARTICIPLE = 5  # tokens from "l'" to the participle of "l'a déjà une fois exclue"
_OF_TWO = frozenset({"premier", "première", "second", "seconde"})
_WATCHED = frozenset(
    {
        "numérique",
        "financier",
        "bourse",
        "boursier",
        "marchés",
        "concurrence",
        "audiovisuel",
        "bancaire",
        "données",
        "nucléaire",
        "télécoms",
    }
)
_WHERE = frozenset({"à", "a", "au", "chez", "dans", "côté", "en"})
_WIDEST = 200  # mentions looked over for the article of a name
_CIRCLES = frozenset({"entourage", "cabinet", "bureau", "proches", "famille", "camp", "équipe", "services"})


class Referents(Antecedents):
    """Resolves phrases to speakers."""

    def phrase_at(self, offset: int) -> tuple[int, int]:
        """First and past-last token of the phrase whose head stands at an offset; a pronoun or determiner is alone."""
        surface = self.surface
        i = min(surface.token_at(offset), len(surface) - 1)
        if surface.low[i].removeprefix("-t").lstrip("-") in _THIRD_PERSONS or surface.pos[i] in (
            "PRON",
            "DET",
        ):
            return i, i + 1
        first = phrase_start(surface, i)
        return first, max(phrase_end(surface, first), i + 1)

    def anaphor(self, first: int, stop: int) -> Anaphor | None:
        """The phrase in tokens first … stop - 1 as an anaphor; None where it names, or introduces, someone."""
        low = self.surface.low
        word = low[first].removeprefix("-t").lstrip("-")
        if word in _THIRD_PERSONS:
            gender, number = _THIRD_PERSONS[word]
            kind = (
                "demonstrative"
                if word.startswith("ce")
                else "object"
                if word in ("lui", "eux")
                else "subject"
            )
            return Anaphor(first, stop, kind, gender, number)
        if word in _CLITICS and stop - first == 1:
            gender, number = _CLITICS[word]
            return Anaphor(first, stop, "object", gender or self._agreement_behind(first), number)
        if word in POSSESSIVES and stop - first == 1:
            kin = first + 1 < len(low) and low[first + 1] in _KIN
            return Anaphor(
                first, stop, "kin owner" if kin else "owner", "", "p" if word.startswith("leur") else "s"
            )
        head = self._head(first, stop)
        definite = low[first] in DEFINITE or (first > 0 and low[first - 1] in ("du", "au", "des", "aux"))
        if low[first : first + 2] in (
            ["ce", "dernier"],
            ["cette", "dernière"],
            ["ces", "derniers"],
            ["ces", "dernières"],
        ):
            return Anaphor(first, stop, "demonstrative", *self._agreement(first, stop))
        several = (
            low[first] == "des" and self.surface.pos[first] == "DET" and self.surface.pos[first - 1] != "NOUN"
        )
        if head < 0 or not definite or several:
            return None
        gender, number = self._agreement(first, stop)
        noun = low[head]
        if noun in ("gendarme", "policier") and head + 2 <= stop and _WATCHED & set(low[head + 1 : stop]):
            noun = "régulateur"  # "le gendarme du numérique", "le gendarme financier"
        return Anaphor(first, stop, "noun", gender, number, noun, head)

    def _agreement_behind(self, first: int) -> str:
        """The gender that a participle behind "avoir" gives an object before it ("l'a sanctionnée"); "" for any other."""
        low = self.surface.low
        if low[first] not in ("l'", "les"):
            return ""
        end = min(len(low), self.surface.last[first], first + _TO_PARTICIPLE)
        having = next((i for i in range(first + 1, end) if low[i] in _HAVING), end)
        for i in range(having + 1, end):
            word = low[i].removesuffix("s")
            if self.surface.pos[i] == "VERB":
                return "f" if word.endswith(("ée", "ie", "ue", "te", "ise")) else "m"
            if self.surface.pos[i] != "ADV":
                break
        return ""

    def _head(self, first: int, stop: int) -> int:
        """The noun of a phrase, such as "quinquagénaire" or "Néerlandais" too; -1 if none."""
        surface, low = self.surface, self.surface.low
        found = next(
            (j for j in range(first, stop) if surface.pos[j] == "NOUN" or low[j] in words().sources), -1
        )
        if found >= 0 or stop - first > 3:
            return found
        return next(
            (
                j
                for j in range(first + 1, stop)
                if words().is_person(low[j])
                or (surface.text[surface.start[j]].isupper() and fold(low[j]) in demonyms())
            ),
            -1,
        )

    def taken_up(self, first: int, stop: int) -> Speaker | None:  # noqa: PLR0911
        """Who a pronoun or a phrase without a name stands for; a phrase that a name explains is that name's."""
        surface, low = self.surface, self.surface.low
        anaphor = self.anaphor(first, stop)
        if stop - first == 1:
            return self.choose(anaphor) if anaphor else None
        if self.apposed(first, stop) >= 0:
            return None
        if stop - first == 2 and low[first + 1] in _OF_TWO:
            return self._of_two(first, low[first + 1])
        if first > 1 and low[first - 1] == "," and surface.mention[first - 2] >= 0:
            return None
        found = self.choose(anaphor) if anaphor else None
        if found is not None:
            return found
        if low[first] in POSSESSIVES:
            return None
        span = surface.span(first, stop)
        return Speaker(span, _lower_first(surface.text[span[0] : span[1]]), "", *self._agreement(first, stop))

    def of_phrase(self, first: int, stop: int) -> Speaker:  # noqa: PLR0911
        """The speaker that the phrase in tokens first … stop - 1 names; an apposition set off by commas wins."""
        surface, low = self.surface, self.surface.low
        if low[first] in _THIRD_PERSONS or low[first] == "on":
            return self._pronoun(first, None)
        apposed = self.apposed(first, stop)
        if apposed >= 0:
            around = self._around(first, stop, apposed)
            if around is not None:
                return around
            return self._named(apposed, surface.span(self.first_token[apposed], self.last_token[apposed]))
        span = surface.span(first, stop)
        if (
            low[first] in ("un", "une", "le", "la", "l'")
            and first > surface.first[first] + 1
            and low[first - 1] == ","
        ):
            explained = surface.mention[first - 2]  # "Kim Sung-ho, un porte-parole de l'armée,"
            if (
                explained >= 0
                and surface.mentions[explained].type == "PER"
                and stop < len(low)
                and low[stop] in (",", "a", "(")
                and (not any(surface.is_mention(j, "PER") for j in range(first, stop)))
            ):
                return self._named(
                    explained, surface.span(self.first_token[explained], self.last_token[explained])
                )
        both = self._two(first, stop)
        if both is not None:
            return both
        number = self._head_mention(first, stop)
        if number >= 0 and not self._is_common(number):
            return self._named(number, span)
        return self._described(first, stop, span)

    def _two(self, first: int, stop: int) -> Speaker | None:
        """ "X et Y ont affirmé", "ont affirmé X et Y": two who speak together; None where one speaks."""
        surface, low = self.surface, self.surface.low
        floor = surface.first[first]
        link = next((j for j in range(first, stop) if low[j] == "et" and surface.mention[j] < 0), -1)
        if link < 0 and first - 2 >= floor and low[first - 1] == "et" and surface.mention[first - 2] >= 0:
            verb = next((j for j in range(stop, min(stop + 4, len(low))) if surface.finite[j]), -1)
            if verb >= 0 and low[verb].endswith("nt"):
                link = first - 1
        if link < 1 or link + 1 >= stop or surface.mention[link - 1] < 0:
            return None
        second = next((j for j in range(link + 1, stop) if surface.mention[j] >= 0), -1)
        one, other = surface.mention[link - 1], surface.mention[second] if second >= 0 else -1
        if other < 0 or surface.mentions[one].actor_id == surface.mentions[other].actor_id:
            return None
        kinds = {surface.mentions[one].type == "PER", surface.mentions[other].type == "PER"}
        start = self.first_token[one]
        if len(kinds) > 1 or any(surface.pos[j] == "ADP" for j in range(link + 1, second)):
            return None
        if self._is_complement(min(first, start), start) and start > first:
            return None
        names = [self._named(number, (0, 1)).name for number in (one, other)]
        span = surface.start[min(first, start)], surface.end[stop - 1]
        return Speaker(span, " et ".join(names), "", "", "p")

    def _is_common(self, number: int) -> bool:
        """ "ONG" read as a name is still a common noun."""
        mention = self.surface.mentions[number]
        return self.surface.text[mention.start : mention.end].lower() in words().general_institutions

    def _around(self, first: int, stop: int, person: int) -> Speaker | None:
        """ "L'entourage de la ministre, X": those around a person, not the person."""
        surface, low = self.surface, self.surface.low
        head = next((j for j in range(first, stop) if surface.pos[j] == "NOUN"), -1)
        if (
            head < 0
            or low[head] not in _CIRCLES
            or head + 1 >= stop
            or low[head + 1] not in ("de", "d'", "du", "des")
        ):
            return None
        name = self._named(person, (0, 1)).name
        start = surface.start[first]
        return Speaker(
            surface.span(first, stop), f"{surface.text[start : surface.end[head]]} {of_name(name)}"
        )

    def apposed(self, first: int, stop: int) -> int:
        """The mention of a person in ", X," right after the phrase; -1 if none."""
        surface, low = self.surface, self.surface.low
        if any(
            surface.is_mention(j, "PER") for j in range(first, stop) if low[j - 1] not in ("de", "d'", "du")
        ):
            return -1
        j = stop
        if j < len(low) and low[j] == "(":
            while j < len(low) and low[j] != ")" and j < stop + 8:
                j += 1
            j += 1
        if j + 1 >= len(low) or low[j] != ",":
            return -1
        j += 1
        limit = min(surface.last[first], j + 8)
        while (
            j < limit
            and not surface.is_mention(j, "PER")
            and (
                surface.pos[j] in ("DET", "ADJ", "NOUN")
                or low[j] in ("m.", "mme", "me", "dr", "pr", "mgr", "le", "la", "l'", "général")
            )
        ):
            j += 1
        return surface.mention[j] if j < limit and surface.is_mention(j, "PER") else -1

    def _head_mention(self, first: int, stop: int) -> int:
        """The mention that is the head of the phrase, or stands in apposition to it; -1 if none."""
        surface = self.surface
        best = -1
        j = first
        while j < stop:
            number = surface.mention[j]
            if number < 0:
                j += 1
                continue
            linked = j > first and self._is_complement(first, j)
            if not linked:
                if surface.mentions[number].type == "PER":
                    return number
                best = number if best < 0 else best
            elif best < 0 and self._issuer(first, j):
                best = number
            j = surface.mention_end(j)
        return best

    def _is_complement(self, first: int, j: int) -> bool:
        """Whether the mention at j hangs on a preposition of the phrase: "l'épouse de M. [X]", "le frère du ministre [X]"."""
        low = self.surface.low
        k = j - 1
        while k > first and (low[k] in HONORIFICS or low[k] in ("l'", "la", "le", "les")):
            k -= 1
        if low[k] in ("de", "d'", "du", "des", "à", "au", "aux", "en", "pour", "sur", "et"):
            return True
        if not self.surface.is_mention(j, "PER") or not words().is_person(low[k]) or k - 1 <= first:
            return False
        # "le frère du ministre X": the one who is told of bears the second function
        link = k - 1 - (low[k - 1] in ("l'", "la"))
        held = next((i for i in range(first, link) if words().is_person(low[i])), -1)
        return held >= 0 and low[held] in words().relations | _KIN and low[link] in ("de", "du", "d'")

    def _issuer(self, first: int, j: int) -> bool:
        """Whether the mention at j issued the document that the phrase names."""
        low = self.surface.low
        documents = words().documents
        return any(low[k] in documents for k in range(first, j))

    def _described(self, first: int, stop: int, span: Span) -> Speaker:  # noqa: PLR0911
        """A phrase without a name of its own: a function already named, a possessive, or nobody in particular."""
        surface, low = self.surface, self.surface.low
        gender, plural = self._agreement(first, stop)
        head = next(
            (j for j in range(first, stop) if surface.pos[j] == "NOUN" or low[j] in words().sources), first
        )
        text = surface.text[span[0] : span[1]]
        if stop - first == 2 and low[head] in _OF_TWO:
            return self._at(span, self._of_two(first, low[head]))
        if low[stop - 1] in ("eux", "elles") and "un" in low[first].removeprefix("l'") + low[first + 1]:
            return Speaker(span, self._one_of(first, stop) or _lower_first(text), "", gender, "s")
        if "même" in low[first:stop] or "mêmes" in low[first:stop]:
            earlier = self._same_words(low[head], first)
            if earlier is not None:
                return self._at(span, earlier)
        belonging = self._belonging(first, stop, head)
        if belonging:
            return Speaker(span, belonging, "", gender, plural)
        definite = low[first] in DEFINITE or (first > 0 and low[first - 1] in ("du", "au", "des", "aux"))
        issuer = self._issuer_before(first) if definite and low[head] in words().documents else UNKNOWN
        if issuer.name:
            return self._at(span, issuer)
        anaphor = self.anaphor(first, stop)
        taken_up = self.choose(anaphor) if anaphor else None
        if taken_up is not None:
            return self._at(span, taken_up)
        named = self._first_name(stop)
        if (
            named is None
            and low[first] in POSSESSIVES
            and (low[head] in words().relations or words().is_person(low[head]))
        ):
            return self._possessed(first, stop, span, gender, plural)
        return named or Speaker(span, _lower_first(text), "", gender, plural)

    def _one_of(self, first: int, stop: int) -> str:
        """ "L'un d'eux": one of the people last told of; "" where there are none."""
        chain, count = self.reminders_before(first)
        for each in reversed(chain[max(0, count - 8) : count]):
            speaker = each.speaker
            if speaker.number != "p" or speaker.actor_id or not speaker.span:
                continue
            several = speaker.name.split(" ", 1)
            if len(several) == 2:
                rest = several[1] if several[0] in ("les", "des", "ces", "ses", "leurs") else speaker.name
                one = "l'une" if "une" in "".join(self.surface.low[first : min(first + 2, stop)]) else "l'un"
                return f"{one} des {rest}"
        return ""

    def _belonging(self, first: int, stop: int, head: int) -> str:
        """The full name of "l'épouse de M. X": what someone is to a person; "" for any other phrase."""
        surface, low = self.surface, self.surface.low
        named = next((j for j in range(head + 1, stop) if surface.is_mention(j, "PER")), -1)
        if (
            low[first] not in DEFINITE
            or named < 0
            or surface.mention_end(named) != stop
            or low[head + 1] not in ("de", "d'", "du")
        ):
            return ""
        if any(low[j] not in HONORIFICS for j in range(head + 2, named)):
            return ""
        number = surface.mention[named]
        owner = self._named(number, surface.span(named, stop)).name
        return f"{_lower_first(surface.text[surface.start[first] : surface.end[head]])} {of_name(owner)}"

    def _of_speaker(self, speaker: Speaker) -> str:
        """ "De l'Union africaine", "du Hezbollah", "de X": with the article that the text gives an institution."""
        actor = self.actors.get(speaker.actor_id)
        if actor is not None and actor.type != "PER":
            for number, mention in enumerate(self.surface.mentions[:_WIDEST]):
                before = self.first_token[number] - 1
                if mention.actor_id == speaker.actor_id and before >= 0:
                    article = self.surface.low[before]
                    if article in ("l'", "la", "le", "les"):
                        return of_name(f"{article}{'' if article.endswith(chr(39)) else ' '}{speaker.name}")
                    if article in ("du", "des"):
                        return f"{article} {speaker.name}"
        return of_name(speaker.name)

    def _first_name(self, j: int) -> Speaker | None:
        """A name in ", Nadia," that no layer knows, right after the phrase."""
        surface = self.surface
        if j + 2 >= len(surface) or surface.low[j] != "," or surface.low[j + 2] not in (",", "(", "."):
            return None
        if surface.pos[j + 1] != "PROPN" or not surface.text[surface.start[j + 1]].isupper():
            return None
        span = surface.span(j + 1, j + 2)
        return Speaker(span, surface.text[span[0] : span[1]])

    def _possessed(self, first: int, stop: int, span: Span, gender: str, plural: str) -> Speaker:
        surface = self.surface
        anaphor = self.anaphor(first, first + 1)
        owner = (self.choose(anaphor) if anaphor else None) or UNKNOWN
        text = surface.text[span[0] : span[1]]
        if not owner.name:
            return Speaker(span, text, "", gender, plural)
        if self.surface.low[first + 1] in words().documents:
            return self._at(span, owner)  # "son communiqué" speaks for whoever issued it
        rest = text.split(" ", 1)[-1]
        article = (
            "les"
            if plural == "p"
            else "l'"
            if rest[0].lower() in "aeéèêiouyhâîô"
            else "la"
            if gender == "f"
            else "le"
        )
        name = f"{article}{'' if article == chr(108) + chr(39) else ' '}{rest} {self._of_speaker(owner)}"
        return Speaker(span, name, "", gender, plural)

    def _agreement(self, first: int, stop: int) -> tuple[str, str]:
        low = self.surface.low
        number = (
            "p"
            if low[first]
            in (
                "les",
                "des",
                "ces",
                "ses",
                "leurs",
                "plusieurs",
                "certains",
                "certaines",
                "quelques",
                "quelque",
            )
            or (self.surface.pos[first] == "NUM" and low[first] not in ("un", "une"))
            or low[first] in _NUMBERS
            or low[first][:1].isdigit()
            or not QUANTITIES.isdisjoint(low[first + 1 : min(first + 2, stop - 1)])
            else "s"
        )
        if low[first] in _FEMININE and low[first + 1] not in QUANTITIES:
            return "f", number
        if low[first] in _MASCULINE and not (low[first] == "son" and low[first + 1][0] in "aeiouéh"):
            return "m", number
        for j in range(first, stop):
            gender = self.surface.token[j].morph.get("Gender", [])
            if gender and self.surface.pos[j] == "NOUN" and low[j] not in QUANTITIES:
                return ("f" if gender[0] == "Fem" else "m"), number
        return "", number

    def _pronoun(self, i: int, cue: Cue | None) -> Speaker:
        surface = self.surface
        word = surface.low[i].removeprefix("-t").lstrip("-")
        start = surface.end[i] - len(word)
        span = (start, surface.end[i])
        if word in ("on", "l'on"):
            return self._impersonal(i, span, cue)
        if word in ("je", "j'", "nous", "vous"):
            return Speaker(span, word)
        anaphor = self.anaphor(i, i + 1)
        return self._at(span, (self.choose(anaphor) if anaphor else None) or UNKNOWN)

    def _impersonal(self, i: int, span: Span, cue: Cue | None) -> Speaker:
        """Who stands behind "on": "auprès de X", "au ministère", "dans son entourage", "à Bruxelles, on"."""
        surface, low = self.surface, self.surface.low
        floor = surface.first[i]
        if i - floor >= 2 and low[floor] in _WHERE:
            return self.of_phrase(floor + 1, max(phrase_end(surface, floor + 1), floor + 2))
        j = max(i + 1, cue.stop if cue else i + 1)
        stop = min(surface.last[i], j + 14)
        while j < stop and low[j] not in (",", ".", ";", ":", "»", "”", "que", "qu'"):
            if low[j] in _WHERE or low[j] in ("auprès", "source", "sources", "aux", "l'entourage"):
                k = j if low[j] in ("source", "sources", "l'entourage") else j + 1
                while k < stop and low[k] in ("de", "d'", "du", "des"):
                    k += 1
                if k < stop and (
                    k == j or surface.pos[k] in ("DET", "NOUN", "PROPN", "ADJ") or surface.is_mention(k)
                ):
                    end = phrase_end(surface, k)
                    found = self.of_phrase(k, end)
                    source = any(low[m] in words().sources for m in range(k, end))
                    if (
                        surface.mention[k] >= 0
                        or found.actor_id
                        or k == j
                        or source
                        or low[j] not in ("à", "au")
                    ):
                        return found
            j += 1
        return Speaker(span, "on")


def of_name(name: str) -> str:
    """ "de X", "d'Y" before a vowel."""
    first, second = name[:1].lower(), name[1:2].lower()
    for article, contracted in (("le ", "du "), ("les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    vowel = first in "aeéèêiouâîô" or (first == "y" and second not in "aeéèêiouâîô")
    return f"d'{name}" if vowel else f"de {name}"


def _lower_first(text: str) -> str:
    head, _, rest = text.partition(" ")
    return (
        f"{head.lower()} {rest}"
        if rest
        and head.lower()
        in (
            "le",
            "la",
            "les",
            "un",
            "une",
            "des",
            *_NUMBERS,
            "plusieurs",
            "certains",
            "son",
            "sa",
            "ses",
        )
        else text
    )
