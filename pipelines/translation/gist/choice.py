"""Which reading of a French word is meant: rules over the words beside it, where Apertium's tagger is unsure.

Every rule reads the words before it as chosen already, and what the words after it may be. It narrows the readings of
one word; where several are left, the tagger's own choice stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from pipelines.lexicon import load_yaml
from pipelines.translation.gist.readings import Reading, Token

_NOMINAL = frozenset({"noun", "adjective", "name", "number"})
_EDGE = Token("", "", [Reading((("", ("sent",)),))])
_CLITICS_BEFORE_VERB = frozenset({"ne", "n'", "y", "se", "s'", "me", "m'", "te", "t'"})
_SUBJECTS = frozenset({"je", "j'", "tu", "il", "elle", "on", "ils", "elles", "qui", "ça", "cela", "ceci", "celui-ci", "celle-ci", "ceux-ci", "celles-ci"})  # fmt: skip
_PARTICIPLE_MAKERS = frozenset({"avoir", "être"})


class _Place:
    """A word in its sentence, its neighbours at hand."""

    def __init__(self, tokens: Sequence[Token], at: int) -> None:
        self.tokens, self.at = tokens, at
        self.token = tokens[at]
        self.low = self.token.low
        self.kinds = self.token.kinds

    def before(self, steps: int = 1) -> Token:
        """The word so many places before it, the edge of the sentence where there is none."""
        return self.tokens[self.at - steps] if self.at >= steps else _EDGE

    def after(self, steps: int = 1) -> Token:
        """The word so many places after it."""
        return self.tokens[self.at + steps] if self.at + steps < len(self.tokens) else _EDGE

    def auxiliary(self) -> str:
        """ "avoir" or "être" before it, with nothing but adverbs and pronouns between; "" where there is none."""
        for steps in range(1, 5):
            token = self.before(steps)
            if not token.readings:
                return ""
            reading = token.readings[0]
            if reading.lemma.lower() in _PARTICIPLE_MAKERS and reading.kind != "noun":
                return reading.lemma.lower()
            if reading.kind not in {"adverb", "pronoun", "clitic"}:
                return ""
        return ""

    def verbal(self) -> bool:
        """Whether what stands before calls for a verb in a person: a subject pronoun, "ne", an object pronoun."""
        before = self.before()
        if before.low in _CLITICS_BEFORE_VERB or before.low in _SUBJECTS:
            return True
        if not before.readings:
            return False
        chosen = before.readings[0]
        return chosen.kind == "clitic" or (chosen.kind == "pronoun" and chosen.lemma.lower() in {"nous", "vous", "il", "je", "tu", "on"})  # fmt: skip

    def kind_before(self) -> str:
        """The kind chosen for the word before."""
        before = self.before()
        return before.readings[0].kind if before.readings else "name"

    def determined(self) -> bool:
        """Whether a determiner, or a number or adjective that has one, stands before."""
        kind = self.kind_before()
        if kind == "determiner" or (self.before().readings[:1] and self.before().readings[0].parts[-1][1][:1] == ("det",)):  # fmt: skip
            return True
        return kind in {"adjective", "number"} and self._has_determiner()

    def _has_determiner(self) -> bool:
        for steps in (2, 3):
            token = self.before(steps)
            chosen = token.readings[0] if token.readings else None
            if chosen is None:
                return False
            if chosen.parts[-1][1][:1] == ("det",):
                return True
            if chosen.kind not in {"adjective", "number", "adverb"}:
                return False
        return False


Rule = Callable[[_Place], set[str] | None]


def choose(tokens: Sequence[Token]) -> None:
    """Leave each word one reading, the first of its list."""
    for at, token in enumerate(tokens):
        if len(token.readings) < 2:
            continue
        token.readings = [_chosen(_Place(tokens, at), token.readings)]


def _chosen(place: _Place, readings: list[Reading]) -> Reading:
    fixed = words()["lemmas"].get(place.low)
    if fixed:
        readings = [r for r in readings if r.lemma.lower() == fixed] or readings
    left = readings
    for rule in (_RULES_BY_WORD.get(place.low), *_RULES):
        if rule is None or len({r.kind for r in left}) < 2:
            continue
        wanted = rule(place)
        if wanted:
            left = [r for r in left if r.kind in wanted] or left
    return _mood(place, left)


def _mood(place: _Place, readings: list[Reading]) -> Reading:
    """Of two verb forms spelt alike the indicative; of two persons that of the subject before."""
    first = readings[0]
    if first.kind != "finite":
        return first
    alike = [r for r in readings if r.kind == "finite" and "imp" not in r.tags and "prs" not in r.tags]
    if not alike or first in alike:
        return first
    return next((r for r in alike if r.lemma == first.lemma), alike[0])


def _en(place: _Place) -> set[str] | None:
    """ "en 2001", "en prenant": a preposition; "il en parle", "pense en vendre", "la dette en est": a pronoun."""
    after = place.after()
    if after.kinds <= {"infinitive"} or after.low in {"est", "sont", "était", "a", "ai", "avait", "ont", "y"}:
        return {"clitic"}
    asked = (
        place.before().low in {"que", "qu'", "qui"} and "finite" in after.kinds and "noun" not in after.kinds
    )
    if asked or (place.verbal() and after.kinds & {"finite", "infinitive"}):
        return {"clitic"}
    return {"preposition"}


def _the(place: _Place) -> set[str] | None:
    """ "la Sarre", "les dernières semaines": an article; "il la porte", "pour le faire": a pronoun."""
    after = place.after()
    verb = after.kinds & {"finite", "infinitive"}
    if after.blank.strip():
        return {"determiner"}
    if after.low in {"avoir", "être"} and "participle" in place.after(2).kinds:
        return {"clitic"}
    if (after.low in {"y", "en", "lui", "leur"} and place.low != "l'") or (after.low in {"a", "ai", "ont", "avait", "avaient", "aurait", "est", "était"} and place.low == "l'" and (place.verbal() or place.kind_before() == "name" or place.kind_before() == "noun")):  # fmt: skip
        return {"clitic"}
    if verb and place.verbal():
        return {"clitic"}
    if verb and not after.kinds & {"noun", "adjective", "name", "number"}:
        return {"clitic"}
    return {"determiner"}


def _one(place: _Place) -> set[str] | None:
    """ "une teinte": an article; "l'un des employés", "l'une d'elles": a pronoun."""
    after = place.after()
    if place.before().low == "l'":
        return {"pronoun"}
    other = after.kinds & {"preposition", "mark", "relative"} or after.low in {
        "est",
        "sont",
        "a",
        "ont",
        "était",
    }
    return {"pronoun"} if other and not after.kinds & {"noun", "adjective"} else {"determiner"}


def _we(place: _Place) -> set[str] | None:
    """ "nous devons": a subject; "il nous a dit": an object; "nous nous devons": one of each."""
    after = place.after()
    if place.before().low == place.low or place.kind_before() in {"pronoun", "relative"} or place.before().low in {"ne", "n'"}:  # fmt: skip
        return {"clitic"}
    ending = "ons" if place.low == "nous" else "ez"
    if after.low == place.low or after.low in {"ne", "n'", "y", "en"} or after.low.endswith(ending) or after.low in {"sommes", "êtes", "faites", "dites"}:  # fmt: skip
        return {"pronoun"}
    return (
        {"clitic"}
        if after.kinds & {"finite", "infinitive"} and "preposition" not in after.kinds
        else {"pronoun"}
    )


def _can(place: _Place) -> set[str] | None:
    """ "le réseau de pouvoir": a noun; "pour pouvoir voter": a verb."""
    verb = place.after().kinds & {"infinitive"} or place.kind_before() not in {
        "determiner",
        "preposition",
        "adjective",
    }
    return {"infinitive"} if verb else {"noun"}


def _this(place: _Place) -> set[str] | None:
    """ "ce combat": a determiner; "ce que", "ce n'est": a pronoun."""
    after = place.after()
    if after.low in {"ne", "n'", "que", "qu'", "qui", "dont", "à", "sera", "serait", "sont", "fut", "furent", "était", "étaient", "soit", "devrait", "doit", "peut", "pourrait"}:  # fmt: skip
        return {"pronoun"}
    return {"determiner"} if after.kinds & _NOMINAL else None


def _their(place: _Place) -> set[str] | None:
    """ "leur maison": a determiner; "qui leur permet": a pronoun."""
    after = place.after()
    if place.verbal() and after.kinds & {"finite", "infinitive", "clitic"}:
        return {"clitic"}
    if after.kinds & _NOMINAL:
        return {"determiner"}
    return {"clitic"} if after.kinds & {"finite", "infinitive"} else None


def _plus(place: _Place) -> set[str] | None:
    """ "plus", "pas", "bien" are adverbs, but "un pas", "le bien commun"."""
    if place.low == "plus" or not place.determined():
        return {"adverb", "preadv"}
    return (
        {"adverb"} if place.low == "bien" and place.after().kinds & {"adjective", "participle"} else {"noun"}
    )


def _between(place: _Place) -> set[str] | None:
    """ "entre", "contre", "vers", "outre", "après" are prepositions unless a subject makes them verbs."""
    if place.low == "entre" and (place.before().low in _SUBJECTS - {"elle", "elles"} or place.before().low in {"ne", "n'", "y"}):  # fmt: skip
        return {"finite"}
    if place.low == "vers" and place.determined():
        return {"noun"}
    return {"preposition"}


def _even(place: _Place) -> set[str] | None:
    """ "la même façon": an adjective; "même dans ce cas": an adverb."""
    if place.determined() and place.before().low != "et":
        return {"adjective", "determiner"}
    if place.kind_before() in {"noun", "pronoun"} and place.before().low in {"jour", "moi", "lui", "elle", "soi", "nous", "vous", "cela"}:  # fmt: skip
        return None
    return {"adverb"}


def _none(place: _Place) -> set[str] | None:
    """ "aucun des deux": a pronoun; "aucun élu": a determiner."""
    return {"pronoun"} if place.after().low in {"de", "d'", "des", "du", "d'entre"} else None


def _put(place: _Place) -> set[str] | None:
    """ "mise en cause, la société": a participle; "une mise en garde": a noun."""
    return {"participle"} if place.kind_before() == "mark" and place.after().low == "en" else None


def _nobody(place: _Place) -> set[str] | None:
    """ "personne n'est venu", "il n'a vu personne": a pronoun; "une personne": a noun."""
    if place.determined():
        return {"noun"}
    denied = place.after().low in {"ne", "n'"} or any(
        place.before(n).low in {"ne", "n'", "sans"} for n in range(1, 7)
    )
    return {"pronoun"} if denied else None


def _summer(place: _Place) -> set[str] | None:
    """ "l'été" is a season, "a été" a participle."""
    return {"participle"} if place.auxiliary() else {"noun"}


def _if(place: _Place) -> set[str] | None:
    """ "si grand": an adverb; "si le texte est voté": a conjunction."""
    after = place.after()
    adverb = after.kinds & {"adjective", "adverb", "participle"} and not after.kinds & {
        "determiner",
        "noun",
        "name",
    }
    return {"adverb"} if adverb else {"conjunction"}


def _rather(place: _Place) -> set[str] | None:
    """ "alors" and "cependant" alone are adverbs."""
    return {"adverb"}


def _all(place: _Place) -> set[str] | None:
    """ "tout le pays": before a determiner; "tout est prêt": a pronoun."""
    after = place.after()
    if after.kinds & {"determiner"} or (
        after.kinds & {"noun"} and not after.kinds & {"finite", "participle"}
    ):
        return {"determiner"}
    if after.kinds & {"finite"} or after.kinds & {"mark"}:
        return {"pronoun"}
    return None


def _participle(place: _Place) -> set[str] | None:
    """ "a ajouté", "est écrit": participles after their auxiliary."""
    auxiliary = place.auxiliary()
    if auxiliary == "avoir" and "participle" in place.kinds:
        return {"participle"}
    if auxiliary == "être" and "participle" in place.kinds and "finite" in place.kinds:
        return {"participle", "adjective"}
    if place.verbal() and "finite" in place.kinds:
        return {"finite"}
    return None


def _after_determiner(place: _Place) -> set[str] | None:
    """ "une affaire", "ses avions": no verb after a determiner, and no adverb but before an adjective."""
    if place.determined() and place.kinds & _NOMINAL:
        after = place.after()
        if "adjective" in place.kinds and "noun" in place.kinds:
            return _adjective_or_noun(place, after)
        return (
            set(_NOMINAL) | {"participle"} if "noun" not in place.kinds else {"noun", "adjective", "number"}
        )
    if place.determined() and place.kinds >= {"participle", "finite"}:
        return {"participle"}
    return None


def _adjective_or_noun(place: _Place, after: Token) -> set[str]:
    """ "l'ancien chef": an adjective; "le politique français": a noun."""
    follows = after.kinds & _NOMINAL and not after.kinds & {"preposition", "determiner"}
    return {"adjective"} if place.low in words()["before_nouns"] and follows else {"noun"}


def _east(place: _Place) -> set[str] | None:
    """ "à l'est", "la côte Est": a noun; else a verb."""
    east = place.before().low in {"l'", "d'", "côte", "côté", "région", "rive", "nord", "sud"}
    return {"noun"} if east else {"finite"}


def _after_noun(place: _Place) -> set[str] | None:
    """ "le bloc politique", "une somme précise": an adjective after its noun."""
    if (
        place.kind_before() in {"noun", "name"}
        and "adjective" in place.kinds
        and place.token.blank.strip() == ""
    ):
        if "finite" in place.kinds and place.after().kinds & {"determiner", "clitic"} | ({"conjunction"} if place.after().low in {"que", "qu'"} else set()):  # fmt: skip
            return {"finite"}
        if place.kinds & {"noun"} and _agree(place):
            return {"adjective"}
    return None


def _agree(place: _Place) -> bool:
    noun = place.before().readings[:1]
    if not noun:
        return False
    for reading in place.token.readings:
        if reading.kind == "adjective":
            numbers = {"sg", "pl"} & set(reading.tags)
            known = {"sg", "pl"} & set(noun[0].tags)
            if not numbers or not known or numbers == known:
                return True
    return False


def _after_preposition(place: _Place) -> set[str] | None:
    """ "en compte", "sans contrôle": no verb in a person after a preposition."""
    if place.kind_before() == "preposition" and place.before().readings[0].parts[-1][1][:1] == ("pr",):
        verbal = {"infinitive"} if place.before().low not in {"en"} else {"gerund"}
        if (
            place.before().low in {"de", "d'"}
            and "noun" in place.kinds
            and place.kinds & {"participle", "adjective"}
            and not place.after().kinds & {"noun", "adjective"}
        ):
            return {"noun"}  # "une centaine de blessés"
        return set(_NOMINAL) | verbal | {"participle", "determiner", "pronoun", "adverb", "relative", "preposition", "conjunction"}  # fmt: skip
    return None


def _verb_for_clause(place: _Place) -> set[str] | None:
    """ "Le nouveau livre offre profondeur", "sa vie continue": the verb that the clause still lacks."""
    if not place.kinds >= {"noun", "finite"} or place.kind_before() not in {"noun", "name", "adjective"}:
        return None
    if place.token.blank.strip():
        return None
    return {"finite"} if not _has_verb(place) else None


def _says(place: _Place) -> set[str] | None:
    """ "Une erreur, juge le maire.": a verb of saying after a comma, its subject after it."""
    said = _speaking()
    if (
        place.before().low != ","
        or not place.after().kinds & {"determiner", "name"}
        or place.after().blank.strip()
    ):
        return None
    return (
        {"finite"}
        if any(r.kind == "finite" and r.lemma.lower() in said for r in place.token.readings)
        else None
    )


def _has_verb(place: _Place) -> bool:
    """Whether the clause has its verb already, or has one to come that can be nothing else."""
    for steps in range(1, 12):
        token = place.before(steps)
        if token is _EDGE:
            break
        chosen = token.readings[0] if token.readings else None
        if chosen and chosen.kind == "finite":
            return True
        if chosen and chosen.kind in {"relative", "conjunction", "mark"}:
            break
    for steps in range(1, 9):
        token = place.after(steps)
        if token.kinds & {"mark", "relative", "conjunction"} and not token.kinds & {"noun"}:
            return False
        if token.kinds == {"finite"}:
            return True
    return False


_RULES_BY_WORD: dict[str, Rule] = {
    "en": _en,
    **dict.fromkeys(("le", "la", "les", "l'"), _the),
    **dict.fromkeys(("un", "une"), _one),
    "ce": _this,
    "leur": _their,
    **dict.fromkeys(("plus", "pas", "bien", "point"), _plus),
    **dict.fromkeys(("entre", "contre", "vers", "outre", "après", "envers", "pendant", "hors", "concernant", "devant", "sous", "sur", "dans", "sauf"), _between),
    **dict.fromkeys(("même", "mêmes"), _even),
    **dict.fromkeys(("nous", "vous"), _we),
    "personne": _nobody,
    **dict.fromkeys(("mis", "mise", "mises"), _put),
    **dict.fromkeys(("aucun", "aucune", "nul", "nulle"), _none),
    "pouvoir": _can,
    "été": _summer,
    "est": _east,
    "si": _if,
    **dict.fromkeys(("alors", "cependant", "pourtant", "bref"), _rather),
    **dict.fromkeys(("tout", "tous", "toute", "toutes"), _all),
}  # fmt: skip
_RULES: tuple[Rule, ...] = (
    _says,
    _participle,
    _after_determiner,
    _after_noun,
    _after_preposition,
    _verb_for_clause,
)


@cache
def _speaking() -> frozenset[str]:
    return frozenset(load_yaml("gist_senses.yaml")["after_quotations"])


@cache
def words() -> dict[str, dict[str, str]]:
    """Words whose reading is the same in nearly every text of the press.

    Raises:
        DataFileError: the data is missing.
    """
    found: dict[str, dict[str, str]] = load_yaml("gist_readings.yaml")
    return found
