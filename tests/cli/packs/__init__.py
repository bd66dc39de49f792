"""Commands that issue packs and follow them, and workbooks that come back."""
