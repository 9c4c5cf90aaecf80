"""Events of an article: type, parties, status, date, and the cost of finding them."""

import json

import pytest

from pipelines.language import annotate, pipeline
from pipelines.language.events.component import FACTORY, Events
from pipelines.model import EVENT_STATUSES, PLOVER_TYPES, Article, inferred_roles
from pipelines.paths import DATA


def read(text, published="2023-05-17"):
    doc = annotate(Article(text, published=published))
    return doc, list(doc._.events)


def find(text, trigger, published="2023-05-17"):
    """The one event whose trigger holds `trigger`."""
    _, events = read(text, published)
    found = [event for event in events if trigger in text[event.start : event.end]]
    assert len(found) == 1, [(text[each.start : each.end], each.type) for each in events]
    return found[0]


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "mode"),
    [
        ("Le Sénégal a condamné mardi les violences.", "condamné", "ACCUSE", "disapprove"),
        ("Le tribunal a condamné l'ancien maire à trois ans de prison.", "condamné", "SANCTION", "convict"),
        ("Le Pérou a expulsé l'ambassadeur du Mexique.", "expulsé", "SANCTION", "expel"),
        ("La police a expulsé des dizaines de migrants du campement.", "expulsé", "COERCE", "deport"),
        ("Le Qatar a libéré deux pêcheurs bahreïnis.", "libéré", "RETREAT", "release"),
        ("Le Chili a rappelé son ambassadeur en Israël.", "rappelé", "SANCTION", "withdraw"),
        ("Des agriculteurs ont bloqué l'autoroute près de Lyon.", "bloqué", "PROTEST", "obstruct"),
        ("La Suisse a bloqué les avoirs de trois oligarques.", "bloqué", "COERCE", "seize"),
        ("Le directeur de l'usine a été remercié vendredi.", "remercié", "SANCTION", "expel"),
        ("Bamako a déclaré l'ambassadeur de France persona non grata.", "déclaré", "SANCTION", "expel"),
        ("Une roquette s'est abattue sur un immeuble de Kharkiv.", "abattue", "ASSAULT", "heavy-weapons"),
        ("L'ancien banquier est poursuivi pour fraude fiscale.", "poursuivi", "ACCUSE", "allege"),
        ("Le Conseil constitutionnel a censuré deux articles de la loi.", "censuré", "REJECT", ""),
        ("Le tribunal a prononcé un non-lieu en faveur du policier.", "non-lieu", "RETREAT", "release"),
        ("Le tribunal a prononcé une peine de trois ans de prison.", "peine", "SANCTION", "convict"),
        ("Les cheminots ont entamé une grève de la faim.", "grève de la faim", "PROTEST", "hunger"),
        ("L'armée a ouvert le feu sur les manifestants.", "ouvert le feu", "ASSAULT", "firearms"),
        ("La Corée du Nord a procédé à un essai nucléaire.", "essai nucléaire", "MOBILIZE", "weapons"),
        ("Le préfet a décrété un couvre-feu à Mayotte.", "couvre-feu", "COERCE", "curfew"),
        ("La Norvège a versé dix millions d'euros au Malawi.", "versé", "AID", ""),
        ("Le ministre a tenu une série de réunions à Vienne.", "réunions", "CONSULT", ""),
        ("Le Togo et le Ghana ont convenu d'ouvrir un poste commun.", "convenu", "AGREE", ""),
        ("Le Brésil a levé l'embargo contre la viande.", "levé", "CONCEDE", ""),
        ("Paris exhorte Bamako à rouvrir la frontière.", "exhorte", "REQUEST", "change"),
        ("Le Sénat a rejeté la motion.", "rejeté", "REJECT", ""),
        ("L'Inde a félicité le nouveau président.", "félicité", "SUPPORT", ""),
        ("Le Maroc et l'Espagne coopèrent contre les trafics.", "coopèrent", "COOPERATE", ""),
        ("Ankara a menacé d'envahir le nord de la Syrie.", "menacé", "THREATEN", ""),
        # what the tense tells
        ("« Nous riposterons », a averti le ministre iranien.", "riposterons", "THREATEN", ""),
        ("L'armée turque a riposté mardi.", "riposté", "ASSAULT", ""),
        # what is promised
        ("Washington promet des sanctions à la junte.", "promet", "THREATEN", ""),
        ("Le ministre a promis des primes aux soignants.", "promis", "AGREE", ""),
        # what the object tells
        ("Kiev a rapatrié ses soldats du Mali.", "rapatrié", "RETREAT", "withdraw"),
        ("Le Pérou a fermé son ambassade au Mexique.", "fermé", "SANCTION", "withdraw"),
        ("Le Pérou a fermé sa frontière avec le Chili.", "fermé", "COERCE", "restrict"),
        ("Le Mali a dénoncé l'accord avec la France.", "dénoncé", "SANCTION", "discontinue"),
        ("Le préfet a fait évacuer le campement.", "évacuer", "COERCE", ""),
        ("Les rebelles ont repris la ville.", "repris", "ASSAULT", ""),
        ("Le syndicat a attaqué le groupe devant le tribunal.", "attaqué", "ACCUSE", "allege"),
        ("Les deux camps se sont accusés mutuellement.", "accusés", "ACCUSE", "allege"),
        ("Le FMI a accordé un sursis au Ghana.", "accordé", "CONCEDE", ""),
        ("L'Algérie a offert sa médiation au Mali.", "offert", "AGREE", ""),
        ("Le procureur a requis cinq ans de prison.", "requis", "REQUEST", ""),
        # phrases
        ("L'opposition a claqué la porte.", "claqué la porte", "REJECT", ""),
        ("Le Brésil a donné son feu vert au projet.", "donné son feu vert", "SUPPORT", ""),
        ("Des hommes armés ont emmené de force deux religieuses.", "emmené de force", "ASSAULT", "abduct"),
        ("La Russie a joué les intermédiaires.", "joué les intermédiaires", "CONSULT", "third-party"),
        ("Bamako tient Alger pour « responsable » du massacre.", "tient", "ACCUSE", "allege"),
    ],
)
def test_trigger_sense_decides_type(text, trigger, kind, mode):
    event = find(text, trigger)
    assert (event.type, event.mode) == (kind, mode), event.rule


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre a déclaré que la situation s'améliorait.",
        "Le porte-parole a démenti ces informations.",
        "Le pianiste exécute une sonate de Schubert.",
        "Elle a rencontré de grandes difficultés.",
        "Le tremblement de terre a détruit trois villages.",
        "La neige a bloqué la route du col.",
        "L'attaquant a marqué d'un tir croisé dans la surface, loin du gardien.",
        "Il s'est rendu compte de son erreur.",
        "Le gouvernement a adopté un ton plus ferme.",
        "Il jure n'avoir rien fait.",
        "Des groupes armés contrôlent la route.",
        "L'accusé baisse la tête.",
        "On m'a rendu mes lacets.",
        "L'avion a violé notre espace aérien.",
        "Ces mesures ne font pas que des heureux.",
        "La manifestation culturelle attire du monde.",
        "Le président en exercice de l'organisation est malade.",
        "L'entreprise a lancé un appel d'offres pour la construction du pont.",
        "Le typhon a frappé le nord des Philippines.",
        "Un incendie menace plusieurs villages du Var.",
        "L'espèce est menacée de disparition.",
        "L'équipe a attaqué la seconde mi-temps avec détermination.",
        "La ministre s'attaque au chantier des retraites.",
        "La rencontre s'est terminée sur le score de 2 à 1.",
        "Les deux boxeurs s'affrontent samedi.",
        "Le but a été refusé pour hors-jeu.",
        "L'arbitre a expulsé le défenseur.",
        "Le réalisateur signe un film bouleversant.",
        "Le médecin a prescrit un arrêt de travail.",
        "Il a cédé son entreprise à son fils.",
        "Les prix restent soutenus par la demande.",
        "Le film demande un effort au spectateur.",
        "La livraison de pizzas est gratuite.",
    ],
)
def test_lookalike_is_no_event(text):
    _, events = read(text)
    assert events == [], [(text[event.start : event.end], event.rule) for event in events]


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("La Turquie a bombardé un village kurde.", "bombardé", "actual"),
        ("La Turquie n'a pas bombardé le village.", "bombardé", "negated"),
        ("La Turquie n'a jamais bombardé le village.", "bombardé", "negated"),
        ("La Turquie bombardera le village.", "bombardera", "planned"),
        ("La Turquie ne bombardera pas le village.", "bombardera", "negated"),
        ("La Turquie va bombarder le village.", "bombarder", "planned"),
        ("La Turquie doit bombarder le village lundi.", "bombarder", "planned"),
        ("La Turquie envisage de bombarder le village.", "bombarder", "planned"),
        ("La Turquie pourrait bombarder le village.", "bombarder", "hypothetical"),
        ("La Turquie aurait bombardé le village, selon une ONG.", "bombardé", "alleged"),
        ("La Turquie nie avoir bombardé le village.", "bombardé", "negated"),
        ("La Turquie a refusé de libérer le pasteur.", "refusé", "actual"),
        ("La Grèce accuse la Turquie d'avoir bombardé le village.", "bombardé", "alleged"),
        ("La Turquie menace de bombarder le village.", "bombarder", "hypothetical"),
        ("La Turquie menace de bombarder le village.", "menace", "actual"),
        ("L'attentat a été déjoué par la police.", "attentat", "negated"),
        ("Le village a été pris sans qu'un obus soit tiré par l'armée.", "tiré", "negated"),
        ("Les syndicats n'ont pas appelé à la grève.", "grève", "negated"),
        ("La manifestation n'aura finalement pas lieu.", "manifestation", "negated"),
        ("Le ministre n'a pas l'intention de démissionner.", "démissionner", "negated"),
        ("La rencontre a été reportée à jeudi.", "rencontre", "planned"),
        ("Le suspect a été écroué pour viol.", "viol", "alleged"),
        ("Si la Turquie bombarde le village, la Grèce protestera.", "bombarde", "hypothetical"),
        ("L'armée a quitté la ville sans bombarder le village.", "bombarder", "negated"),
        ("Le ministre de la Culture aurait démissionné mardi.", "démissionné", "alleged"),
        ("Le ministre a promis que des vivres seraient envoyés au Tchad.", "envoyés", "planned"),
        ("Le Niger et le Tchad prévoient un exercice militaire conjoint.", "exercice", "planned"),
        ("Une éventuelle attaque contre l'Iran inquiète Riyad.", "attaque", "hypothetical"),
        ("Les pays n'ont trouvé aucun accord.", "accord", "negated"),
        ("L'Union européenne a adopté des sanctions contre Minsk.", "sanctions", "actual"),
        ("L'Union européenne n'a pas imposé de sanctions à Minsk.", "sanctions", "negated"),
        ("L'Union européenne imposera des sanctions à Minsk.", "sanctions", "planned"),
        ("L'Union européenne aurait imposé des sanctions à Minsk.", "sanctions", "alleged"),
        ("Des étudiants ont bloqué la rue pour réclamer des bourses.", "réclamer", "actual"),
        # the reason somebody is charged with, and any other
        ("Il a été placé en garde à vue pour avoir incendié un entrepôt.", "incendié", "alleged"),
        # what a threat or request holds is open even where the threat is hearsay
        ("Moscou aurait menacé d'expulser les diplomates.", "expulser", "hypothetical"),
        ("Washington promet des sanctions à la junte.", "sanctions", "hypothetical"),
        ("Le maire a prié le préfet de libérer les étudiants.", "libérer", "hypothetical"),
        # what is there already stays there
        ("S'ils cessent leurs attaques, nous verrons.", "attaques", "actual"),
        ("Il a défilé malgré l'interdiction du préfet.", "interdiction", "actual"),
        ("L'attaque n'a pas été revendiquée.", "attaque", "actual"),
        # appointments
        ("Une rencontre avec le syndicat est agendée au 20 novembre.", "rencontre", "planned"),
        ("Samedi, une marche partira de la place de l'église.", "marche", "planned"),
        ("Ce sera leur premier tête-à-tête.", "tête-à-tête", "planned"),
        # announcing a sanction is imposing it
        ("Londres a annoncé le gel des avoirs de cinq juges.", "gel", "actual"),
        # "ne" that denies nothing, "sans" that is denied
        ("Alger a fermé la frontière avant que Rabat ne décrète un blocus.", "blocus", "actual"),
        ("Il a refusé, non sans avoir téléphoné au maire.", "téléphoné", "actual"),
        # a threat in the future is made now
        ("« Nous riposterons », a averti le ministre iranien.", "riposterons", "actual"),
    ],
)
def test_status_is_read_from_the_clause(text, trigger, status):
    event = find(text, trigger)
    assert event.status == status, event.rule


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        # an object behind a date, a place, a quantity
        ("Le président a réuni lundi et mardi à Luanda les délégations.", "réuni"),
        ("Le Mexique a accepté de dépêcher autant de soldats le long du fleuve.", "dépêcher"),
        ("Le Mali a rappelé en consultation ses ambassadeurs.", "rappelé"),
        # a participle that shares the auxiliary of the one before
        (
            "Le général a suspendu le processus électoral, fermé les frontières et décrété un couvre-feu.",
            "fermé",
        ),
        # verbs the model takes for nouns
        ("Berlin presse le Liban de laisser passer les convois.", "presse"),
        ("Les militaires continuent de les ravitailler.", "ravitailler"),
        ("Notre voisin héberge et arme des déserteurs.", "arme"),
    ],
)
def test_trigger_is_found_where_the_parse_hides_it(text, trigger):
    _, events = read(text)
    assert trigger in {text[event.start : event.end] for event in events}


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Le Mali a accusé la France.", "accusé", {"Mali"}, {"France"}),
        ("La France a été accusée par le Mali.", "accusée", {"Mali"}, {"France"}),
        ("La France, accusée par le Mali, se tait.", "accusée", {"Mali"}, {"France"}),
        ("La France, qui a accusé le Mali, se tait.", "accusé", {"France"}, {"Mali"}),
        ("Le Mali et le Niger ont condamné la France.", "condamné", {"Mali", "Niger"}, {"France"}),
        ("L'Iran a discuté avec l'Irak.", "discuté", {"Iran"}, {"Irak"}),
        ("Les pourparlers entre l'Iran et l'Irak ont repris.", "pourparlers", {"Iran", "Irak"}, set()),
        ("La Chine a apporté son soutien au Pakistan.", "soutien", {"Chine"}, {"Pakistan"}),
        ("Le Canada a imposé des sanctions à la Biélorussie.", "sanctions", {"Canada"}, {"Biélorussie"}),
        ("Le Japon menace de sanctionner la Birmanie.", "sanctionner", {"Japon"}, {"Birmanie"}),
        ("Des rebelles ont enlevé trois médecins.", "enlevé", {"des rebelles"}, {"trois médecins"}),
        ("À Rome, la France a condamné le Mali.", "condamné", {"France"}, {"Mali"}),
        # people by what they do or what has befallen them
        ("La Suisse a expulsé les requérants.", "expulsé", {"Suisse"}, {"les requérants"}),
        ("La Hongrie héberge des déserteurs.", "héberge", {"Hongrie"}, {"des déserteurs"}),
        # an object or addressee that a quantity, a date or a phrase hides
        ("La police a placé en garde à vue trois mineurs.", "placé", {"la police"}, {"trois mineurs"}),
        ("Le Rwanda a livré lundi des vivres à 95 000 déplacés.", "livré", {"Rwanda"}, {"95 000 déplacés"}),
        ("La Pologne va livrer à Kiev deux batteries.", "livrer", {"Pologne"}, {"Ukraine"}),
        # what follows is somebody else's, or nobody's
        ("La police a ouvert le feu et Oslo a protesté.", "ouvert le feu", {"la police"}, set()),
        (
            "La police a ouvert le feu devant la commission des élections.",
            "ouvert le feu",
            {"la police"},
            set(),
        ),
        ("L'ONU a appelé toutes les parties à la retenue.", "appelé", {"ONU"}, set()),
        (
            "On a noté la coopération contre un éventail de menaces posées par l'Iran.",
            "coopération",
            set(),
            set(),
        ),
        # two who are joined behind a title with a hyphen, the second with a title of his own
        (
            "Le chef d'état-major israélien Aviv Kochavi et le président du comité, le général Mark Milley, "
            "ont condamné la Syrie.",
            "condamné",
            {"Aviv Kochavi", "Mark Milley"},
            {"Syrie"},
        ),
        # a dateline, a clause in "dont", the place of a summit: not who acts
        ("(Ottawa) L'Inde a suspendu lundi la délivrance de visas.", "suspendu", {"Inde"}, set()),
        ("Le Caire, le 3 mai 2021 – La Libye a condamné le Mali.", "condamné", {"Libye"}, {"Mali"}),
        ("Le Mali, en mai dernier – selon Oslo – a condamné la Libye.", "condamné", {"Mali"}, {"Libye"}),
        ("On attend beaucoup du sommet d'Accra.", "sommet", set(), set()),
        # who is asked to act, and whom "que" stands for
        ("Pékin a appelé les belligérants à cesser le feu.", "cesser", {"les belligérants"}, set()),
        ("Le PKK, que la Turquie accuse, se tait.", "accuse", {"Turquie"}, {"PKK"}),
        # bodies and places that are parties where they act, and a pronoun object before the verb
        ("La commune nous a versé deux millions d'euros.", "versé", {"la commune"}, set()),
        ("La profession, elle, dénonce ce projet de loi.", "dénonce", {"la profession"}, set()),
        ("La grêle a frappé la région.", "frappé", set(), set()),
        # one subject before the verb, its object behind it
        ("Des soldats ont enlevé son frère lundi.", "enlevé", {"des soldats"}, {"son frère"}),
        (
            "Le syndicat Alpha, qui rejette l'accord, a menacé M. Durand, jeudi, d'une grève générale.",
            "menacé",
            {"Alpha"},
            {"Durand"},
        ),
        # a clause's own subject, and names that open it
        ("Rome va livrer des chars, et Madrid lui fournit des missiles.", "fournit", {"Espagne"}, {"Italie"}),
        (
            "Mardi, Rabat et Alger ont échangé dix prisonniers.",
            "échangé",
            {"Maroc", "Algérie"},
            {"dix prisonniers"},
        ),
        # who the subject of an infinitive is
        (
            "Le préfet recevrait les grévistes lundi et serait prêt à abandonner le projet.",
            "abandonner",
            {"le préfet"},
            set(),
        ),
        (
            "Le Mali a exhorté les rebelles à négocier et s'est dit prêt à riposter.",
            "dit prêt à riposter",
            {"Mali"},
            set(),
        ),
        (
            "Le Kenya a demandé à l'ONU l'autorisation de frapper les rebelles.",
            "frapper",
            {"Kenya"},
            {"les rebelles"},
        ),
        (
            "Madrid a menacé la Catalogne de suspendre ses subventions.",
            "suspendre",
            {"Espagne"},
            {"Catalogne"},
        ),
        ("Le Togo accuse le Bénin d'avoir « attaqué ses soldats ».", "attaqué", {"Bénin"}, {"ses soldats"}),
        # the nearest phrase that can act, whose part acts, the agent two passives share
        (
            "On déplore des heurts entre la police et les lycéens, qui manifestent depuis lundi.",
            "manifestent",
            {"les lycéens"},
            set(),
        ),
        (
            "Le Kenya salue l'Union africaine, dont une délégation se rendra à Bangui mardi.",
            "rendra",
            {"Union africaine"},
            {"Bangui"},
        ),
        (
            "Deux manifestants ont été arrêtés par la police, puis relâchés.",
            "relâchés",
            {"la police"},
            {"deux manifestants"},
        ),
        (
            "Réunis lundi à Nairobi, le Kenya et l'Ouganda ont signé un accord.",
            "Réunis",
            {"Kenya", "Ouganda"},
            set(),
        ),
        # how an unnamed party is cited
        (
            "Des hommes lourdement armés ont enlevé le maire.",
            "enlevé",
            {"des hommes lourdement armés"},
            {"le maire"},
        ),
        (
            "Le préfet a reçu une délégation des deux syndicats.",
            "reçu",
            {"une délégation des deux syndicats"},
            {"le préfet"},
        ),
        (
            "Plus d'une centaine de rebelles ont attaqué la caserne.",
            "attaqué",
            {"plus d'une centaine de rebelles"},
            set(),
        ),
        # who meets, who leaves the talks, who strikes
        ("Le Togo a levé, lors d'un sommet extraordinaire, toutes les taxes.", "sommet", {"Togo"}, set()),
        (
            "Après dix jours de négociations, les grévistes ont cédé.",
            "négociations",
            {"les grévistes"},
            set(),
        ),
        ("L'opposition a quitté lundi les discussions.", "discussions", {"l'opposition"}, set()),
        ("La CGT a reconduit, jeudi soir, la grève.", "grève", {"CGT"}, set()),
        (
            "La coalition de l'opposition a prévu un rassemblement place de la Nation.",
            "rassemblement",
            {"la coalition de l'opposition"},
            set(),
        ),
        ("Le Kenya a entamé le retrait de son millier de soldats.", "retrait", {"Kenya"}, set()),
        # whose agent "par" is, and a clause behind a colon
        (
            "La Fifa a infligé au club 5.000 euros d'amende après l'agression d'un arbitre par deux joueurs.",
            "amende",
            {"Fifa"},
            set(),
        ),
        (
            "L'Iran hésite : Oman, fidèle à son rôle, fait la navette entre les deux camps.",
            "fait la navette",
            {"Oman"},
            {"les deux camps"},
        ),
        # those who act for an organisation
        ("Des agents de la CIA ont enlevé trois médecins.", "enlevé", {"CIA"}, {"trois médecins"}),
        # who speaks in the first person is the speaker
        ("« Je démissionne », a annoncé Marie Curie.", "démissionne", {"Marie Curie"}, set()),
        # a list goes on wherever the parser hung its members
        ("Londres va livrer à Kiev deux batteries.", "livrer", {"Royaume-Uni"}, {"Ukraine"}),
        ("Le Brésil a demandé au Pérou et au Chili un délai.", "demandé", {"Brésil"}, {"Pérou", "Chili"}),
        (
            "Le ministre Paul Durand a reçu lundi les délégations du Tchad et du Niger.",
            "reçu",
            {"Tchad", "Niger"},
            {"Paul Durand"},
        ),
        ("Le Brésil a condamné le Pérou et le Chili a protesté.", "condamné", {"Brésil"}, {"Pérou"}),
        # members act for their body, a town has none
        (
            "L'Iran a expulsé les inspecteurs de l'Agence internationale de l'énergie atomique.",
            "expulsé",
            {"Iran"},
            {"Agence internationale de l'énergie atomique"},
        ),
        # a clause on the noun tells whose act it is and whom it hits
        ("Le Japon prononce des sanctions visant l'Iran.", "sanctions", {"Japon"}, {"Iran"}),
        ("L'embargo que la Suisse a décrété contre la Syrie dure.", "embargo", {"Suisse"}, {"Syrie"}),
        (
            "L'offensive lancée par l'armée malienne contre les rebelles a échoué.",
            "offensive",
            {"armée malienne"},
            {"les rebelles"},
        ),
        # who asks for an act does not undergo it
        ("Amnesty International a demandé une enquête.", "enquête", set(), set()),
        # where movement is restricted is who undergoes it
        ("La junte a imposé un couvre-feu à Agadez.", "couvre-feu", {"la junte"}, {"Agadez"}),
        # people are cited with their number and what they are like
        (
            "La police a arrêté près de trois cents hommes armés, mardi.",
            "arrêté",
            {"la police"},
            {"près de trois cents hommes armés"},
        ),
        ("Neuf soldats ont été tués par des rebelles.", "tués", {"des rebelles"}, {"neuf soldats"}),
    ],
)
def test_parties_come_from_the_clause(text, trigger, actors, recipients):
    event = find(text, trigger)
    assert (set(event.actors), set(event.recipients)) == (actors, recipients), event.rule


def test_visitor_is_actor_and_host_is_recipient():
    event = find("Le roi Felipe a reçu le président Gustavo Petro à Madrid.", "reçu")
    assert event.actors == ("Gustavo Petro",)
    assert event.mode == "visit"


def test_named_parties_carry_their_ids():
    doc, events = read("Le Mali a accusé la France.")
    ids = {actor.actor_id for actor in doc._.actors}
    assert set(events[0].actor_ids) | set(events[0].recipient_ids) <= ids
    assert len(events[0].actors) == len(events[0].actor_ids)


def test_unnamed_parties_have_no_id():
    event = find("Des rebelles ont enlevé trois médecins.", "enlevé")
    assert event.actor_ids == ("",) and event.recipient_ids == ("",)


def test_victims_of_an_attack_are_its_recipients_not_a_second_event():
    text = "Douze soldats ont été tués dans une embuscade tendue par des rebelles."
    event = find(text, "embuscade")
    assert event.type == "ASSAULT"
    assert event.recipients == ("douze soldats",)


def test_talks_without_parties_go_on_with_the_talks_before():
    text = (
        "Le Kosovo et la Serbie ont repris leurs discussions. Paul Weber s'est dit déçu après la rencontre."
    )
    meeting = find(text, "rencontre")
    assert set(meeting.actors) == {"Kosovo", "Serbie"}, meeting.rule
    assert inferred_roles(meeting.rule) == {"actors", "recipients"}, meeting.rule


def test_talks_that_name_nobody_are_between_the_two_sides_of_the_story():
    text = "Le Ghana et le Togo s'accusent de pillages. Le Togo a expulsé trois Ghanéens. Des pourparlers sont prévus."
    talks = find(text, "pourparlers")
    assert set(talks.actors) == {"Ghana", "Togo"}
    assert inferred_roles(talks.rule) == {"actors", "recipients"}, talks.rule


def test_a_verb_shares_the_talks_of_its_sentence_only():
    text = "Anna Weber a rencontré Paul Morel pour discuter du budget. Anna Weber a discuté de sport."
    shared, other = (
        each for each in read(text)[1] if each.type == "CONSULT" and "discut" in text[each.start : each.end]
    )
    assert (shared.actors, shared.recipients) == (("Anna Weber",), ("Paul Morel",))
    assert other.recipients == ()


def test_people_a_day_hides_are_cited_whole():
    event = find("La réunion de lundi des chefs d'état-major a duré.", "réunion")
    assert event.actors == ("des chefs d'état-major",)


def test_no_name_stands_in_for_the_subject_of_a_relative():
    event = find("Jean Morel a vanté un projet qui viserait à former des soldats.", "former")
    assert event.actors == ()


def test_talks_offered_have_giver_and_taker_as_parties():
    text = "Le Brésil a proposé au Chili de signer un pacte. Les négociations ont commencé."
    assert set(find(text, "négociations").actors) == {"Brésil", "Chili"}


@pytest.mark.parametrize(
    ("text", "trigger", "recipients"),
    [
        (
            "L'aviation a bombardé, dans la nuit de lundi à mardi, le marché de Minbya.",
            "bombardé",
            {"Minbya"},
        ),
        ("La police a enlevé, selon sa famille, trois prêtres.", "enlevé", {"trois prêtres"}),
        ("Le Chili exige que le Pérou retire ses troupes.", "exige", {"Pérou"}),
        ("Anna Weber a rencontré le 22 juin M. Wang.", "rencontré", {"Wang"}),
    ],
)
def test_who_undergoes_an_act_is_found_past_what_stands_between(text, trigger, recipients):
    event = find(text, trigger)
    assert set(event.recipients) == recipients, event.rule


def test_content_of_a_quoted_accusation_is_alleged():
    text = "« L'armée rwandaise a attaqué nos positions », a accusé le colonel Jean Kabamba."
    assert find(text, "attaqué").status == "alleged"


def test_date_of_the_clause_is_taken_and_explained():
    doc, events = read("Le Mali a expulsé un diplomate le 3 mai 2023.")
    assert doc._.dates[events[0].date].edtf == "2023-05-03"
    assert events[0].date_note == "" and "date: " in events[0].rule and events[0].rule.endswith(" %")
    _, (undated,) = read("La France a protesté auprès du Mali.")
    assert undated.date is None and undated.date_note == "no date in reach"


def test_date_of_another_clause_is_not_taken():
    text = "Le Niger réclame la libération du président, détenu depuis le 26 juillet."
    doc, events = read(text, "2023-10-02")
    dated = {text[event.start : event.end]: event.date for event in events}
    assert dated["réclame"] is None
    assert doc._.dates[dated["détenu"]].edtf.startswith("2023-07-26")


def test_date_of_the_story_goes_on_in_the_next_sentence():
    text = (
        "Dimanche, des hommes armés ont attaqué la patrouille près de Banibangou. "
        "Ils ont ensuite incendié trois véhicules."
    )
    doc, events = read(text, "2024-05-14")
    assert {doc._.dates[event.date].edtf for event in events} == {"2024-05-12"}
    assert [event.date_note.partition(",")[0] for event in events] == [
        "",
        "inferred from what is told before",
    ]


def test_planned_exercise_of_the_sample_is_no_fact():
    line = (DATA / "gold" / "seed.jsonl").read_text(encoding="utf-8").splitlines()[0]
    article = json.loads(line)
    _, events = read(article["text"], article["published"])
    exercises = [event for event in events if "exercice" in article["text"][event.start : event.end]]
    assert exercises
    assert {event.status for event in exercises} == {"planned"}
    assert {event.type for event in exercises} == {"COOPERATE"}


def test_events_are_valid_rows_and_spans():
    for line in (DATA / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()[:6]:
        text = json.loads(line)["text"]
        doc, events = read(text)
        assert events
        assert events == sorted(events, key=lambda event: event.start)
        for event in events:
            assert 0 <= event.start < event.end <= len(text)
            assert event.type in PLOVER_TYPES and event.status in EVENT_STATUSES
            assert event.rule and (event.date is None) <= bool(event.date_note)
            assert len(event.recipients) == len(event.recipient_ids)
        assert len(doc.spans["events"]) == len(events)


def test_component_stands_in_the_pipeline_and_survives_missing_layers():
    assert FACTORY in pipeline().pipe_names
    doc = pipeline().make_doc("")
    assert Events(pipeline())(doc)._.events == []


@pytest.mark.parametrize("mark", ["’", "'"])
def test_apostrophe_kind_changes_nothing(mark):
    text = f"L{mark}Iran n{mark}a pas attaqué l{mark}Irak."
    event = find(text, "attaqué")
    assert (event.status, event.actors, event.recipients) == ("negated", ("Iran",), ("Irak",))
