"""From the recap to pages, prints and sheets."""
