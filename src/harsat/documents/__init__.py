"""Documents: reports say what is on paper and in workbooks, media draw it; both from one Estimate."""
