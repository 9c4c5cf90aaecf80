"""What the pages draw with: the bitext reader, the actor card, the quotes table, and the rows behind them."""
