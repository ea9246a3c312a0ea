"""Projects as rows and rights: what a project is called, who may do what in it, and its last computed summary."""
