//! The stair: survey and build.
