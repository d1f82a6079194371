"""Documents of a standard operating procedure as YAML in git: checked, compiled, published."""
