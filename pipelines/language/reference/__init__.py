"""Whom a pronoun or a phrase without a name takes up; quotes and events both ask."""
