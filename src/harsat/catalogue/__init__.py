"""National AHSP editions, immutable once published, with their search and the strict import of workbooks."""
