"""Words between marks that nobody says: scare quotes, titles, names, terms. And, for balance, words that are said."""

import pytest

from pipelines.language import annotate
from pipelines.model import Article

NOT_SAID = [
    "Les « gilets jaunes » ont de nouveau défilé samedi dans les rues de Toulouse.",
    "La loi « Climat et résilience » a été promulguée en août 2021.",
    "Le film « Anatomie d'une chute » a reçu la Palme d'or au Festival de Cannes.",
    "L'opération « Sentinelle » mobilise dix mille soldats sur tout le territoire.",
    "Son dernier roman, « Les Gens de peu », paraît en septembre chez Gallimard.",
    "La tempête « Ciaran » a privé d'électricité un million de foyers.",
    "Le groupe a chanté « La Bohème » devant quarante mille spectateurs.",
    "Ces entreprises dites « zombies » survivent grâce aux prêts garantis par l'État.",
    "Le quartier, surnommé « le petit Istanbul », compte une quarantaine de restaurants.",
    "Le dispositif « MaPrimeRénov' » sera recentré sur les rénovations globales.",
    "Le navire « Ocean Viking » a accosté à Bari avec 88 personnes à bord.",
    "Une banderole « Non au barrage » pendait aux fenêtres de la mairie.",
    "L'exposition « Matisse, cahiers d'art » ouvre mercredi au musée de l'Orangerie.",
    "Le mot « sobriété » est sur toutes les lèvres depuis l'été.",
    "Le terme « féminicide » est entré dans le dictionnaire en 2015.",
    "La chaîne a déprogrammé l'émission « Complément d'enquête ».",
    "Cette « guerre de l'eau » dure depuis une vingtaine d'années dans le Marais poitevin.",
    "Les « antivax » restent très actifs sur les réseaux sociaux.",
    "Un concours intitulé « Ma ville en fleurs » récompensera les meilleurs jardins.",
    "Le programme « Erasmus » fête ses trente-cinq ans.",
    "Le procès dit des « viols de Mazan » s'ouvrira en septembre.",
    "Il a fait ses débuts dans la série « Dix pour cent », diffusée sur France 2.",
    "La journée « ville morte » a été largement suivie à Conakry.",
    "Le variant « Omicron » représente désormais la quasi-totalité des contaminations.",
    "La « taxe carbone » européenne entrera en vigueur en 2026.",
    "Le plan « France 2030 » est doté de 54 milliards d'euros.",
    "La commission « Culture » du Parlement se réunira mardi à Strasbourg.",
    "Le site a reçu le label « Patrimoine d'intérêt régional ».",
    "Elle dirige l'association « Les Restos du cœur » depuis dix ans.",
    "Des drones « kamikazes » ont survolé le port dans la nuit de jeudi à vendredi.",
    "Les députés ont rejeté l'amendement « chasse » par 210 voix contre 180.",
    "Le « Brexit » a coûté plusieurs points de croissance au Royaume-Uni.",
    "Les travaux de la ligne « Grand Paris Express » ont pris deux ans de retard.",
    "La pièce « En attendant Godot » est reprise au Théâtre de l'Odéon.",
    "Le président brigue un « troisième mandat » que la Constitution n'autorise pas.",
    "L'équipe, baptisée « les Lionnes », a remporté la coupe d'Afrique.",
    "Le « couloir de la mort » compte encore 2.400 prisonniers aux États-Unis.",
    "Le chalutier « Petit Mousse » a coulé au large de Lorient.",
    "La police recherche un homme surnommé « le Chat », en fuite depuis mars.",
    "Le restaurant « Chez Paul » a fermé ses portes après soixante ans.",
    "Le « Printemps arabe » a commencé en Tunisie, dans la ville de Sidi Bouzid.",
    "La Chine a lancé ses « nouvelles routes de la soie » il y a dix ans.",
    "Le ministère a mis en ligne l'application « TousAntiCovid » en octobre 2020.",
    "Les billets « Interrail » se vendent mieux que jamais cet été.",
    "Le tableau « Le Cri » est exposé à Oslo derrière une vitre blindée.",
    "Un rapport, « L'Afrique en 2050 », sera remis lundi au secrétaire général.",
    "Le parti d'extrême droite « Vox » gouverne avec les conservateurs dans cinq régions.",
    "Les zones « rouges » seront fermées au public dès lundi matin.",
    "L'affaire des « écoutes » a été jugée en appel à Paris.",
    "Un convoi « humanitaire » a franchi la frontière sans être fouillé.",
    "Le journal « Le Soir » paraît à Bruxelles depuis 1887.",
    "Le prix « Albert-Londres » a été remis à deux reporters.",
    "La frégate « Aquitaine » patrouille en mer Rouge depuis janvier.",
    "Ses chansons, de « Ne me quitte pas » à « Amsterdam », ont fait le tour du monde.",
    "Un sommet « Choose France » se tiendra lundi au château de Versailles.",
    "Des milices « patriotiques » patrouillent dans les villages frontaliers.",
    "La rue a été rebaptisée « avenue de la Liberté » après la chute du régime.",
    "Le hashtag « BoycottQatar » a été partagé des milliers de fois.",
    "Il est poursuivi pour « association de malfaiteurs » et « blanchiment ».",
    "L'ouragan « Idalia » a touché terre mercredi en Floride.",
]  # fmt: skip

SAID = [
    ("« Les \"gilets jaunes\" reviendront », a prévenu un manifestant.", "Les \"gilets jaunes\" reviendront"),
    ("Le maire a dénoncé une loi « inapplicable ».", "inapplicable"),
    ("« C'est un chef-d'œuvre », s'enthousiasme le critique du Monde.", "C'est un chef-d'œuvre"),
    ("La ministre a qualifié l'opération de « succès total ».", "succès total"),
    ("Le président brigue un troisième mandat et promet « la stabilité ».", "la stabilité"),
    ("L'avocat a fustigé « une affaire montée de toutes pièces ».", "une affaire montée de toutes pièces"),
    ("Pour le réalisateur Jean Bernard, « le cinéma est un sport de combat ».", "le cinéma est un sport de combat"),
    ("Le mot est lâché : « Nous sommes en guerre », a déclaré Emmanuel Macron.", "Nous sommes en guerre"),
    ("Le syndicat a jugé le plan « insuffisant ».", "insuffisant"),
    ("Elle s'est dite « révoltée » par ces images.", "révoltée"),
]  # fmt: skip


def test_scare_list_holds_sixty_sentences():
    assert len(set(NOT_SAID)) == 60


@pytest.mark.parametrize("sentence", NOT_SAID)
def test_names_titles_and_scare_quotes_are_no_quotes(sentence):
    assert [quote.method for quote in annotate(Article(sentence))._.quotes] == []


@pytest.mark.parametrize(("sentence", "words"), SAID)
def test_words_that_are_said_stay_quotes_beside_them(sentence, words):
    found = {sentence[a:b] for quote in annotate(Article(sentence))._.quotes for a, b in quote.parts}
    assert words in found
