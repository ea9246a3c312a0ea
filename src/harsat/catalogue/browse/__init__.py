"""Read-only selectors of the catalogue browser: editions, tree, hits, sheet, uses, comparison, price lists."""
