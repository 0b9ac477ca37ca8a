"""How fast the product is, beside floors measured in the same run: see README.md."""
