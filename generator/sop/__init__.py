"""The rule book: steps, roles, calendar, forms, and what documents mean under them."""
