"""The paragraphs of the invented dispatches that the case files hold."""

from __future__ import annotations

from pathlib import Path

from pipelines.reading import read
from pipelines.reading.results import ReadResult

CASES = Path(__file__).parent / "cases"
P1 = (
    "Le ministre de l’Intérieur, Paul Garnier, a annoncé mardi à Marseille le déploiement de 300 policiers "
    "supplémentaires. « Nous ne céderons rien », a-t-il déclaré devant la presse."
)
P2 = (
    "La maire de la ville, Claire Vasseur, a dénoncé mercredi une mesure « insuffisante ». Elle a réclamé une "
    "rencontre avec le préfet des Bouches-du-Rhône."
)
P3 = (
    "Le syndicat Alliance a salué l’annonce. Son secrétaire général, Denis Aubry, a appelé à manifester le "
    "24 novembre devant la préfecture."
)
Q1 = (
    "Le président de la région, Marc Delorme, a rencontré jeudi à Lille la ministre des Transports, Anne Rivière. "
    "« Le chantier reprendra en janvier », a-t-elle assuré."
)


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def read_case(name: str) -> ReadResult:
    return read(name, (CASES / name).read_bytes())
