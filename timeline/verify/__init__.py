"""Quotations and other wordings against the text that they come from: pure, from text to verdict."""
