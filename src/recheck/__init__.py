"""Half-yearly spreadsheets in; overdue lists, rates and Chinese reports out."""
