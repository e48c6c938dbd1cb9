"""The same findings, on paper: PDF, slides, document, single page and workbook. Nothing here works out a figure."""
