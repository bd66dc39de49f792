"""Commands that write reports and that check the figures."""
