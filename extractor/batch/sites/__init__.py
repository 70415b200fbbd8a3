"""Site templates: a first pass over the pages, whose findings the second judges with."""
