"""Origins and copies, age, and the grounds a suggestion rests on."""
