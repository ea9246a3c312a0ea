"""Ids are never given twice, whatever a migration does to the table."""

import pytest
from django.db import connection

from harsat.config.sequences import sequences_kept, sequences_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def table():
    key = "integer PRIMARY KEY AUTOINCREMENT" if connection.vendor == "sqlite" else "bigserial PRIMARY KEY"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE benda (id {key}, nama text)")
        cursor.execute("INSERT INTO benda (nama) VALUES ('a'), ('b'), ('c')")
    return "benda" if connection.vendor == "sqlite" else "public.benda_id_seq"


def next_id():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO benda (nama) VALUES ('baru') RETURNING id")
        return cursor.fetchone()[0]


def remake(rows):
    """What a migration does to a table on SQLite; on PostgreSQL the nearest that lets a sequence fall."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM benda WHERE id > %s", [rows])
        if connection.vendor == "sqlite":
            cursor.execute("CREATE TABLE new__benda (id integer PRIMARY KEY AUTOINCREMENT, nama text)")
            cursor.execute("INSERT INTO new__benda SELECT * FROM benda")
            cursor.execute("DROP TABLE benda")
            cursor.execute("ALTER TABLE new__benda RENAME TO benda")
        else:
            cursor.execute("ALTER SEQUENCE benda_id_seq RESTART WITH 1")
            cursor.execute("SELECT setval('benda_id_seq', %s)", [max(rows, 1)])


@pytest.mark.parametrize("rows", [0, 1])
def test_a_remade_table_would_give_an_id_again(table, rows):
    remake(rows)
    assert next_id() <= 3


@pytest.mark.parametrize("rows", [0, 1])
def test_a_remade_table_goes_on_where_it_stood(table, rows):
    with sequences_kept(connection):
        remake(rows)
    assert next_id() == 4


def test_a_sequence_that_rose_meanwhile_stays_up(table):
    with sequences_kept(connection):
        next_id()
    assert next_id() == 5


def test_a_table_that_is_gone_stays_gone(table):
    with sequences_kept(connection), connection.cursor() as cursor:
        cursor.execute("DROP TABLE benda")
    assert table not in sequences_read(connection)


def test_a_failed_migration_keeps_them_too(table):
    def fail():
        with sequences_kept(connection):
            remake(0)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert next_id() == 4


def test_a_new_table_of_the_same_migration_begins_at_one(table):
    with sequences_kept(connection), connection.cursor() as cursor:
        cursor.execute("DROP TABLE benda")
        key = "integer PRIMARY KEY AUTOINCREMENT" if connection.vendor == "sqlite" else "bigserial PRIMARY KEY"
        cursor.execute(f"CREATE TABLE lain (id {key}, nama text)")
        cursor.execute("INSERT INTO lain (nama) VALUES ('a') RETURNING id")
        assert cursor.fetchone()[0] == 1
