//! The evaluation against the corpus, and its properties.

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod operators;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod support;
