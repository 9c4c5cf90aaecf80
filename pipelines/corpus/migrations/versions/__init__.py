"""The steps, one a module; their numbers say the order."""
