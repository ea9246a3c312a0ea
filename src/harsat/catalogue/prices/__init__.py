"""Prices of resources by region and period: reading, diagnosis, matching to resources, and whole catalogues priced."""
