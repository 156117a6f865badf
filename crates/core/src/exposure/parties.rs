//! The owners and repositories that a policy has in mind, and everyone else.

use std::collections::BTreeSet;

use can_assume_github::issuer::Issuer;
use can_assume_github::universe::{FieldKind, Known, Party};
use can_assume_regular::Language;

use super::asked::Asked;
use super::describe;
use super::level::Level;
use super::parts::ignoring_ascii_case;
use super::reading::short;
use super::row::Row;
use super::unthought::unthought_of;

/// The names and ids that occur in a policy.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pub(super) owners: BTreeSet<String>,
    owner_ids: BTreeSet<String>,
    repositories: BTreeSet<(String, String)>,
    repository_ids: BTreeSet<String>,
}

/// A party, what it is called, and how open a policy is that lets it in by a template of its choice.
#[derive(Clone)]
pub(super) struct Group {
    pub(super) party: Party,
    pub(super) name: String,
    pub(super) level: Level,
    /// The owner as somebody wrote it, where these are all its other repositories.
    pub(super) owner: Option<String>,
    /// The repository, where it is one that somebody named.
    pub(super) repository: Option<NamedRepository>,
}

/// How somebody named a repository.
#[derive(Debug, Clone)]
pub(super) enum NamedRepository {
    /// By its owner and its name, which GitHub compares without regard to case.
    Name(String, String),
    /// By its id.
    Id(String),
}

impl Group {
    /// Whoever GitHub takes for the same owner or repository, under its name in another case than it was written in; nobody where it was
    /// not written as a name.
    pub(super) fn otherwise_written(&self) -> Vec<Self> {
        let other = |known: &Language, word: &str| known.difference(&Language::literal(word));
        let parties = match (&self.owner, &self.repository) {
            (Some(owner), _) => vec![Party { owner: other(&self.party.owner, owner), ..self.party.clone() }],
            (None, Some(NamedRepository::Name(owner, name))) => vec![
                Party { repository: other(&self.party.repository, name), ..self.party.clone() },
                Party {
                    owner: other(&self.party.owner, owner),
                    repository: Language::literal(name.as_str()),
                    ..self.party.clone()
                },
            ],
            (None, Some(NamedRepository::Id(_)) | None) => Vec::new(),
        };
        let group = |party| Self {
            party,
            name: format!("{}, written in another case", self.name),
            level: self.level,
            owner: None,
            repository: None,
        };
        parties.into_iter().map(group).collect()
    }

    /// Whether `other`, under its name in another case than it was written in, seems to be one of the group to who does not know that GitHub
    /// takes both for the same.
    pub(super) fn seems_to_hold(&self, other: &Self) -> bool {
        match (&self.owner, &other.owner, &other.repository) {
            (Some(owner), None, Some(NamedRepository::Name(of, _))) => owner.eq_ignore_ascii_case(of),
            (None, Some(_), _) => matches!(self.level, Level::AnyoneForged),
            _ => false,
        }
    }

    /// A stranger out of the group, of whom nobody has thought: what it can do, any account can.
    pub(super) fn stranger(&self) -> Party {
        Party {
            owner: Language::literal(unthought_of(&FieldKind::Owner)),
            owner_id: Language::literal(unthought_of(&FieldKind::OwnerId)),
            repository_id: Language::literal(unthought_of(&FieldKind::RepositoryId)),
            ..self.party.clone()
        }
    }
}

impl Names {
    /// Reads the values of the conditions, the owners of the options and the repository of the facts.
    pub(super) fn of(asked: &Asked<'_>, owners: &[String], known: &Known, rows: &[Row<'_>]) -> Self {
        let mut names = Self::default();
        names.owners.extend(owners.iter().cloned());
        if let Some((owner, name)) = known.repository() {
            names.owners.insert(owner.to_owned());
            names.repositories.insert((owner.to_owned(), name.to_owned()));
        }
        for condition in asked.conditions() {
            for value in &condition.values {
                names.read(short(&condition.key.value), &value.value);
            }
        }
        for row in rows {
            for owner in row.named(&FieldKind::Owner).unwrap_or_default() {
                names.owners.insert(owner.to_owned());
                for repository in row.named(&FieldKind::Repository).unwrap_or_default() {
                    names.repositories.insert((owner.to_owned(), repository.to_owned()));
                }
            }
        }
        names
    }

    fn read(&mut self, key: &str, value: &str) {
        match key.to_ascii_lowercase().as_str() {
            "repository" => self.repository(value),
            "repository_owner" => self.owner(value),
            "repository_owner_id" => self.owner_id(value),
            "repository_id" => self.repository_id(value),
            "sub" => {
                let parts: Vec<&str> = value.split(':').collect();
                for pair in parts.windows(2) {
                    if let [label, value] = pair {
                        match *label {
                            "repo" | "repository" => self.repository(value),
                            "repository_owner" => self.owner(value),
                            "repository_owner_id" => self.owner_id(value),
                            "repository_id" => self.repository_id(value),
                            _ => {}
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn repository(&mut self, text: &str) {
        let Some((owner, name)) = text.split_once('/') else { return };
        let (owner, owner_id) = owner.split_once('@').map_or((owner, None), |(name, id)| (name, Some(id)));
        let (name, id) = name.split_once('@').map_or((name, None), |(name, id)| (name, Some(id)));
        self.owner(owner);
        if is_name(owner) && is_name(name) {
            self.repositories.insert((owner.to_owned(), name.to_owned()));
        }
        owner_id.into_iter().for_each(|id| self.owner_id(id));
        id.into_iter().for_each(|id| self.repository_id(id));
    }

    fn owner(&mut self, text: &str) {
        if is_name(text) {
            self.owners.insert(text.to_owned());
        }
    }

    fn owner_id(&mut self, text: &str) {
        if is_id(text) {
            self.owner_ids.insert(text.to_owned());
        }
    }

    fn repository_id(&mut self, text: &str) {
        if is_id(text) {
            self.repository_ids.insert(text.to_owned());
        }
    }

    /// Everyone, in groups that together are all: outsiders first, then owners, then repositories. GitHub compares names without regard to
    /// case.
    pub(super) fn groups(&self, issuer: &Issuer) -> Vec<Group> {
        let everyone = Party::everyone();
        let without = |language: &Language, words: &BTreeSet<String>| {
            if words.is_empty() {
                language.clone()
            } else {
                language.difference(&Language::union(words.iter().map(|word| ignoring_ascii_case(word))))
            }
        };
        let strangers = without(&everyone.owner, &self.owners);
        let strange_ids = without(&everyone.owner_id, &self.owner_ids);
        let other_ids = without(&everyone.repository_id, &self.repository_ids);
        let outsiders = Party {
            owner: strangers.clone(),
            owner_id: strange_ids,
            repository: everyone.repository.clone(),
            repository_id: other_ids.clone(),
        };
        let mut groups = vec![Group {
            party: outsiders,
            name: format!("any repository of {}", describe::everyone(issuer)),
            level: Level::AnyoneForged,
            owner: None,
            repository: None,
        }];
        for owner in &self.owners {
            let named: BTreeSet<String> = self
                .repositories
                .iter()
                .filter(|(of, _)| of.eq_ignore_ascii_case(owner))
                .map(|(_, name)| name.clone())
                .collect();
            // An owner that is written in several ways has a group for each of them.
            let elsewhere = self.owners.iter().filter(|of| *of != owner && of.eq_ignore_ascii_case(owner));
            groups.push(Group {
                party: Party {
                    owner: elsewhere.fold(ignoring_ascii_case(owner), |all, other| {
                        all.difference(&Language::literal(other.as_str()))
                    }),
                    repository: without(&everyone.repository, &named),
                    repository_id: other_ids.clone(),
                    ..everyone.clone()
                },
                name: format!("any other repository of `{owner}`"),
                level: Level::Owner,
                owner: Some(owner.clone()),
                repository: None,
            });
        }
        for id in &self.owner_ids {
            groups.push(Group {
                party: Party {
                    owner: strangers.clone(),
                    owner_id: Language::literal(id.as_str()),
                    repository_id: other_ids.clone(),
                    ..everyone.clone()
                },
                name: format!("any other repository of the account (owner id `{id}`)"),
                level: Level::Owner,
                owner: None,
                repository: None,
            });
        }
        for (owner, name) in &self.repositories {
            groups.push(Group {
                party: Party {
                    owner: ignoring_ascii_case(owner),
                    repository: ignoring_ascii_case(name),
                    ..everyone.clone()
                },
                name: format!("`{owner}/{name}`"),
                level: Level::Repository,
                owner: None,
                repository: Some(NamedRepository::Name(owner.clone(), name.clone())),
            });
        }
        for id in &self.repository_ids {
            groups.push(Group {
                party: Party { repository_id: Language::literal(id.as_str()), ..everyone.clone() },
                name: format!("the repository (repository id `{id}`)"),
                level: Level::Repository,
                owner: None,
                repository: Some(NamedRepository::Id(id.clone())),
            });
        }
        groups
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(can_assume_github::name::is_name_char)
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
