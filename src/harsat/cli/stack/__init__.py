"""Private PostgreSQL, PgBouncer and Redis on free ports, for tests and for people; the standard library only."""
