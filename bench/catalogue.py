"""The measurements by name, in the order they run. A module is imported when it is its turn: it needs Django."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    title: str
    function: str  # dotted path under bench


MEASUREMENTS = {
    "page": Measurement("the public page beside a bare one", "pages.page"),
    "complete": Measurement("a complete response beside a bare one", "pages.complete"),
    "tenancy": Measurement("an insert with and without tenants", "tenancy.overhead"),
    "drain": Measurement("the drain beside bare SQL", "draining.draining"),
    "intake": Measurement("intake with and without a worker, and its messages", "intake.intake"),
    "sweep": Measurement("the sweep over idle clients", "sweeping.sweeping"),
    "growth": Measurement("a response after a long and after a short past", "draining.growing"),
    "dashboard": Measurement("400 days from the rollup beside the facts", "dashboards.dashboard"),
    "endpoint": Measurement("the KPI endpoint beside its SQL", "dashboards.endpoint"),
    "builder": Measurement("a survey of 150 questions in the builder", "builder.builder"),
    "rebuild": Measurement("a rebuild beside a bare CREATE TABLE AS", "rebuilding.rebuilding"),
}
