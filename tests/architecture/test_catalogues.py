from __future__ import annotations

import pytest
from babel.messages import Catalog

from cxplatform.catalogues import LANGUAGES, messages, missing_in, read


@pytest.fixture(scope="module")
def sources() -> Catalog:
    return messages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_sources_is_translated(language: str, sources: Catalog) -> None:
    catalogue = read(language)
    catalogue.update(sources, no_fuzzy_matching=True)
    assert missing_in(catalogue) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_placeholders(language: str) -> None:
    wrong = {message.id: [str(e) for e in message.check()] for message in read(language) if message.id}
    assert {text: errors for text, errors in wrong.items() if errors} == {}
