"""Views of records that are counted month by month: their chains of joins, the finest safe grid of each, and how they go on."""
