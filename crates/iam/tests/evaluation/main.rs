//! The evaluation against the corpus, and its properties.

mod operators;
mod support;
