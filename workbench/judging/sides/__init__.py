"""Claim and passage prepared for judging, with their values where they stand."""
