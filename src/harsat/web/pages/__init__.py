"""Pages: each module holds a view and the view-model its template prints."""
