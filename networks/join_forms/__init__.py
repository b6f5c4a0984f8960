"""Join forms built from questions, form tokens and spam scoring. Imports no models."""
