"""What one has done: "il fait abattre des arbres" is "he has trees felled", "il fait tomber le mur" "makes the wall fall"."""

from __future__ import annotations

from pipelines.translation.gist import verbs
from pipelines.translation.gist.clauses import noun_group
from pipelines.translation.gist.lexicon import function_words
from pipelines.translation.gist.nouns import close, is_quantity
from pipelines.translation.gist.units import Unit


def caused(units: list[Unit]) -> list[Unit]:
    """Units with the noun of "faire" and an infinitive put between them, and the infinitive as English has it."""
    out: list[Unit] = []
    index = 0
    while index < len(units):
        unit = units[index]
        out.append(unit)
        index += 1
        if unit.low != "faire" or not unit.verb or unit.extra.get("phrase"):
            continue
        inside = index
        while inside < len(units) and close(units[inside]) and units[inside].pos == "adv":
            inside += 1
        group = verbs.read(units, inside)
        if group is None or group.verbs[0].tense != "inf" or group.clitics or not close(units[inside]):
            continue
        main = group.verbs[-1]
        end = noun_group(units, group.end)
        if (
            end == group.end
            or not close(units[group.end])
            or (units[group.end].pos == "pr" and not is_quantity(units[group.end]))
        ):
            continue
        acts = main.low in function_words()["intransitive"]
        unit.english = "make" if acts else "have"
        main.tags = ("vblex", "inf" if acts else "pp", *main.tags[2:])
        main.extra["bare"] = "1"
        out += [*units[index:inside], *units[group.end : end], *units[inside : group.end]]
        index = end
    return out
