"""French analysed by Apertium, put into English word order and forms by rules and a press lexicon of our own."""
