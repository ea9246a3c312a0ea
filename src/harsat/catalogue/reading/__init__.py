"""A file of analyses becomes rows, the rows groups, and each group is trusted or listed with reasons."""
