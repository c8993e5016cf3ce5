//! Diagnostics become what people and programs read.
