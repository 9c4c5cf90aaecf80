"""Reading the articles of a corpus again, with the reader of today; what people put right is kept and placed anew."""
