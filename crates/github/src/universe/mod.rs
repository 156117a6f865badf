//! The universe of tokens that an issuer of GitHub can mint, as regular languages.
//!
//! A token is a tuple of [`Field`]s, each a word of its own language; every claim is a recipe over them. A [`Shape`] fixes what the
//! recipes look like: the subject's template and form, the context, whether an enterprise owns the repository. The universe is the
//! union of its shapes: [`default_shapes`] for GitHub's default template, [`custom_shapes`] for one that somebody chose. Since whoever
//! administers a repository chooses its template, [`TemplateKey`] has what each key adds to a subject.
//!
//! | file | what |
//! |---|---|
//! | `field` | the fields and their languages |
//! | `languages` | what names, refs and free texts look like |
//! | `shape` | the recipes of one form of token |
//! | `party` | whose tokens are looked at: outsiders, an owner, a repository |
//! | `chosen` | the keys of templates that somebody chooses |
//! | `known` | what the facts of a repository rule out |
//!
//! Left out: the claims `iss`, `sub` and the times as keys of a template, and whether a reusable workflow lets others call it.

mod chosen;
mod field;
mod known;
mod languages;
mod party;
mod shape;

pub use chosen::{TemplateKey, is_property_key, template_keys};
pub use field::{Field, FieldKind};
pub use known::Known;
pub use party::Party;
pub use shape::{Shape, ShapeForm, custom_shapes, default_shapes};
