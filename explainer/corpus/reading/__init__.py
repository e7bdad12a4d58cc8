"""Files become text: pages of PDFs, web pages, laws and plain text, cut where their own order cuts them."""
