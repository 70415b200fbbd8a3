"""Papersieve: clean a scraped page and read the papers that it presents."""
