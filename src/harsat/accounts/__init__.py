"""Who signs in and for which organisation: users by e-mail, organisations, memberships and their roles."""
