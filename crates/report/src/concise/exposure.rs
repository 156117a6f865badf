//! One line an identity: `role: exposure: who`.

use can_assume_core::exposure::{Difference, Exposure, Identity, OtherPrincipal};

use crate::escape::terminal;

/// A line for each identity and each principal that a role lets in, and one for a role that lets in nobody; `name` is what to
/// call a role whose name the file does not say.
pub fn who(roles: &[(Option<String>, Exposure)], name: &str) -> String {
    let mut text = String::new();
    for (role, exposure) in roles {
        let role = terminal(role.as_deref().unwrap_or(name));
        let mut add = |line: &str| text.push_str(&format!("{role}: {line}\n"));
        exposure.identities.iter().for_each(|identity| add(&row(identity)));
        if exposure.identities.is_empty() {
            let why = exposure.contradictions.join("; ");
            let because = if why.is_empty() { String::new() } else { format!(": {}", terminal(&why)) };
            add(&format!("{}{because}", exposure.level.as_str()));
        }
        exposure.other_principals.iter().for_each(|other| add(&principal(other)));
    }
    text
}

/// A line for each identity and each principal that a change lets in (`+`) or locks out (`-`), and one for a role that it leaves
/// as it was.
pub fn diff(roles: &[(Option<String>, Difference)], name: &str) -> String {
    let mut text = String::new();
    for (role, difference) in roles {
        let head = format!("{}: {}", terminal(role.as_deref().unwrap_or(name)), difference.change.as_str());
        let sides = [
            ("+", &difference.gained, &difference.gained_principals),
            ("-", &difference.lost, &difference.lost_principals),
        ];
        let before = text.len();
        for (sign, identities, principals) in sides {
            let rows = identities.iter().map(row).chain(principals.iter().map(principal));
            rows.for_each(|row| text.push_str(&format!("{head}: {sign} {row}\n")));
        }
        if text.len() == before {
            text.push_str(&format!("{head}\n"));
        }
    }
    text
}

fn row(identity: &Identity) -> String {
    format!("{}: {}", identity.level.as_str(), terminal(&identity.description))
}

fn principal(other: &OtherPrincipal) -> String {
    format!("other: {}: {}", terminal(&other.principal), terminal(&other.description))
}
