"""The language checker: words that blame a child, found in a text that is never kept."""
