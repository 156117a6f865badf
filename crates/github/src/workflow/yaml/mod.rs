//! YAML with spans: a small tree, built from `saphyr-parser`'s events.
//!
//! Why not `github-actions-models`: it deserialises into exact types, so that one member it does not know or one
//! reported fragment without `on:` loses the whole file, and it keeps no spans, which every verdict here points with.
//! Why not `saphyr`'s own loader: it recurses once for each level of nesting (a file of `- - - -` overflows the
//! stack) and counts positions in characters. Reading events keeps depth, aliases and byte offsets in our hands.

mod node;
mod offsets;
mod read;

pub(super) use node::{Entry, Node, NodeData, ScalarKind};
pub(super) use read::{Document, parse};
