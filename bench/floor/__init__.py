"""The floor: the barest Django app that takes an answer, served as the product is."""
