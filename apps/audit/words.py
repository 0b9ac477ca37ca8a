"""What an audit line says to a person. An event without words here is shown by its own name."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, str | Promise] = {
    "api_key.created": _("created an API key"),
    "api_key.revoked": _("revoked an API key"),
    "client.created": _("created the client"),
    "client.entered": _("entered the portal for the agency"),
    "client.left": _("left the portal"),
    "client.ready": _("opened the portal"),
    "client.resumed": _("opened the portal again"),
    "client.settings_changed": _("changed the client's settings"),
    "client.suspended": _("suspended the client"),
    "definition.made_primary": _("chose the definition of a metric"),
    "import.finished": _("imported a file"),
    "import.mapped": _("mapped the columns of"),
    "import.started": _("started an import"),
    "import.undone": _("took an import back"),
    "import.uploaded": _("uploaded the file"),
    "member.invited": _("invited"),
    "member.invited_again": _("sent the invitation again to"),
    "member.removed": _("removed"),
    "member.role_changed": _("changed the role of"),
    "person.signed_in": _("signed in"),
    "question.kept": _("kept in the question bank"),
    "question.removed": _("removed from the question bank"),
    "record.added": _("added a record"),
    "record.changed": _("changed a record"),
    "record.deleted": _("deleted a record"),
    "response.erased": _("erased a response"),
    "response.restored": _("restored a response"),
    "survey.changed": _("changed the survey"),
    "survey.closed": _("closed the survey"),
    "survey.created": _("created the survey"),
    "survey.published": _("published the survey"),
    "survey.scheduled": _("set when the survey is open"),
    "touchpoint.archived": _("archived the touchpoint"),
    "touchpoint.changed": _("changed the touchpoint"),
    "touchpoint.created": _("created the touchpoint"),
    "touchpoint.restored": _("restored the touchpoint"),
}
DETAILS: dict[str, str | Promise] = {
    "reason": _("reason"),
    "role": _("role"),
    "before": _("before"),
    "after": _("after"),
    "scope": _("scope"),
    "version": _("version"),
    "model": _("kind"),
    "fields": _("fields"),
    "rows": _("rows"),
    "added": _("added"),
    "copy_of": _("copy of"),
}


def event_in_words(event: str) -> str:
    return str(EVENTS.get(event, event))


def detail_in_words(name: str) -> str:
    return str(DETAILS.get(name, name))
