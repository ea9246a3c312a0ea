"""What a diagnosis found waits here for a person: decided, undone, repaired, and committed into an edition."""
