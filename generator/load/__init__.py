"""Reading: trees, YAML sources, forms, and the corpus."""
