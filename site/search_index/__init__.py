"""What searches match: words folded and stemmed alike on every database, and misspelt words."""
