"""The invented world behind sample_uploads/: people, cases, habits of institutions, ugly files."""
