"""Makes the corpus of signed agreements: see README.md in the folder above."""
