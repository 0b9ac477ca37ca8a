"""The corpus of faults: nearly all are found where they are, and nothing is called wrong that is not."""

from __future__ import annotations

import pytest

from apps.surveys.checks import Finding, check_draft
from apps.surveys.templates_library import ORDER, template
from tests.surveys.faults import Fault, conditions, library, references, settings, ways

FAULTS = [fault for module in (conditions, ways, references, library, settings) for fault in module.faults()]


def found_in(fault: Fault) -> list[Finding]:
    return list(check_draft(fault.broken, touchpoints=fault.touchpoints))


def errors(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, finding.pointer) for finding in findings if finding.is_error]


def test_the_corpus_is_large_and_every_fault_has_a_name_of_its_own() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 90


def test_at_least_95_of_100_faults_are_found_where_they_are() -> None:
    missed = {
        f"{fault.name}: {fault.code} at {fault.pointer}": [(f.code, f.pointer) for f in found_in(fault)]
        for fault in FAULTS
        if (fault.code, fault.pointer) not in {(f.code, f.pointer) for f in found_in(fault)}
    }
    print(f"{len(missed)} of {len(FAULTS)} missed")
    for name, found in missed.items():
        print(f"missed {name}; found {found}")
    assert len(missed) <= 0.05 * len(FAULTS), missed


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_without_its_fault_a_draft_has_no_error(fault: Fault) -> None:
    assert errors(check_draft(fault.sound, touchpoints=fault.touchpoints)) == []
    hints = {(f.code, f.pointer) for f in check_draft(fault.sound, touchpoints=fault.touchpoints)}
    assert (fault.code, fault.pointer) not in hints


@pytest.mark.parametrize("key", ORDER)
def test_the_library_has_no_errors(key: str) -> None:
    assert errors(check_draft(template(key).document())) == []
