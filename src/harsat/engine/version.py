"""The version of the sums, part of every cache key; a mended rule raises it, a frozen version keeps its own figures."""

ENGINE_VERSION = "1"
