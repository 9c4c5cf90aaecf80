"""Stand-in engines for tests."""

from pipelines.translation.base import Translation


class FakeEngine:
    """Translates by a function; counts what it was asked."""

    kind = "local"

    def __init__(self, name="fake", translate=lambda s: f"EN {s}", reason="", version="1"):
        self.name, self.version, self.reason = name, version, reason
        self._translate = translate
        self.asked: list[str] = []

    def available(self):
        return self.reason

    def translate(self, sentences):
        self.asked.extend(sentences)
        out = []
        for sentence in sentences:
            text = self._translate(sentence)
            out.append(Translation(text, self.name, self.version, error="" if text else "nothing came"))
        return out
