"""Packs of overdue cases as people get them: a workbook to fill in, and pages to sign."""

from recheck.packs.book import pack_book
from recheck.packs.content import Pack, Visit, pack_of
from recheck.packs.follow_up import follow_up_book
from recheck.packs.pages import pack_pages, pack_style

__all__ = ["Pack", "Visit", "follow_up_book", "pack_book", "pack_of", "pack_pages", "pack_style"]
