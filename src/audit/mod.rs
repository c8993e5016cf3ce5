//! Rules over the portal: what is empty, late or unlawful.
