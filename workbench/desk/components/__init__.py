"""The parts pages are drawn from; each owns its widget keys."""
