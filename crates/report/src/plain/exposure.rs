//! `who` and `diff` for people: one role a block.

use anstyle::{AnsiColor, Style as Ansi};
use can_assume_core::exposure::{Change, Difference, Exposure, Identity, Level, OtherPrincipal};

use crate::escape::terminal;
use crate::tally;

/// The blocks of `who`, and how many roles stand on each rung; `name` is what to call a role whose name the file does not say.
pub fn who(roles: &[(Option<String>, Exposure)], name: &str) -> String {
    let blocks: Vec<String> = roles
        .iter()
        .map(|(role, exposure)| {
            let mut block =
                head(role.as_deref().unwrap_or(name), exposure.level.as_str(), colour(exposure.level));
            for identity in &exposure.identities {
                block.push_str(&row(identity, ""));
            }
            for why in &exposure.contradictions {
                block.push_str(&format!("  because {}\n", terminal(why)));
            }
            for other in &exposure.other_principals {
                block.push_str(&principal(other, ""));
            }
            block
        })
        .collect();
    blocks.into_iter().chain(tally::levels(roles)).collect::<Vec<_>>().join("\n")
}

/// The blocks of `diff`, and how many changes of each kind there are; of several roles those that changed.
pub fn diff(roles: &[(Option<String>, Difference)], name: &str) -> String {
    let blocks: Vec<String> = tally::changed(roles)
        .map(|(role, difference)| {
            let colour = match difference.change {
                Change::Equivalent | Change::Narrower => AnsiColor::Green,
                Change::Wider | Change::Changed => AnsiColor::Red,
                Change::Undetermined => AnsiColor::Yellow,
            };
            let mut block = head(role.as_deref().unwrap_or(name), difference.change.as_str(), colour);
            for (sign, identities, principals) in [
                ("+ ", &difference.gained, &difference.gained_principals),
                ("- ", &difference.lost, &difference.lost_principals),
            ] {
                identities.iter().for_each(|identity| block.push_str(&row(identity, sign)));
                principals.iter().for_each(|other| block.push_str(&principal(other, sign)));
            }
            block
        })
        .collect();
    blocks.into_iter().chain(tally::changes(roles)).collect::<Vec<_>>().join("\n")
}

fn head(role: &str, word: &str, colour: AnsiColor) -> String {
    let style = Ansi::new().bold().fg_color(Some(colour.into()));
    format!("{}   {style}{word}{style:#}\n", terminal(role))
}

fn colour(level: Level) -> AnsiColor {
    match level {
        Level::Anyone | Level::AnyoneForged | Level::Registrable => AnsiColor::Red,
        Level::Owner | Level::Repository | Level::Undetermined => AnsiColor::Yellow,
        Level::Scoped | Level::Nobody => AnsiColor::Green,
    }
}

fn row(identity: &Identity, sign: &str) -> String {
    let mut text = format!("  {sign}{:<13} {}\n", identity.level.as_str(), terminal(&identity.description));
    for assumption in &identity.assumes {
        text.push_str(&format!("      assumes: {}\n", terminal(assumption)));
    }
    if let Some(claims) = &identity.witness {
        let shown: Vec<String> = claims
            .iter()
            .filter(|claim| claim.name == "sub")
            .chain(claims.iter().filter(|claim| !matches!(claim.name.as_str(), "sub" | "iss" | "aud")))
            .filter_map(|claim| Some(format!("{}={}", claim.name, claim.value.as_str()?)))
            .chain(identity.context.iter().map(|(key, value)| format!("{key}={}", value.values().join(","))))
            .collect();
        text.push_str(&format!("      witness: {}\n", terminal(&shown.join(" "))));
    }
    text
}

fn principal(other: &OtherPrincipal, sign: &str) -> String {
    let mut text =
        format!("  {sign}{:<13} {}: {}\n", "other", terminal(&other.principal), terminal(&other.description));
    for condition in &other.conditions {
        text.push_str(&format!("      requires: {}\n", terminal(condition)));
    }
    text
}
