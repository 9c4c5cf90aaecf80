"""French sentences → English."""
