"""Recipes that are run by hand: training, screenshots, the demo's documents."""
