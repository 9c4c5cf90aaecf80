"""The fine tag of every token, copied from its part of speech in one array.

The French model has no tagger of its own: the first rules of its attribute ruler copy each part of speech to the
fine tag, a match and a Span for every token. Copied in one array, the tags are the same at a fraction of the time.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Any

import numpy as np
from spacy.attrs import POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc

FACTORY = "visavis_tags"
_RULER = "attribute_ruler"


@Language.factory(FACTORY, default_config={"copied": []})
def create_tags(nlp: Language, name: str, copied: list[str]) -> Tags:
    """The component that copies the parts of speech named in `copied`."""
    return Tags(nlp, copied)


class Tags:
    """Sets `token.tag_` to `token.pos_` where that is one of `copied`."""

    def __init__(self, nlp: Language, copied: list[str]) -> None:
        self._tags = np.zeros(max(IDS.values()) + 1, dtype="uint64")
        for part in copied:
            self._tags[IDS[part]] = nlp.vocab.strings.add(part)

    def __call__(self, doc: Doc) -> Doc:
        """Copy the tags of one Doc."""
        if not len(doc):
            return doc
        told = doc.to_array([POS, TAG])
        copied = self._tags[told[:, 0]]
        tags = np.where(copied, copied, told[:, 1])
        return doc.from_array(["TAG"], tags.reshape(-1, 1))  # type: ignore[arg-type]  # spaCy takes any uint64 array


def copy_tags(nlp: Language) -> None:
    """Take the copying out of the attribute ruler of `nlp`, where it has one and that begins with it."""
    if _RULER not in nlp.pipe_names:
        return
    ruler: Any = nlp.get_pipe(_RULER)
    patterns = ruler.patterns
    # Later rules outdo earlier ones, so only those before any other rule may go first.
    copied = [each["attrs"].get("TAG", "") for each in takewhile(_is_copy, patterns)]
    ruler.clear()
    ruler.add_patterns(patterns[len(copied) :])
    nlp.add_pipe(FACTORY, before=_RULER, config={"copied": copied})


def _is_copy(rule: dict[str, Any]) -> bool:
    part = rule["attrs"].get("TAG")
    copies = {"patterns": [[{"POS": part}]], "attrs": {"TAG": part}, "index": 0}
    return part in IDS and rule == copies
