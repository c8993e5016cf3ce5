//! The only room that reads the user's files: bytes become typed values with their places.
