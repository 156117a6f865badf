//! The corpus as data, and how tests find it.
