"""One module per way a file lays out its analyses; each turns a table into rows and remarks."""
