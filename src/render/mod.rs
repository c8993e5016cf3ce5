//! Portal and theme become artifacts: pages, feeds and data that are not made yet.
