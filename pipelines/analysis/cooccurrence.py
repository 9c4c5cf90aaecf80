"""Who is named with whom: a table of links, their strengths, communities, and the sentences behind a link.

With n units (sentences, paragraphs, articles or stories), f(a) units naming a, f(a, b) naming both:

    Jaccard       f(a,b) / (f(a) + f(b) − f(a,b))
    cosine        f(a,b) / √(f(a) f(b))                          (Ochiai 1957)
    NPMI          ln(n f(a,b) / (f(a) f(b))) / −ln(f(a,b) / n)    (Bouma 2009); 1 when they are never apart
    χ²            Pearson's over the 2 × 2 table, signed: negative when they avoid each other
    Fisher's p    one-sided, of f(a,b) or more by chance
    conditional   max(f(a,b) / f(a), f(a,b) / f(b))               (GarganText's "order 1" similarity)
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.stats import hypergeom

from pipelines.model import Tables

UNITS = ("sentence", "paragraph", "article", "story")
MEASURES = ("count", "jaccard", "cosine", "npmi", "chi2", "conditional")
LINK_COLUMNS = [
    "source", "target", "source_name", "target_name", "count", "jaccard", "cosine", "npmi", "chi2",
    "fisher_p", "conditional",
]  # fmt: skip
NODE_COLUMNS = ["actor_id", "name", "type", "units", "sentences", "degree", "community"]
# A unit that names more actors than this is a list (a roll call, election results), and its pairs, which grow
# with the square, say little: only its most named actors are paired.
MOST_PER_UNIT = 200


@dataclass(frozen=True)
class Network:
    """A co-occurrence network.

    Attributes:
        nodes: one row per linked actor, columns `NODE_COLUMNS`, most named first; `units` and `sentences`
            count where it is named, `community` numbers its group from 0.
        links: one row per pair, columns `LINK_COLUMNS`, `source` named at least as often as `target`.
        unit: what a pair must share.
        n_units: how many units there are in all, named in or not.
        minimum: the support used; lower than asked when that left nothing.
    """

    nodes: pd.DataFrame
    links: pd.DataFrame
    unit: str
    n_units: int
    minimum: int

    def graph(self, weight: str = "count") -> nx.Graph:
        """The network for networkx: actor ids as nodes, every column as an attribute, `weight` set."""
        graph = nx.Graph()
        for node in self.nodes.to_dict("records"):
            graph.add_node(node.pop("actor_id"), **node)
        for link in self.links.to_dict("records"):
            graph.add_edge(link.pop("source"), link.pop("target"), weight=float(link[weight]), **link)
        return graph


def network(tables: Tables, unit: str = "sentence", minimum: int = 2) -> Network:
    """The co-occurrence network of the named actors of `tables`.

    Args:
        tables: the (filtered) corpus.
        unit: one of `UNITS`.
        minimum: fewest shared units of a link. When no link has that many, 1 is used.

    Raises:
        ValueError: `unit` is none of `UNITS`.
    """
    units, pairs = unit_mentions(tables, unit)
    counted = _pair_counts(pairs)
    kept = counted[counted["count"] >= minimum]
    if kept.empty and not counted.empty:
        kept, minimum = counted, 1
    links = _measured(kept, units, tables)
    return Network(_nodes(links, pairs, tables), links, unit, units, minimum)


def unit_mentions(tables: Tables, unit: str) -> tuple[int, pd.DataFrame]:
    """How many units there are, and the distinct pairs (`unit`, `actor_id`) of who is named in which."""
    if unit not in UNITS:
        raise ValueError(f"unknown unit {unit!r}; use one of {', '.join(UNITS)}")
    columns = {"sentence": ["article_id", "sentence"], "paragraph": ["article_id", "paragraph"]}
    sentences = tables.sentences[["article_id", "sentence", "paragraph"]]
    mentions = tables.mentions.loc[tables.mentions["actor_id"] != "", ["article_id", "sentence", "actor_id"]]
    if unit == "paragraph":
        mentions = mentions.merge(sentences, on=["article_id", "sentence"])
    if unit == "story":
        story = tables.articles.set_index("article_id")["story_id"]
        mentions = mentions.assign(story_id=mentions["article_id"].map(story).fillna(""))
        sentences = sentences.assign(story_id=sentences["article_id"].map(story).fillna(""))
    by = columns.get(unit, ["story_id" if unit == "story" else "article_id"])
    n_units = len(sentences[by].drop_duplicates())
    pairs = mentions[[*by, "actor_id"]].drop_duplicates()
    number = pairs.groupby(by, sort=False).ngroup()
    return n_units, pd.DataFrame({"unit": number.to_numpy(), "actor_id": pairs["actor_id"].to_numpy()})


def _pair_counts(pairs: pd.DataFrame) -> pd.DataFrame:
    """Columns source, target, count, f_source, f_target for every pair named together at least once."""
    columns = ["source", "target", "count", "f_source", "f_target"]
    if pairs.empty:
        return pd.DataFrame(
            {c: pd.Series(dtype=object if c in ("source", "target") else "int64") for c in columns}
        )
    frequency = pairs["actor_id"].value_counts()
    # Most named first, then by id: the order of each pair and of the rows never depends on the input's order.
    names = sorted(frequency.index, key=lambda a: (-frequency[a], a))
    number = pd.Series(np.arange(len(names)), index=names)
    column = pairs["actor_id"].map(number).to_numpy()
    rank = pd.Series(column).groupby(pairs["unit"].to_numpy()).rank(method="first").to_numpy()
    few = rank <= MOST_PER_UNIT
    shape = (int(pairs["unit"].max()) + 1, len(names))
    incidence = sparse.csr_matrix(
        (np.ones(int(few.sum()), dtype=np.int64), (pairs["unit"].to_numpy()[few], column[few])), shape=shape
    )
    both = sparse.triu(incidence.T @ incidence, k=1).tocoo()
    counts, names_array = frequency.reindex(names).to_numpy(), np.asarray(names, dtype=object)
    found = pd.DataFrame({
        "source": names_array[both.row], "target": names_array[both.col],
        "count": both.data, "f_source": counts[both.row], "f_target": counts[both.col],
        "_row": both.row, "_col": both.col,
    })  # fmt: skip
    return found.sort_values(["count", "_row", "_col"], ascending=[False, True, True], ignore_index=True)[
        columns
    ]


def _measured(counted: pd.DataFrame, n: int, tables: Tables) -> pd.DataFrame:
    both, a, b = (counted[c].to_numpy(float) for c in ("count", "f_source", "f_target"))
    label = names_en(tables)
    with np.errstate(divide="ignore", invalid="ignore"):
        npmi = np.where(both == n, 1.0, np.log(n * both / (a * b)) / -np.log(both / n))
        spread = a * b * (n - a) * (n - b)
        lean = n * both - a * b
        chi2 = np.where(spread > 0, np.sign(lean) * n * lean**2 / spread, 0.0)
    links = pd.DataFrame({
        "source": counted["source"], "target": counted["target"],
        "source_name": counted["source"].map(label), "target_name": counted["target"].map(label),
        "count": counted["count"].astype("int64"),
        "jaccard": both / (a + b - both), "cosine": both / np.sqrt(a * b), "npmi": npmi, "chi2": chi2,
        "fisher_p": hypergeom.sf(both - 1, n, a, b), "conditional": both / np.minimum(a, b),
    })  # fmt: skip
    return links[LINK_COLUMNS]


def names_en(tables: Tables) -> dict[str, str]:
    """actor_id → the name shown in English, the French one where there is none."""
    actors = tables.actors
    shown = actors["name_en"].where(actors["name_en"] != "", actors["name"])
    return dict(zip(actors["actor_id"], shown, strict=True))


def _nodes(links: pd.DataFrame, pairs: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    linked = pd.unique(pd.concat([links["source"], links["target"]], ignore_index=True))
    if not len(linked):
        return pd.DataFrame(columns=NODE_COLUMNS)
    _, by_sentence = unit_mentions(tables, "sentence")
    degree = pd.concat([links["source"], links["target"]]).value_counts()
    kinds = dict(zip(tables.actors["actor_id"], tables.actors["type"], strict=True))
    group = communities(links)
    nodes = pd.DataFrame({"actor_id": linked}).assign(
        name=lambda d: d["actor_id"].map(names_en(tables)),
        type=lambda d: d["actor_id"].map(kinds).fillna("MISC"),
        units=lambda d: d["actor_id"].map(pairs["actor_id"].value_counts()).astype("int64"),
        sentences=lambda d: d["actor_id"].map(by_sentence["actor_id"].value_counts()).astype("int64"),
        degree=lambda d: d["actor_id"].map(degree).astype("int64"),
        community=lambda d: d["actor_id"].map(group).astype("int64"),
    )
    return nodes.sort_values(["sentences", "actor_id"], ascending=[False, True], ignore_index=True)[
        NODE_COLUMNS
    ]


def communities(links: pd.DataFrame) -> dict[str, int]:
    """actor_id → community number, largest first (Louvain, Blondel et al. 2008, on counts, seeded)."""
    graph = nx.Graph()
    for source, target, count in links[["source", "target", "count"]].itertuples(index=False):
        graph.add_edge(source, target, weight=int(count))
    if not graph:
        return {}
    groups = nx.community.louvain_communities(graph, weight="weight", seed=1)
    groups = sorted(groups, key=lambda g: (-len(g), min(g)))
    return {actor: number for number, group in enumerate(groups) for actor in group}


def evidence(tables: Tables, actors: tuple[str, ...], unit: str = "sentence") -> pd.DataFrame:
    """The sentences behind a node or a link: rows of `sentences` in the units that name all of `actors`.

    For a unit larger than the sentence, only the sentences of it that name one of them are given.
    """
    named = tables.mentions.loc[
        tables.mentions["actor_id"].isin(actors), ["article_id", "sentence", "actor_id"]
    ]
    named = named.drop_duplicates().merge(tables.sentences, on=["article_id", "sentence"])
    if unit == "story":
        named["story_id"] = named["article_id"].map(tables.articles.set_index("article_id")["story_id"])
    by = {
        "sentence": ["article_id", "sentence"], "paragraph": ["article_id", "paragraph"],
        "story": ["story_id"],
    }.get(unit, ["article_id"])  # fmt: skip
    together = named.groupby(by)["actor_id"].transform("nunique") == len(set(actors))
    chosen = named.loc[together, ["article_id", "sentence"]].drop_duplicates()
    return tables.sentences.merge(chosen, on=["article_id", "sentence"])
