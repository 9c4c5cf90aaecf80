"""Which reading of a small French word is meant: "en", "le", "leur", "plus", "personne" and others, by those beside it."""

from __future__ import annotations

from pipelines.translation.gist.place import NOMINAL, SUBJECTS, Place, Rule


def _en(place: Place) -> set[str] | None:
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


def _the(place: Place) -> set[str] | None:
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


def _one(place: Place) -> set[str] | None:
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


def _we(place: Place) -> set[str] | None:
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


def _can(place: Place) -> set[str] | None:
    """ "le réseau de pouvoir": a noun; "pour pouvoir voter": a verb."""
    verb = place.after().kinds & {"infinitive"} or place.kind_before() not in {
        "determiner",
        "preposition",
        "adjective",
    }
    return {"infinitive"} if verb else {"noun"}


def _this(place: Place) -> set[str] | None:
    """ "ce combat": a determiner; "ce que", "ce n'est": a pronoun."""
    after = place.after()
    if after.low in {"ne", "n'", "que", "qu'", "qui", "dont", "à", "sera", "serait", "sont", "fut", "furent", "était", "étaient", "soit", "devrait", "doit", "peut", "pourrait"}:  # fmt: skip
        return {"pronoun"}
    return {"determiner"} if after.kinds & NOMINAL else None


def _their(place: Place) -> set[str] | None:
    """ "leur maison": a determiner; "qui leur permet": a pronoun."""
    after = place.after()
    if place.verbal() and after.kinds & {"finite", "infinitive", "clitic"}:
        return {"clitic"}
    if after.kinds & NOMINAL:
        return {"determiner"}
    return {"clitic"} if after.kinds & {"finite", "infinitive"} else None


def _plus(place: Place) -> set[str] | None:
    """ "plus", "pas", "bien" are adverbs, but "un pas", "le bien commun"."""
    if place.low == "plus" or not place.determined():
        return {"adverb", "preadv"}
    return (
        {"adverb"} if place.low == "bien" and place.after().kinds & {"adjective", "participle"} else {"noun"}
    )


def _between(place: Place) -> set[str] | None:
    """ "entre", "contre", "vers", "outre", "après" are prepositions unless a subject makes them verbs."""
    if place.low == "entre" and (place.before().low in SUBJECTS - {"elle", "elles"} or place.before().low in {"ne", "n'", "y"}):  # fmt: skip
        return {"finite"}
    if place.low == "vers" and place.determined():
        return {"noun"}
    return {"preposition"}


def _even(place: Place) -> set[str] | None:
    """ "la même façon": an adjective; "même dans ce cas": an adverb."""
    if place.determined() and place.before().low != "et":
        return {"adjective", "determiner"}
    if place.kind_before() in {"noun", "pronoun"} and place.before().low in {"jour", "moi", "lui", "elle", "soi", "nous", "vous", "cela"}:  # fmt: skip
        return None
    return {"adverb"}


def _nine(place: Place) -> set[str] | None:
    """ "les neuf derniers jours": a number; "un pneu neuf": an adjective."""
    return None if place.kind_before() == "noun" else {"number"}


def _none(place: Place) -> set[str] | None:
    """ "aucun des deux": a pronoun; "aucun élu": a determiner."""
    if place.after().low in {"de", "d'", "des", "du", "d'entre", "ne", "n'"}:
        return {"pronoun"}
    return {"determiner"} if place.after().kinds & {"noun", "adjective"} else None


def _put(place: Place) -> set[str] | None:
    """ "mise en cause, la société": a participle; "une mise en garde": a noun."""
    return {"participle"} if place.kind_before() == "mark" and place.after().low == "en" else None


def _nobody(place: Place) -> set[str] | None:
    """ "personne n'est venu", "il n'a vu personne": a pronoun; "une personne", "par personne": a noun."""
    if place.determined():
        return {"noun"}
    opens = place.kind_before() in {"mark", "conjunction", "relative"}
    before = any(place.before(n).low in {"ne", "n'", "sans"} for n in range(1, 7))
    return {"pronoun"} if opens or before or place.after().low in {"ne", "n'"} else None


def _summer(place: Place) -> set[str] | None:
    """ "l'été" is a season, "a été" a participle."""
    return {"participle"} if place.auxiliary() else {"noun"}


def _if(place: Place) -> set[str] | None:
    """ "si grand": an adverb; "si le texte est voté": a conjunction."""
    after = place.after()
    adverb = after.kinds & {"adjective", "adverb", "participle"} and not after.kinds & {
        "determiner",
        "noun",
        "name",
    }
    return {"adverb"} if adverb else {"conjunction"}


def _rather(place: Place) -> set[str] | None:
    """ "alors" and "cependant" alone are adverbs."""
    return {"adverb"}


def _all(place: Place) -> set[str] | None:
    """ "tout le pays": before a determiner; "tout est prêt": a pronoun."""
    after = place.after()
    if after.kinds & {"determiner"} or (
        after.kinds & {"noun"} and not after.kinds & {"finite", "participle"}
    ):
        return {"determiner"}
    if after.kinds & {"finite"} or after.kinds & {"mark"}:
        return {"pronoun"}
    return None


def _east(place: Place) -> set[str] | None:
    """ "à l'est", "la côte Est": a noun; else a verb."""
    east = place.before().low in {"l'", "d'", "côte", "côté", "région", "rive", "nord", "sud"}
    return {"noun"} if east else {"finite"}


RULES: dict[str, Rule] = {
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
    "neuf": _nine,
    "pouvoir": _can,
    "été": _summer,
    "est": _east,
    "si": _if,
    **dict.fromkeys(("alors", "cependant", "pourtant", "bref"), _rather),
    **dict.fromkeys(("tout", "tous", "toute", "toutes"), _all),
}  # fmt: skip
