"""The fine tag of every token, copied from its part of speech in one array.

The French model has no tagger of its own: the first rules of its attribute ruler copy each part of speech to the
fine tag, a match and a Span for every token. Copied in one array, the tags are the same at a fraction of the time.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

FACTORY = "visavis_tags"
_RULER = "attribute_ruler"


@Language.factory(FACTORY, assigns=["token.tag"], requires=["token.pos"], default_config={"copied": []})
def create_tags(nlp: Language, name: str, copied: list[str]) -> Tags:
    """The component that copies the parts of speech named in `copied`."""
    return Tags(nlp, copied)


class Tags:
    """Sets `token.tag_` to `token.pos_` where that is one of `copied`."""

    def __init__(self, nlp: Language, copied: list[str]) -> None:
        # A part of speech has the same number as the tag of its name.
        self._copied = np.array([nlp.vocab.strings.add(part) for part in copied], dtype="uint64")

    def __call__(self, doc: Doc) -> Doc:
        """Copy the tags of one Doc."""
        if not len(doc):
            return doc
        parts, tags = doc.to_array("POS"), doc.to_array("TAG")
        tags = np.where(np.isin(parts, self._copied), parts, tags)
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
    return rule == {"patterns": [[{"POS": part}]], "attrs": {"TAG": part}, "index": 0}
