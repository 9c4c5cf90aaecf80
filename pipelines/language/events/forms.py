"""Every simple form of a French verb from its infinitive, with the tenses each form can stand for.

The model often leaves verbs unlemmatised, so triggers are looked up by form. Regular verbs follow rules; irregular
ones follow the model verb whose ending they share (*obtenir* like *tenir*), as in any grammar of French.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

INFINITIVE, PRESENT, IMPERFECT, PAST = "inf", "pres", "impf", "past"
FUTURE, CONDITIONAL, SUBJUNCTIVE, GERUND, PARTICIPLE = "fut", "cond", "subj", "ger", "part"

_FUTURE_ENDINGS = ("ai", "as", "a", "ons", "ez", "ont")
_IMPERFECT_ENDINGS = ("ais", "ais", "ait", "ions", "iez", "aient")
_SUBJUNCTIVE_ENDINGS = ("e", "es", "e", "ions", "iez", "ent")
_PAST_ENDINGS = {
    "a": ("ai", "as", "a", "âmes", "âtes", "èrent"),
    "i": ("is", "is", "it", "îmes", "îtes", "irent"),
    "u": ("us", "us", "ut", "ûmes", "ûtes", "urent"),
    "in": ("ins", "ins", "int", "înmes", "întes", "inrent"),
}

# ending: (present, future stem, past stem + class, participle); longest ending wins; "-" means "same as the stem".
_IRREGULAR: dict[str, tuple[str, str, str, str]] = {
    "tenir": ("tiens tiens tient tenons tenez tiennent", "tiendr", "t in", "tenu"),
    "venir": ("viens viens vient venons venez viennent", "viendr", "v in", "venu"),
    "vrir": ("vre vres vre vrons vrez vrent", "vrir", "vr i", "vert"),
    "frir": ("fre fres fre frons frez frent", "frir", "fr i", "fert"),
    "cueillir": ("cueille cueilles cueille cueillons cueillez cueillent", "cueiller", "cueill i", "cueilli"),
    "saillir": ("saille sailles saille saillons saillez saillent", "saillir", "saill i", "sailli"),
    "partir": ("pars pars part partons partez partent", "partir", "part i", "parti"),
    "sortir": ("sors sors sort sortons sortez sortent", "sortir", "sort i", "sorti"),
    "sentir": ("sens sens sent sentons sentez sentent", "sentir", "sent i", "senti"),
    "mentir": ("mens mens ment mentons mentez mentent", "mentir", "ment i", "menti"),
    "servir": ("sers sers sert servons servez servent", "servir", "serv i", "servi"),
    "courir": ("cours cours court courons courez courent", "courr", "cour u", "couru"),
    "quérir": ("quiers quiers quiert quérons quérez quièrent", "querr", "qu i", "quis"),
    "fuir": ("fuis fuis fuit fuyons fuyez fuient", "fuir", "fu i", "fui"),
    "cevoir": ("çois çois çoit cevons cevez çoivent", "cevr", "ç u", "çu"),
    "devoir": ("dois dois doit devons devez doivent", "devr", "d u", "dû"),
    "pouvoir": ("peux peux peut pouvons pouvez peuvent", "pourr", "p u", "pu"),
    "vouloir": ("veux veux veut voulons voulez veulent", "voudr", "voul u", "voulu"),
    "voir": ("vois vois voit voyons voyez voient", "verr", "v i", "vu"),
    "prévoir": ("prévois prévois prévoit prévoyons prévoyez prévoient", "prévoir", "prév i", "prévu"),
    "prendre": ("prends prends prend prenons prenez prennent", "prendr", "pr i", "pris"),
    "mettre": ("mets mets met mettons mettez mettent", "mettr", "m i", "mis"),
    "battre": ("bats bats bat battons battez battent", "battr", "batt i", "battu"),
    "dre": ("ds ds d dons dez dent", "dr", "d i", "du"),
    "pre": ("ps ps pt pons pez pent", "pr", "p i", "pu"),
    "aindre": ("ains ains aint aignons aignez aignent", "aindr", "aign i", "aint"),
    "eindre": ("eins eins eint eignons eignez eignent", "eindr", "eign i", "eint"),
    "oindre": ("oins oins oint oignons oignez oignent", "oindr", "oign i", "oint"),
    "soudre": ("sous sous sout solvons solvez solvent", "soudr", "sol u", "sous"),
    "suivre": ("suis suis suit suivons suivez suivent", "suivr", "suiv i", "suivi"),
    "crire": ("cris cris crit crivons crivez crivent", "crir", "criv i", "crit"),
    "dire": ("dis dis dit disons disez disent", "dir", "d i", "dit"),
    "uire": ("uis uis uit uisons uisez uisent", "uir", "uis i", "uit"),
    "croire": ("crois crois croit croyons croyez croient", "croir", "cr u", "cru"),
    "clure": ("clus clus clut cluons cluez cluent", "clur", "cl u", "clu"),
    "lire": ("lis lis lit lisons lisez lisent", "lir", "l u", "lu"),
    "faire": ("fais fais fait faisons faites font", "fer", "f i", "fait"),
    "taire": ("tais tais tait taisons taisez taisent", "tair", "t u", "tu"),
    "aître": ("ais ais aît aissons aissez aissent", "aîtr", "n u", "nu"),
    "vaincre": ("vaincs vaincs vainc vainquons vainquez vainquent", "vaincr", "vainqu i", "vaincu"),
    "être": ("suis es est sommes êtes sont", "ser", "f u", "été"),
    "avoir": ("ai as a avons avez ont", "aur", "e u", "eu"),
    "aller": ("vais vas va allons allez vont", "ir", "all a", "allé"),
    "dissoudre": ("dissous dissous dissout dissolvons dissolvez dissolvent", "dissoudr", "dissol u", "dissous"),
}  # fmt: skip
_IMPERFECT_STEMS = {"être": "ét", "vaincre": "vainqu"}
_GERUNDS = {"avoir": "ayant", "être": "étant"}
_SUBJUNCTIVES = {
    "être": "sois sois soit soyons soyez soient", "avoir": "aie aies ait ayons ayez aient",
    "aller": "aille ailles aille allions alliez aillent", "faire": "fasse fasses fasse fassions fassiez fassent",
    "pouvoir": "puisse puisses puisse puissions puissiez puissent",
    "vouloir": "veuille veuilles veuille voulions vouliez veuillent",
}  # fmt: skip


@cache
def conjugate(infinitive: str) -> dict[str, frozenset[str]]:
    """All simple forms of `infinitive`, lower case, each with the tenses it can be.

    Participles come in their four agreements. Reflexive pronouns and auxiliaries are not part of a form.

    Raises:
        ValueError: `infinitive` does not end like a French infinitive.
    """
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for form, tense in (*_paradigm(infinitive), (infinitive, INFINITIVE)):
        forms[form].add(tense)
    return {form: frozenset(tenses) for form, tenses in forms.items()}


def _paradigm(infinitive: str) -> Iterator[tuple[str, str]]:
    model = max((ending for ending in _IRREGULAR if infinitive.endswith(ending)), key=len, default="")
    if model:
        yield from _irregular(infinitive[: -len(model)], model)
    elif infinitive.endswith("er"):
        yield from _first_group(infinitive[:-2])
    elif infinitive.endswith("ir"):
        yield from _second_group(infinitive[:-2])
    else:
        raise ValueError(f"“{infinitive}” does not end like a French infinitive.")


def _irregular(head: str, model: str) -> Iterator[tuple[str, str]]:
    present, future, past, participle = _IRREGULAR[model]
    persons = [head + form for form in present.split()]
    yield from ((form, PRESENT) for form in persons)
    imperfect = head + _IMPERFECT_STEMS.get(model, persons[3].removeprefix(head).removesuffix("ons"))
    yield from ((imperfect + ending, IMPERFECT) for ending in _IMPERFECT_ENDINGS)
    yield from _future(head + future)
    stem, kind = past.split()
    yield from ((head + stem + ending, PAST) for ending in _PAST_ENDINGS[kind])
    if model in _SUBJUNCTIVES:
        yield from ((head + form, SUBJUNCTIVE) for form in _SUBJUNCTIVES[model].split())
    else:
        stem = persons[5].removesuffix("ent")
        yield from ((stem + ending, SUBJUNCTIVE) for ending in _SUBJUNCTIVE_ENDINGS)
    yield head + _GERUNDS.get(model, imperfect.removeprefix(head) + "ant"), GERUND
    yield from _agreements(head + participle)


def _first_group(stem: str) -> Iterator[tuple[str, str]]:
    soft = {"c": "ç", "g": "ge"}.get(stem[-1:], stem[-1:])
    before_a = stem[:-1] + soft
    mute = _before_mute_e(stem)
    for ending in ("e", "es", "ent"):
        yield mute + ending, PRESENT
        yield mute + ending, SUBJUNCTIVE
    yield before_a + "ons", PRESENT
    yield stem + "ez", PRESENT
    for ending in _IMPERFECT_ENDINGS:
        yield (stem if ending.startswith("i") else before_a) + ending, IMPERFECT
    for ending in _PAST_ENDINGS["a"]:
        yield (stem if ending.startswith("è") else before_a) + ending, PAST
    # é_er keeps é in the traditional future (libérera), the 1990 spelling has è: both are in the press.
    yield from _future(mute + "er")
    if stem.endswith("envoy"):
        yield from _future(stem[:-2] + "err")
    yield from _future(stem + "er")
    yield before_a + "ant", GERUND
    yield from _agreements(stem + "é")


def _before_mute_e(stem: str) -> str:
    if stem.endswith(("ay", "oy", "uy")):
        return stem[:-1] + "i"
    if stem.endswith(("appel", "rejet", "projet", "jet")):
        return stem + stem[-1]
    if len(stem) > 2 and stem[-2] in "eé" and stem[-1] not in "aeiouyé":
        return stem[:-2] + "è" + stem[-1]
    if len(stem) > 3 and stem[-3] in "eé" and stem[-2:] in {"gn", "gr", "tr", "br", "vr", "gu", "qu", "cr"}:
        return stem[:-3] + "è" + stem[-2:]
    return stem


def _second_group(stem: str) -> Iterator[tuple[str, str]]:
    for ending in ("is", "it", "issons", "issez", "issent"):
        yield stem + ending, PRESENT
    for ending in _IMPERFECT_ENDINGS:
        yield stem + "iss" + ending, IMPERFECT
    for ending in _SUBJUNCTIVE_ENDINGS:
        yield stem + "iss" + ending, SUBJUNCTIVE
    for ending in _PAST_ENDINGS["i"]:
        yield stem + ending, PAST
    yield from _future(stem + "ir")
    yield stem + "issant", GERUND
    yield from _agreements(stem + "i")


def _future(stem: str) -> Iterator[tuple[str, str]]:
    for ending in _FUTURE_ENDINGS:
        yield stem + ending, FUTURE
    for ending in _IMPERFECT_ENDINGS:
        yield stem + ending, CONDITIONAL


def _agreements(masculine: str) -> Iterator[tuple[str, str]]:
    stem = masculine.replace("dû", "du") if masculine.endswith("dû") else masculine
    feminine = stem[:-1] + "te" if stem.endswith("sous") else stem + "e"
    plural = stem if stem.endswith("s") else stem + "s"
    for form in (masculine, feminine, plural, feminine + "s"):
        yield form, PARTICIPLE
