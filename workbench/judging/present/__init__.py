"""What of it all is shown."""
