"""Lost decimal separators: which whole numbers of a catalogue were fractions, and which fraction each was.

1,3125 that became 13125 leaves a whole number, so only whole numbers are doubted and fractions are the witnesses.
Every doubted number has a few readings: itself (13125) and what it was if it lost 1, 2, 3... places (1312.5, 131.25,
13.125, 1.3125). A reading is as likely as

    how well its size, its digits and its number of places suit the lines like it      likeness.py, places.py
  x how well it suits the other lines of its analysis, and plain geometry              ratios.py, geometry.py
  x how often the file loses that many places (nothing is lost in the first reading)   losses.py

and each guess improves the witnesses of the next round (weighing.py). Nothing here knows a resource, a code or a
file: all of it is learned from the book itself and from the editions it is compared with.
"""

from harsat.catalogue.diagnosis.desimal.detector import find

__all__ = ["find"]
