"""Papers as lists of parts that know no renderer, and the renderers that draw each part once."""
