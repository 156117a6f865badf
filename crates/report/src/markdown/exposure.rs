//! Who can assume a role, and what a change lets in.

use can_assume_core::exposure::{Difference, Exposure, Identity, OtherPrincipal};

use super::words::sentence;
use crate::escape::{markdown as text, markdown_code as code};
use crate::tally;

/// A heading and a table for each role, and how many stand on each rung; `name` is what to call a role whose name the file does not say.
pub fn who(roles: &[(Option<String>, Exposure)], name: &str) -> String {
    let blocks: Vec<String> = roles
        .iter()
        .map(|(role, exposure)| {
            let mut rows = identities("", &exposure.identities);
            rows.push_str(&principals("", &exposure.other_principals));
            let mut block =
                headed(role.as_deref().unwrap_or(name), exposure.level.as_str(), "| exposure |", &rows);
            for why in &exposure.contradictions {
                block.push_str(&format!("\n- nobody, because {}\n", sentence(why)));
            }
            block
        })
        .collect();
    blocks.into_iter().chain(tally::levels(roles)).collect::<Vec<_>>().join("\n")
}

/// A heading and a table of what is gained and lost for each role, and how many changes of each kind there are; of several roles
/// those that changed.
pub fn diff(roles: &[(Option<String>, Difference)], name: &str) -> String {
    let blocks: Vec<String> = tally::changed(roles)
        .map(|(role, difference)| {
            let mut rows = identities("**gained**: ", &difference.gained);
            rows.push_str(&principals("**gained**: ", &difference.gained_principals));
            rows.push_str(&identities("lost: ", &difference.lost));
            rows.push_str(&principals("lost: ", &difference.lost_principals));
            headed(role.as_deref().unwrap_or(name), difference.change.as_str(), "| change |", &rows)
        })
        .collect();
    blocks.into_iter().chain(tally::changes(roles)).collect::<Vec<_>>().join("\n")
}

fn headed(role: &str, word: &str, first: &str, rows: &str) -> String {
    let table = if rows.is_empty() {
        String::new()
    } else {
        format!("\n{first} who | a token of them |\n|---|---|---|\n{rows}")
    };
    format!("### {} — {word}\n{table}", text(role))
}

fn identities(sign: &str, identities: &[Identity]) -> String {
    identities
        .iter()
        .map(|identity| {
            let assumes: Vec<String> = identity
                .assumes
                .iter()
                .map(|assumption| format!("<br>assumes: {}", sentence(assumption)))
                .collect();
            let witness = identity.witness.as_ref().and_then(|claims| claims.text("sub"));
            format!(
                "| {sign}{} | {}{} | {} |\n",
                identity.level.as_str(),
                sentence(&identity.description),
                assumes.concat(),
                witness.map(|subject| code(&subject)).unwrap_or_default()
            )
        })
        .collect()
}

fn principals(sign: &str, others: &[OtherPrincipal]) -> String {
    others
        .iter()
        .map(|other| {
            let requires: Vec<String> = other
                .conditions
                .iter()
                .map(|condition| format!("<br>requires: {}", sentence(condition)))
                .collect();
            format!(
                "| {sign}other | {}: {}{} | |\n",
                code(&other.principal),
                sentence(&other.description),
                requires.concat()
            )
        })
        .collect()
}
