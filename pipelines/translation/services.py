"""The online services that deep-translator speaks to: what each needs, where its text goes, and how it is asked.

deep-translator 1.11.4 asks MyMemory over plain http, and puts the keys of DeepL and LibreTranslate into the address of
the request, where logs and proxies keep them. Here MyMemory is asked over https, and keys travel in a header or in
the body.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

MAX_CHARACTERS = 1500


@dataclass(frozen=True, slots=True)
class Service:
    """What a service is called and needs. `key` names the entry in the environment or the mapping given."""

    title: str
    key: str = ""
    limit: int = MAX_CHARACTERS
    joins: bool = True  # several sentences may travel in one request, a line each


SERVICES: dict[str, Service] = {
    "google": Service("Google Translate"),
    "deepl": Service("DeepL", "DEEPL_API_KEY"),
    "libre": Service("LibreTranslate", "LIBRE_API_KEY"),
    "microsoft": Service("Microsoft Translator", "MICROSOFT_API_KEY"),
    "mymemory": Service("MyMemory", limit=450, joins=False),
}

Setting = Callable[[str], str]
"""Gives a key or address by its name in the environment, "" where there is none."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a service's text goes: its host, and whether the way there is encrypted."""

    host: str
    encrypted: bool

    def __str__(self) -> str:
        return f"{self.host}, {'encrypted (https)' if self.encrypted else 'NOT encrypted (plain http)'}"


def address(name: str, setting: Setting) -> Address:
    """Where the service `name` is reached; asks nothing of the network.

    Raises:
        KeyError: there is no such service.
    """
    parts = urlsplit(_url(name, setting))
    return Address(parts.hostname or "an address that cannot be read", parts.scheme == "https")


def build(name: str, setting: Setting) -> Any:
    """The deep-translator object of a service, from French to English; its `translate` may raise anything.

    Raises:
        KeyError: there is no such service.
    """
    import deep_translator as dt  # noqa: PLC0415 - pulls in an HTML parser, needed only here

    service = SERVICES[name]
    key = setting(service.key) if service.key else ""
    url = _url(name, setting)
    if name == "google":
        return dt.GoogleTranslator(source="fr", target="en")
    if name == "deepl":
        return _deepl(url, key)
    if name == "libre":
        return _libre(url, key)
    if name == "microsoft":
        return _microsoft(key, setting("MICROSOFT_REGION") or None)
    mymemory = dt.MyMemoryTranslator(source="fr-FR", target="en-US")
    mymemory._base_url = url
    return mymemory


def _url(name: str, setting: Setting) -> str:
    from deep_translator.constants import BASE_URLS  # noqa: PLC0415

    if name == "libre" and (own := setting("LIBRE_URL")):
        return f"{own.rstrip('/')}/"  # a server of one's own, with the address its owner chose
    if name == "deepl":
        free = setting(SERVICES[name].key).endswith(":fx")
        return str(BASE_URLS["DEEPL_FREE" if free else "DEEPL"]).format(version="v2")
    found = {
        "google": "GOOGLE_TRANSLATE", "libre": "LIBRE", "microsoft": "MICROSOFT_TRANSLATE", "mymemory": "MYMEMORY",
    }[name]  # fmt: skip
    return _encrypted(str(BASE_URLS[found]))


def _encrypted(url: str) -> str:
    """The address over https; only this machine itself is spoken to without."""
    parts = urlsplit(url)
    if parts.scheme != "http" or _is_this_machine(parts.hostname or ""):
        return url
    return parts._replace(scheme="https").geturl()


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _deepl(url: str, key: str) -> Any:
    import requests  # noqa: PLC0415
    from deep_translator import DeeplTranslator  # noqa: PLC0415
    from deep_translator.exceptions import AuthorizationException, ServerException  # noqa: PLC0415

    class KeyInHeader(DeeplTranslator):
        """DeepL as its documentation asks: the key in a header, the text in the body."""

        def translate(self, text: str, **_: Any) -> str:
            answer = requests.post(
                f"{url}translate",
                headers={"Authorization": f"DeepL-Auth-Key {key}"},
                json={"text": [text], "source_lang": "FR", "target_lang": "EN-US"},
                allow_redirects=False,
                timeout=60,
            )
            if answer.status_code == requests.codes.forbidden:
                raise AuthorizationException("")
            if not answer.ok or answer.is_redirect:
                raise ServerException(answer.status_code)
            return str(answer.json()["translations"][0]["text"])

    return KeyInHeader(source="fr", target="en", api_key=key, use_free_api=key.endswith(":fx"))


def _libre(url: str, key: str) -> Any:
    import requests  # noqa: PLC0415
    from deep_translator import LibreTranslator  # noqa: PLC0415
    from deep_translator.exceptions import AuthorizationException, ServerException  # noqa: PLC0415

    class KeyInBody(LibreTranslator):
        """LibreTranslate with text and key in the body; a server of one's own may need no key."""

        def translate(self, text: str, **_: Any) -> str:
            body = {"q": text, "source": "fr", "target": "en", "format": "text"} | (
                {"api_key": key} if key else {}
            )
            answer = requests.post(f"{url}translate", json=body, allow_redirects=False, timeout=60)
            if answer.status_code == requests.codes.forbidden:
                raise AuthorizationException("")
            if not answer.ok or answer.is_redirect:
                raise ServerException(answer.status_code)
            return str(answer.json()["translatedText"])

    # deep-translator insists on a key
    return KeyInBody(source="fr", target="en", api_key=key or "none", use_free_api=False, custom_url=url)


def _microsoft(key: str, region: str | None) -> Any:
    from deep_translator import MicrosoftTranslator  # noqa: PLC0415

    class FrenchToEnglish(MicrosoftTranslator):
        """Without the request for all languages that the constructor makes, unlimited in time."""

        def _get_supported_languages(self) -> dict[str, str]:
            return {"french": "fr", "english": "en"}

    return FrenchToEnglish(source="fr", target="en", api_key=key, region=region)
