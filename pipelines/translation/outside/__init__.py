"""Engines in processes of their own: native code that dies, hangs or holds the interpreter harms no page.

`child` is the side of the program, `serve` that of the child, `engine` what both make: an engine that starts its child
at the first need, gives it a deadline, starts it again when it fell, and says in a sentence why it did.
"""
