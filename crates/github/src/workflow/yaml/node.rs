//! The tree.

use std::rc::Rc;

use super::super::Span;
use super::super::expression::number_to_text;

/// One YAML node and where it stands.
#[derive(Debug, Clone)]
pub(in super::super) struct Node {
    /// Where it stands; for a node reached through an alias, where the anchored node stands.
    pub(in super::super) span: Span,
    /// What it is.
    pub(in super::super) data: NodeData,
    /// Number of levels below and including this one.
    pub(super) depth: usize,
    /// Number of nodes below and including this one, aliases expanded.
    pub(super) size: usize,
}

/// What a node is.
#[derive(Debug, Clone)]
pub(in super::super) enum NodeData {
    /// A scalar: its text and what the core schema makes of it.
    Scalar(String, ScalarKind),
    /// A sequence.
    Sequence(Vec<Rc<Node>>),
    /// A mapping, in order of writing.
    Mapping(Vec<Entry>),
}

/// What YAML 1.2's core schema makes of a scalar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) enum ScalarKind {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A string, quoted or plain.
    String,
}

/// One member of a mapping.
#[derive(Debug, Clone)]
pub(in super::super) struct Entry {
    /// The key's text; a key that is not a scalar has none and is dropped with a note.
    pub(in super::super) key: String,
    /// Where the key stands.
    pub(in super::super) key_span: Span,
    /// The value.
    pub(in super::super) value: Rc<Node>,
}

impl Node {
    /// A sequence that is not written in the file.
    pub(in super::super) fn sequence(span: Span, items: Vec<Rc<Self>>) -> Self {
        Self { span, data: NodeData::Sequence(items), depth: 2, size: 2 }
    }

    /// The members of a mapping; empty for anything else.
    pub(in super::super) fn entries(&self) -> &[Entry] {
        match &self.data {
            NodeData::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The member of a mapping with exactly this key.
    pub(in super::super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The value of the member with exactly this key, unless it is null.
    pub(in super::super) fn get(&self, key: &str) -> Option<&Rc<Self>> {
        self.entry(key).map(|entry| &entry.value).filter(|node| !node.is_null())
    }

    /// The items of a sequence; empty for anything else.
    pub(in super::super) fn items(&self) -> &[Rc<Self>] {
        match &self.data {
            NodeData::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The text of a scalar.
    pub(in super::super) fn scalar(&self) -> Option<&str> {
        match &self.data {
            NodeData::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// The text of a scalar as GitHub has it where a text is wanted: `1.10` without quotes is the number 1.1, `True` the
    /// boolean `true`.
    ///
    /// Source: <https://github.com/actions/setup-python/blob/main/docs/advanced-usage.md#using-the-python-version-input>
    pub(in super::super) fn text(&self) -> Option<String> {
        match &self.data {
            NodeData::Scalar(_, ScalarKind::Number(number)) => Some(number_to_text(*number)),
            NodeData::Scalar(_, ScalarKind::Boolean(boolean)) => Some(boolean.to_string()),
            NodeData::Scalar(text, _) => Some(text.clone()),
            _ => None,
        }
    }

    /// Whether it is a mapping.
    pub(in super::super) fn is_mapping(&self) -> bool {
        matches!(self.data, NodeData::Mapping(_))
    }

    /// Whether it is a sequence.
    pub(in super::super) fn is_sequence(&self) -> bool {
        matches!(self.data, NodeData::Sequence(_))
    }

    /// Whether it is null.
    pub(in super::super) fn is_null(&self) -> bool {
        matches!(self.data, NodeData::Scalar(_, ScalarKind::Null))
    }

    /// A scalar as a list of one, a sequence of scalars as a list; other items are left out.
    pub(in super::super) fn strings(&self) -> Vec<(&str, Span)> {
        match &self.data {
            NodeData::Scalar(_, ScalarKind::Null) | NodeData::Mapping(_) => Vec::new(),
            NodeData::Scalar(text, _) => vec![(text, self.span)],
            NodeData::Sequence(items) => {
                items.iter().filter_map(|item| item.scalar().map(|text| (text, item.span))).collect()
            }
        }
    }
}
