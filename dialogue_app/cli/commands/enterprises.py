"""`enterprise`: the register of enterprises and household businesses."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dialogue_app.cli import duplicates
from dialogue_app.cli.database import opened
from dialogue_app.cli.fields import add_options, with_given
from dialogue_app.cli.listing import add_list_options, say_rows, show_rows
from dialogue_app.cli.output import say, say_facts, say_json
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    add_command,
    add_json,
    add_noun,
    add_seen,
)
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.vocabulary import EnterpriseView
from dialogue_app.i18n import _, ngettext

if TYPE_CHECKING:
    from dialogue_app.domain.fields.enterprises import EnterpriseDraft
    from dialogue_app.services.enterprises.editing import EnterpriseDetail
    from dialogue_app.services.enterprises.lists import EnterpriseRow


def add_to(nouns: Commands[Parser]) -> None:
    """Add `enterprise add`, `edit`, `list`, `show`, and what makes two one."""
    verbs = add_noun(nouns, "enterprise", _("register of enterprises and household businesses"))
    adding = add_command(verbs, "add", _("add an enterprise"), add)
    adding.add_argument("name", metavar=_("NAME"), help=_("full name"))
    add_options(adding, EnterpriseDraft, but=("name",))
    editing = add_command(verbs, "edit", _("change an enterprise; what is not given stays"), edit)
    editing.add_argument("code", metavar=_("CODE"), help=_("our code, tax code or full name"))
    add_options(editing, EnterpriseDraft, editing=True)
    add_seen(editing)
    listing = add_command(verbs, "list", _("list enterprises"), show_list)
    add_list_options(listing, EnterpriseView)
    showing = add_command(verbs, "show", _("show an enterprise and its issues"), show)
    showing.add_argument("code", metavar=_("CODE"), help=_("our code, tax code or full name"))
    add_json(showing)
    duplicates.add_verbs(verbs)


def add(options: Namespace) -> int:
    """Add an enterprise."""
    from dialogue_app.domain.fields.enterprises import EnterpriseDraft
    from dialogue_app.services.enterprises.editing import (
        enterprise_detail,
        register_enterprise,
        similar_enterprises,
    )

    with opened(options) as case:
        form = with_given(case, EnterpriseDraft(""), options)
        namesakes = similar_enterprises(case, form)
        added = enterprise_detail(case, register_enterprise(case, form))
    say(_("Added: {code} {name}.").format(code=added.code, name=added.form.name))
    _warn(added, namesakes)
    return 0


def edit(options: Namespace) -> int:
    """Change an enterprise."""
    from dialogue_app.services.case import SeenDraft, require_seen_version
    from dialogue_app.services.enterprises.editing import (
        edit_enterprise,
        enterprise_detail,
        find_enterprise,
    )

    with opened(options) as case:
        known = enterprise_detail(case, find_enterprise(case, options.code))
        form = with_given(case, known.form, options)
        require_seen_version(case, known.version, options.seen, known.code)
        edit_enterprise(case, SeenDraft(known.id, known.version, known.form), form)
        saved = enterprise_detail(case, known.id)
    say(_("Saved: {code} {name}.").format(code=saved.code, name=saved.form.name))
    _warn(saved, [])
    return 0


def _warn(saved: EnterpriseDetail, namesakes: list[EnterpriseRow]) -> None:
    from dialogue_app.domain.rows import Problem, RowProblem
    from dialogue_app.i18n.sentences import problem

    for namesake in namesakes:
        say(problem(Problem(RowProblem.SIMILAR, "name", {"value": namesake.code})))
    if not saved.tax_code_ok:
        values = {"value": saved.form.tax_code}
        say(problem(Problem(RowProblem.TAX_CODE_CHECK_DIGIT, "tax_code", values)))


def show_list(options: Namespace) -> int:
    """List enterprises by name, or those that are searched for."""
    from dialogue_app.i18n.formats import number
    from dialogue_app.services.enterprises.lists import ENTERPRISES, EnterpriseList

    with opened(options) as case:
        records = EnterpriseList(case)
        ids = records.ids(ENTERPRISES.shown_in(options.view, search=options.search))
        show_rows(options, records, ids, case.today())
    if ids and not options.json:
        n = len(ids)
        say(ngettext("{n} enterprise.", "{n} enterprises.", n).format(n=number(n)))
    return 0


def show(options: Namespace) -> int:
    """Show one enterprise and what it raised."""
    from dialogue_app.services.enterprises.editing import enterprise_detail, find_enterprise

    with opened(options) as case:
        detail = enterprise_detail(case, find_enterprise(case, options.code))
        today = case.today()
    if options.json:
        say_json(detail)
    else:
        _say_whole(detail, today)
    return 0


def _say_whole(detail: EnterpriseDetail, today: date) -> None:
    from dialogue_app.i18n.values import draft_words
    from dialogue_app.services.issues.lists import ISSUES

    form, called = detail.form, {"legal_type_id": detail.legal_type, "unit_id": detail.unit}
    if not detail.tax_code_ok:
        form = replace(form, tax_code=form.tax_code + " · " + _("the check digit is wrong"))
    say(f"{detail.code}  {form.name}")
    merged = "\n".join(f"{one.code} {one.name}" for one in detail.merged)
    say_facts([*draft_words(form, called, but=("name",)), (_("Merged into this one"), merged)])
    say()
    if detail.issues:
        say_rows(ISSUES, detail.issues, today)
    else:
        say(_("No issue raised yet"))
