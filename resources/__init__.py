"""What the program carries with it: catalogues, icons, reference data, paper texts, samples."""
