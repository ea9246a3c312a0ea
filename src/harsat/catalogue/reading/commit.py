"""Publishes the trusted analyses of a review; the only part of reading that touches the database."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from harsat.catalogue.reading.review import Review
from harsat.catalogue.services import PublishedCount, analyses_publish, edition_publish


@transaction.atomic
def review_commit(review: Review, *, edition_name: str, as_of: date, source: str) -> PublishedCount:
    """Store every trusted analysis in one transaction; the listed stay out. A second run changes nothing."""
    edition = edition_publish(name=edition_name, as_of=as_of, source=source)
    return analyses_publish(edition=edition, drafts=[entry.draft for entry in review.trusted])
