"""The ledger of corrections: what a person put right, applied over what the reader made, and counted.

Writing (methods of `pipelines.corpus.Corpus`)::

    corpus.correct([Draft(what, article_id, start, end, new, old)], who)   # one transaction, all or nothing
    corpus.undo(entry_id_or_None, who); corpus.redo(entry_id_or_None, who)  # entries of their own
    corpus.ledger()                                                         # every Entry, in order

`start`, `end` is the span, as shown, of the thing: of a quote its first part, of an event its trigger. `old` is what the
person saw (`value_of(what, row)`), and is compared: `ConflictError` says what stands there now and whose it is. Kinds and
their `new`::

    mention.delete, quote.delete, date.delete, event.delete, sentence.not_text     None
    mention.type "PER"          mention.extent [start, end]      mention.actor REF
    mention.add {"type": "PER", "actor": REF}
    quote.speaker REF or None   quote.kind "direct"              quote.verb [start, end] or None
    quote.extent [[start, end], …]
    quote.add {"parts": [[start, end], …], "kind": "direct", "speaker": REF, "verb": [start, end]}
    date.value "2022-11-14"     date.extent [start, end]         date.add "2022-11"
    event.type "ACCUSE"         event.mode ""                    event.status "alleged"
    event.actors, event.recipients [REF, …]                      event.date "2022-11-14" or ""
    event.extent [start, end] of the trigger
    event.add {"type": "ACCUSE", "mode": "", "status": "actual", "actors": [REF], "recipients": [REF], "date": ""}
    actor.merge {"actor_id": A, "into": B}          actor.distinct {"actor_id": A, "other": B}
    actor.split {"actor_id": A, "mentions": [[article_id, start, end], …], "name": "…", "type": "PER", "to": id or None}
    actor.rename {"actor_id": A, "name": "…", "name_en": "…"}
    actor.country {"actor_id": A, "country": "FR"}  actor.type {"actor_id": A, "type": "ORG"}
    review.right, review.wrong, review.skip {"layer": "speaker", …}

    corpus.place([entry_id, …], (article_id, start, end), (start, end), who)  # at what a reread article has instead

A REF is {"actor_id": "iran"}, or {"name": "Aviv Kochavi", "type": "PER"} for a name that no actor has yet.

Showing: `Corpus.tables()` gives the tables with the ledger applied, `Corpus.machine_tables()` those without;
`replayed(machine, entries)` works them out, `Replayed.with_entries` only what new entries touch, and
`Replayed.outcomes` says what became of each entry.
"""

from pipelines.corrections.entries import UNSEEN, Draft, Entry, Outcome
from pipelines.corrections.replay import Replayed, apply, replayed
from pipelines.corrections.values import value_of
from pipelines.errors import ConflictError, CorrectionError, NothingChangesError

__all__ = [
    "UNSEEN",
    "ConflictError",
    "CorrectionError",
    "Draft",
    "Entry",
    "NothingChangesError",
    "Outcome",
    "Replayed",
    "apply",
    "replayed",
    "value_of",
]
