"""The wizard that takes in a workbook: file, columns, every row before it is written, result."""
