"""The one engine: every figure of a project, on Decimal, from values in to values out, without a clock."""
