"""From checked documents to the recap."""
