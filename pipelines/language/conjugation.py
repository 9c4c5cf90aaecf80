"""Forms of French verbs from their infinitive, enough to recognise a verb in the press.

Regular verbs in -er and -ir follow the spelling rules of the school grammars; the irregular families that
report speech are tabled by their ending, so "soutenir" and "maintenir" share one line. Compound tenses are
left to the caller: only simple forms and participles are given.
"""

from __future__ import annotations

from typing import NamedTuple

_FUTURE = ("ai", "as", "a", "ons", "ez", "ont")
_IMPERFECT = ("ais", "ait", "ions", "iez", "aient")
_SUBJUNCTIVE = ("e", "es", "ent")
_VOWELS = "aeiouyéèêëîïôûœ"


class Forms(NamedTuple):
    """The forms of one verb, by what they can do in a clause."""

    infinitive: str
    finite: frozenset[str]
    present_participle: str
    past_participles: frozenset[str]


class _Family(NamedTuple):
    ending: str  # of the infinitive; the rest is the stem
    present: str  # six forms
    imperfect: str  # stem of the imperfect and the present participle
    future: str  # stem of the future and the conditional
    past: str  # historic past, third persons singular and plural, and first singular
    participle: str  # past participle, masculine
    subjunctive: str  # stem


_FAMILIES = tuple(
    _Family(*line.split("|"))
    for line in (
        "dire|dis dis dit disons disez disent|dis|dir|dit dirent dis|dit|dis",
        "crire|cris cris crit crivons crivez crivent|criv|crir|crivit crivirent crivis|crit|criv",
        "lire|lis lis lit lisons lisez lisent|lis|lir|lut lurent lus|lu|lis",
        "rire|ris ris rit rions riez rient|ri|rir|rit rirent ris|ri|ri",
        "croire|crois crois croit croyons croyez croient|croy|croir|crut crurent crus|cru|croi",
        "cevoir|çois çois çoit cevons cevez çoivent|cev|cevr|çut çurent çus|çu|çoiv",
        "mouvoir|meus meus meut mouvons mouvez meuvent|mouv|mouvr|mut murent mus|mu|meuv",
        "prévoir|prévois prévois prévoit prévoyons prévoyez prévoient|prévoy|prévoir|prévit prévirent prévis|prévu|prévoi",
        "voir|vois vois voit voyons voyez voient|voy|verr|vit virent vis|vu|voi",
        "savoir|sais sais sait savons savez savent|sav|saur|sut surent sus|su|sach",
        "vouloir|veux veux veut voulons voulez veulent|voul|voudr|voulut voulurent voulus|voulu|veuill",
        "faire|fais fais fait faisons faites font|fais|fer|fit firent fis|fait|fass",
        "venir|viens viens vient venons venez viennent|ven|viendr|vint vinrent vins|venu|vienn",
        "tenir|tiens tiens tient tenons tenez tiennent|ten|tiendr|tint tinrent tins|tenu|tienn",
        "mettre|mets mets met mettons mettez mettent|mett|mettr|mit mirent mis|mis|mett",
        "prendre|prends prends prend prenons prenez prennent|pren|prendr|prit prirent pris|pris|prenn",
        "naître|nais nais naît naissons naissez naissent|naiss|naîtr|nut nurent nus|nu|naiss",
        "naitre|nais nais nait naissons naissez naissent|naiss|naitr|nut nurent nus|nu|naiss",
        "battre|bats bats bat battons battez battent|batt|battr|battit battirent battis|battu|batt",
        "indre|ins ins int ignons ignez ignent|ign|indr|ignit ignirent ignis|int|ign",
        "ndre|nds nds nd ndons ndez ndent|nd|ndr|ndit ndirent ndis|ndu|nd",
        "rdre|rds rds rd rdons rdez rdent|rd|rdr|rdit rdirent rdis|rdu|rd",
        "clure|clus clus clut cluons cluez cluent|clu|clur|clut clurent clus|clu|clu",
        "duire|duis duis duit duisons duisez duisent|duis|duir|duisit duisirent duisis|duit|duis",
        "vaincre|vaincs vaincs vainc vainquons vainquez vainquent|vainqu|vaincr|vainquit vainquirent vainquis|vaincu|vainqu",
        "suivre|suis suis suit suivons suivez suivent|suiv|suivr|suivit suivirent suivis|suivi|suiv",
        "vivre|vis vis vit vivons vivez vivent|viv|vivr|vécut vécurent vécus|vécu|viv",
        "vrir|vre vres vre vrons vrez vrent|vr|vrir|vrit vrirent vris|vert|vr",
        "frir|fre fres fre frons frez frent|fr|frir|frit frirent fris|fert|fr",
        "mentir|mens mens ment mentons mentez mentent|ment|mentir|mentit mentirent mentis|menti|ment",
        "sentir|sens sens sent sentons sentez sentent|sent|sentir|sentit sentirent sentis|senti|sent",
        "partir|pars pars part partons partez partent|part|partir|partit partirent partis|parti|part",
        "servir|sers sers sert servons servez servent|serv|servir|servit servirent servis|servi|serv",
        "courir|cours cours court courons courez courent|cour|courr|courut coururent courus|couru|cour",
        "quérir|quiers quiers quiert quérons quérez quièrent|quér|querr|quit quirent quis|quis|quièr",
    )
)


def conjugate(infinitive: str) -> Forms:
    """The simple forms of a verb.

    Raises:
        ValueError: the verb ends in neither -er nor -ir and belongs to no tabled family.
    """
    for family in _FAMILIES:
        if infinitive.endswith(family.ending):
            return _tabled(infinitive, infinitive.removesuffix(family.ending), family)
    if infinitive.endswith("er"):
        return _first_group(infinitive)
    if infinitive.endswith(("ir", "ïr")):
        return _second_group(infinitive)
    raise ValueError(f"no conjugation is tabled for “{infinitive}”")


def _tabled(infinitive: str, stem: str, family: _Family) -> Forms:
    finite = {
        *family.present.split(),
        *family.past.split(),
        *(family.imperfect + ending for ending in _IMPERFECT),
        *(family.future + ending for ending in (*_FUTURE, *_IMPERFECT)),
        *(family.subjunctive + ending for ending in _SUBJUNCTIVE),
    }
    return Forms(
        infinitive,
        frozenset(stem + form for form in finite),
        f"{stem}{family.imperfect}ant",
        _agreements(stem + family.participle),
    )


def _first_group(infinitive: str) -> Forms:
    stem = infinitive[:-2]
    strong = _strong(stem)  # before a silent ending
    soft = (
        stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
    )  # before a, o
    # "répéter" keeps é in the older spelling of the future and takes è in the newer; both are printed.
    futures = {stem if "é" in stem[-4:] else strong, strong}
    presents = {strong, strong[:-1] + "i"} if strong.endswith("ay") else {strong}
    futures |= presents
    finite = {
        *(present + ending for present in presents for ending in ("e", "es", "ent")),
        *(stem + ending for ending in ("ez", "èrent", "ions", "iez")),
        *(soft + ending for ending in ("ons", "ais", "ait", "aient", "ai", "as", "a")),
        *(future + "er" + ending for future in futures for ending in (*_FUTURE, *_IMPERFECT)),
    }
    return Forms(infinitive, frozenset(finite), soft + "ant", _agreements(stem + "é"))


def _strong(stem: str) -> str:
    """The stem of an -er verb before a silent e: appell-, martèl-, répèt-, essui-."""
    if stem.endswith(("oy", "uy")):
        return stem[:-1] + "i"
    if stem.endswith(("ppel", "jet", "mmel", "uvel", "weet", "mpet")):
        return stem + stem[-1]
    if stem.endswith("égu"):
        return stem[:-3] + "ègu"
    cut = len(stem)
    while cut and stem[cut - 1] not in _VOWELS:
        cut -= 1
    if cut < len(stem) and cut and stem[cut - 1] in "eé" and len(stem) - cut <= 2:
        # One consonant, or a stop with r or l ("célébrer"), leaves the syllable open; "rester" is closed.
        tail = stem[cut:]
        open_syllable = len(tail) == 1 or (tail[1] in "rlh" and tail[0] != tail[1]) or tail == "gn"
        if open_syllable or stem[cut - 1] == "é":
            return stem[: cut - 1] + "è" + tail
    return stem


def _second_group(infinitive: str) -> Forms:
    stem = infinitive[:-1]
    finite = {
        *(stem + ending for ending in ("s", "t", "ssons", "ssez", "ssent", "rent", "sse", "sses")),
        *(stem + "ss" + ending for ending in _IMPERFECT),
        *(stem + "r" + ending for ending in (*_FUTURE, *_IMPERFECT)),
    }
    return Forms(infinitive, frozenset(finite), stem + "ssant", _agreements(stem))


def _agreements(masculine: str) -> frozenset[str]:
    plural = masculine if masculine.endswith("s") else masculine + "s"
    return frozenset({masculine, plural, masculine + "e", masculine + "es"})
