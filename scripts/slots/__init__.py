"""Training the slot reader."""
