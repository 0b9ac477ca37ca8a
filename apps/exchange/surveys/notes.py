"""The notes of a report: stored by their code, put into words for whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Any] = {
    "survey": _("survey"),
    "page": _("page"),
    "question": _("question"),
    "statement": _("statement"),
    "choice": _("choice"),
    "row": _("row"),
    "condition": _("condition"),
    "jump": _("jump"),
    "ending": _("ending"),
    "calculated": _("calculated value"),
    "validation": _("check of an answer"),
    "setting": _("setting"),
    "text": _("text"),
    "piping": _("answer within a text"),
    "language": _("language"),
    "quota": _("quota"),
    "loop": _("repeated questions"),
    "name": _("name"),
    "order": _("random order"),
}

FATES: dict[str, Any] = {
    "exact": _("kept as it was"),
    "equivalent": _("kept in another form"),
    "approximated": _("kept in part"),
    "dropped": _("left out"),
}

NOTES: dict[str, Any] = {
    "renamed": _("It is called “%(name)s” here."),
    "appearance": _("Settings we have no counterpart for: %(names)s."),
    "markup": _("The text is kept, its links, pictures and lists are not."),
    "no_type": _("Questions of type “%(type)s” do not exist here."),
    "nearest_type": _("It became a question of type “%(type)s”."),
    "same_type": _("The same question is called “%(type)s” here."),
    "no_choices": _("It has no choices in the file."),
    "choices_by_url": _("Its choices come from another address; add them by hand."),
    "flattened": _("A group within a page: its questions stand on the page, its title became a statement."),
    "row_questions": _("Each row became a question of its own."),
    "cell_questions": _("Each cell became a question of its own."),
    "part_questions": _("Each part became a question of its own."),
    "scale_labels": _("Only the labels at both ends of the scale are kept."),
    "other_question": _("“Other” became a choice with a text question that follows it."),
    "comment_question": _("The comment became a question of its own."),
    "exclusive_choice": _("It became a choice that excludes the others."),
    "as_statement": _("It became a statement."),
    "as_ending": _("It became an ending."),
    "as_jump": _("It became a jump on leaving the page."),
    "jump_to_page": _("A jump leads to the page the question stands on."),
    "never_jump_back": _("A jump never leads back."),
    "unknown_place": _("It leads to a place that is not in the file."),
    "param": _("What the file takes from outside is read from the survey's address."),
    "invitation": _("What the file knows of the person is read from the invitation."),
    "quota": _("Quotas cannot be set here yet."),
    "default_value": _("Answers are not filled in beforehand."),
    "no_setter": _("Answers are not filled in by rules."),
    "enable_if": _("A question is shown or not; it cannot be shown locked."),
    "choice_condition": _("Choices cannot be shown by a condition."),
    "choice_filter": _("Choices cannot be filtered by an earlier answer."),
    "validator": _("This check of the answer has no counterpart."),
    "hidden_question": _("It is hidden in the file and left out."),
    "media": _("Pictures, sound and video are not taken along."),
    "metadata": _("It is kept with every response anyway."),
    "device": _("It asks the device, which a browser does not allow."),
    "randomizer": _(
        "Only the order of questions, choices and pages can be random, not which of them are shown."
    ),
    "order_of_blocks": _("The pages come in a random order, each for itself."),
    "web_service": _("Other services are not called."),
    "login": _("It belongs to the other tool."),
    "unused": _("It stands among the unused questions."),
    "untranslated_language": _("This is not the code of a language."),
    "unknown_name": _("It looks at “%(name)s”, which is not in the file or was left out."),
    "function": _("The function “%(name)s” has no counterpart."),
    "operator": _("An answer of this kind cannot be compared so."),
    "value": _("The value it compares with is never given as an answer."),
    "unreadable": _("The expression cannot be read."),
    "too_long": _("The expression is too long."),
    "never_true": _("It is never true; what it would hide is shown."),
    "not_a_condition": _("It is not a comparison we have."),
    "missing_numbers": _("A missing answer is left out of a calculation; the other tool may count it as 0."),
    "two_answers": _("Two answers cannot be compared so."),
    "expression": _("This cannot be calculated here."),
    "loop_count": _("How often they repeat is decided by the person answering."),
    "loop_in_loop": _("Repeated questions within repeated questions are not possible."),
    "loop_block": _("The block is asked once here; in the file it repeats."),
    "left_as_is": _("The reference stands in the text as it did."),
    "touchpoint": _("The inventory has no touchpoint “%(name)s”."),
    "no_number": _("Its values are no whole numbers from 0 to 10, so it is not a scale."),
    "accepted_types": _("None of the kinds of file it takes are taken here; the usual ones are set."),
    "loose_choices": _("The list “%(name)s” is not in the file."),
    "in_relevance": _("It stands in the condition of the question as well."),
}


def note_words(code: str, values: Mapping[str, str]) -> str:
    """The note in the reader's language; a code of another release stands for itself."""
    if code == "unfit":
        return str(values.get("detail", ""))
    words = str(NOTES.get(code, code))
    return words % values if "%(" in words and values else words
