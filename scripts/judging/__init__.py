"""Fitting the judge on labelled desks."""
