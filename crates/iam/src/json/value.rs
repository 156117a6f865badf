//! The tree of a JSON text.

use std::borrow::Cow;

use crate::span::Span;

/// A JSON value and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value<'a> {
    /// The value.
    pub kind: Kind<'a>,
    /// Where it stood; a string's quotation marks and an object's braces included.
    pub span: Span,
}

/// The six kinds of a JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was written.
    Number(&'a str),
    /// A string, its escapes resolved.
    String(Cow<'a, str>),
    /// An array.
    Array(Vec<Value<'a>>),
    /// An object.
    Object(Object<'a>),
}

/// An object: its members in order of writing, repeated ones included.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Object<'a> {
    /// The members.
    pub members: Vec<Member<'a>>,
}

/// One member of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member<'a> {
    /// The name, its escapes resolved.
    pub name: Cow<'a, str>,
    /// Where the name stood, quotation marks included.
    pub name_span: Span,
    /// The value.
    pub value: Value<'a>,
}

impl<'a> Value<'a> {
    /// The text of a string; `None` for any other kind.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The object; `None` for any other kind.
    pub fn as_object(&self) -> Option<&Object<'a>> {
        match &self.kind {
            Kind::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The elements of an array; `None` for any other kind.
    pub fn as_array(&self) -> Option<&[Self]> {
        match &self.kind {
            Kind::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The kind with its article, for messages: `a string`, `an object`.
    pub fn describe(&self) -> &'static str {
        match self.kind {
            Kind::Null => "null",
            Kind::Bool(_) => "a boolean",
            Kind::Number(_) => "a number",
            Kind::String(_) => "a string",
            Kind::Array(_) => "a list",
            Kind::Object(_) => "an object",
        }
    }
}

impl<'a> Object<'a> {
    /// The value of the member called `name`, the last one where there are several; `None` where there is none.
    pub fn get(&self, name: &str) -> Option<&Value<'a>> {
        self.member(name).map(|member| &member.value)
    }

    /// The member called `name`, the last one where there are several; `None` where there is none.
    pub fn member(&self, name: &str) -> Option<&Member<'a>> {
        self.members.iter().rfind(|member| member.name == name)
    }
}
