"""The HTTP API. Views translate: request to arguments, one service or selector, result to answer."""
