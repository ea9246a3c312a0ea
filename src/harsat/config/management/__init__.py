"""Django's management commands that this product guards."""
