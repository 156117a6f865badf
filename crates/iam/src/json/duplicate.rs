//! Members written twice.

use std::collections::HashMap;

use crate::span::Span;

use super::{Kind, Member, Object, Value};

/// A member name that an object has twice. The later member counts, as in the readers that AWS and most
/// languages use; RFC 8259, section 4, leaves it open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The name.
    pub name: String,
    /// Where the name stands whose value is overridden.
    pub first: Span,
    /// Where the name stands that overrides it.
    pub second: Span,
}

impl<'a> Object<'a> {
    /// The members that count, in order of writing: of members with the same name only the last.
    pub fn effective(&self) -> Vec<&Member<'a>> {
        let mut last = HashMap::with_capacity(self.members.len());
        for (index, member) in self.members.iter().enumerate() {
            last.insert(member.name.as_ref(), index);
        }
        self.members
            .iter()
            .enumerate()
            .filter(|(index, member)| last.get(member.name.as_ref()) == Some(index))
            .map(|(_, member)| member)
            .collect()
    }

    /// The names that this object has twice, each with the place before it; objects inside it are not searched.
    pub fn duplicates(&self) -> Vec<Duplicate> {
        let mut seen: HashMap<&str, Span> = HashMap::with_capacity(self.members.len());
        let mut found = Vec::new();
        for member in &self.members {
            if let Some(first) = seen.insert(&member.name, member.name_span) {
                found.push(Duplicate { name: member.name.to_string(), first, second: member.name_span });
            }
        }
        found
    }
}

impl Value<'_> {
    /// The names that any object in this value has twice, in order of writing of the object.
    pub fn duplicates(&self) -> Vec<Duplicate> {
        let mut found = Vec::new();
        self.collect_duplicates(&mut found);
        found
    }

    fn collect_duplicates(&self, found: &mut Vec<Duplicate>) {
        match &self.kind {
            Kind::Array(elements) => {
                for element in elements {
                    element.collect_duplicates(found);
                }
            }
            Kind::Object(object) => {
                found.extend(object.duplicates());
                for member in &object.members {
                    member.value.collect_duplicates(found);
                }
            }
            Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::json::parse;
    use crate::span::Span;

    #[test]
    fn every_repetition_is_found_with_both_places_and_the_last_counts() {
        let text = r#"{"a":1,"b":[{"\u0061":1,"a":2}],"a":3,"a":4}"#;
        let value = parse(text, 1000).unwrap();
        let found = value.duplicates();
        let places: Vec<_> = found.iter().map(|d| (d.name.as_str(), d.first, d.second)).collect();
        assert_eq!(
            places,
            [
                ("a", Span::new(1, 4), Span::new(32, 35)),
                ("a", Span::new(32, 35), Span::new(38, 41)),
                ("a", Span::new(13, 21), Span::new(24, 27)),
            ]
        );
        let object = value.as_object().unwrap();
        assert_eq!(object.get("a").unwrap().span.text(text), "4");
        let names: Vec<_> = object.effective().iter().map(|m| m.name.as_ref()).collect();
        assert_eq!(names, ["b", "a"]);
    }

    #[test]
    fn names_that_differ_by_case_are_different() {
        assert_eq!(parse(r#"{"a":1,"A":2}"#, 100).unwrap().duplicates(), []);
    }
}
