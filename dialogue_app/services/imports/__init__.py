"""The steps that all imported workbooks share."""
