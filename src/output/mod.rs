//! The only room that writes the site, and only what changed.
