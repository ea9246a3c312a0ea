"""Ids are never reused, not even after a migration that remakes a table: what is undone comes back as itself."""

import pytest
from django.core.management.color import no_style
from django.db import connection

from harsat.config.sequences import sequences_kept
from harsat.ledger.undo import change_undo
from harsat.rab.models import HargaItem
from support.projects import a_project, a_request_key, a_user, an_access, ids, write

pytestmark = pytest.mark.django_db(transaction=True)

X = {"kategori": "BHN", "kode": "X", "uraian": "x", "satuan": "kg"}


def like_a_migration():
    """What AddConstraint does on SQLite; on PostgreSQL, what loaddata does."""
    if connection.vendor == "sqlite":
        with connection.constraint_checks_disabled(), connection.schema_editor() as editor:
            editor._remake_table(HargaItem)
        return
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [HargaItem]):
            cursor.execute(statement)


def test_a_deleted_id_is_not_given_again_after_a_migration_and_can_be_undone_into():
    user = a_user()
    project = a_project(user, pekerjaan=1)
    access = an_access(user, project)
    made = []
    write(access, lambda w: made.extend(w.insert(HargaItem, [X])))
    write(access, lambda w: w.delete(HargaItem, made))
    with sequences_kept(connection):
        like_a_migration()
    later = []
    write(access, lambda w: later.extend(w.insert(HargaItem, [{**X, "kode": "Y"}])))
    assert later[0] > made[0]
    for _ in range(2):
        change_undo(access=access, request_key=a_request_key(), request_hash=b"")
    assert made[0] in ids(HargaItem, project)
