//! Recognising an issuer by its URL.

/// The issuers that are told apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum IssuerKind {
    /// github.com: `https://token.actions.githubusercontent.com`.
    GitHub,
    /// An enterprise on github.com with an issuer of its own: `https://token.actions.githubusercontent.com/SLUG`.
    GitHubEnterprise {
        /// The enterprise's slug.
        slug: String,
    },
    /// `https://github.com/enterprises/NAME`, for which AWS lists condition keys; no token of GitHub is known
    /// to name it as its issuer.
    GitHubEnterprisePage {
        /// The enterprise's name.
        name: String,
    },
    /// GitHub Enterprise Cloud with data residency: `https://token.actions.SUBDOMAIN.ghe.com`.
    GheCom {
        /// The enterprise's subdomain.
        subdomain: String,
        /// The path, where the enterprise has an issuer of its own.
        slug: Option<String>,
    },
    /// GitHub Enterprise Server: `https://HOST/_services/token`.
    EnterpriseServer {
        /// The server's host, with its port if it has one.
        host: String,
    },
    /// GitLab.com. An instance of one's own cannot be recognised by its URL.
    GitLab,
    /// CircleCI: `https://oidc.circleci.com/org/ORGANIZATION`.
    CircleCi {
        /// The organization's id.
        organization: String,
    },
    /// Bitbucket Pipelines.
    Bitbucket {
        /// The workspace's name.
        workspace: String,
    },
    /// Buildkite.
    Buildkite,
    /// HCP Terraform.
    HcpTerraform,
    /// Google accounts, built into STS.
    Google,
    /// Cognito identity pools, built into STS.
    Cognito,
    /// The cluster of an EKS service account.
    Eks {
        /// The cluster's region.
        region: String,
        /// The cluster's issuer id.
        id: String,
    },
    /// An identity domain of Oracle Cloud.
    OracleCloud,
    /// Forgejo Actions: `https://INSTANCE/api/actions`.
    Forgejo {
        /// The instance's host and path.
        instance: String,
    },
    /// None of these.
    Unknown,
}

pub(super) fn recognise(iss: &str) -> IssuerKind {
    let Some(rest) = iss.strip_prefix("https://") else {
        return IssuerKind::Unknown;
    };
    let (host, path) = match rest.split_once('/') {
        Some((host, path)) => (host, Some(path)),
        None => (rest, None),
    };
    if host.is_empty() {
        return IssuerKind::Unknown;
    }
    github(host, path).or_else(|| other(host, path)).unwrap_or(IssuerKind::Unknown)
}

fn github(host: &str, path: Option<&str>) -> Option<IssuerKind> {
    if let Some(path) = path
        && path == "_services/token"
    {
        return Some(IssuerKind::EnterpriseServer { host: host.to_owned() });
    }
    if host == "token.actions.githubusercontent.com" {
        return match path {
            None => Some(IssuerKind::GitHub),
            Some(path) => segment(path).map(|slug| IssuerKind::GitHubEnterprise { slug }),
        };
    }
    if host == "github.com" {
        let name = segment(path?.strip_prefix("enterprises/")?)?;
        return Some(IssuerKind::GitHubEnterprisePage { name });
    }
    let subdomain = label(host.strip_prefix("token.actions.")?.strip_suffix(".ghe.com")?)?;
    match path {
        None => Some(IssuerKind::GheCom { subdomain, slug: None }),
        Some(path) => Some(IssuerKind::GheCom { subdomain, slug: Some(segment(path)?) }),
    }
}

fn other(host: &str, path: Option<&str>) -> Option<IssuerKind> {
    match (host, path) {
        ("gitlab.com", None) => return Some(IssuerKind::GitLab),
        ("agent.buildkite.com", None) => return Some(IssuerKind::Buildkite),
        ("app.terraform.io", None) => return Some(IssuerKind::HcpTerraform),
        ("accounts.google.com", None) => return Some(IssuerKind::Google),
        ("cognito-identity.amazonaws.com", None) => return Some(IssuerKind::Cognito),
        ("oidc.circleci.com", Some(path)) => {
            let organization = segment(path.strip_prefix("org/")?)?;
            return Some(IssuerKind::CircleCi { organization });
        }
        ("api.bitbucket.org", Some(path)) => {
            let rest = path.strip_prefix("2.0/workspaces/")?;
            let workspace = segment(rest.strip_suffix("/pipelines-config/identity/oidc")?)?;
            return Some(IssuerKind::Bitbucket { workspace });
        }
        _ => {}
    }
    if let Some(domain) = host.strip_prefix("agent.")
        && let Some(domain) =
            domain.strip_suffix(".buildkite.dev").or_else(|| domain.strip_suffix(".buildkite.site"))
        && label(domain).is_some()
        && path.is_none()
    {
        return Some(IssuerKind::Buildkite);
    }
    if let Some(domain) =
        host.strip_prefix("idcs-").and_then(|rest| rest.strip_suffix(".identity.oraclecloud.com"))
        && label(domain).is_some()
        && path.is_none()
    {
        return Some(IssuerKind::OracleCloud);
    }
    if let Some(rest) = host.strip_prefix("oidc.eks.") {
        let region = rest.strip_suffix(".amazonaws.com").or_else(|| rest.strip_suffix(".amazonaws.com.cn"));
        let id = segment(path?.strip_prefix("id/")?)?;
        return Some(IssuerKind::Eks { region: label(region?)?, id });
    }
    let instance = match path? {
        "api/actions" => host.to_owned(),
        path => format!("{host}/{}", path.strip_suffix("/api/actions").filter(|path| !path.is_empty())?),
    };
    Some(IssuerKind::Forgejo { instance })
}

/// One part of a host name.
fn label(text: &str) -> Option<String> {
    (!text.is_empty() && !text.contains('.')).then(|| text.to_owned())
}

/// One part of a path.
fn segment(text: &str) -> Option<String> {
    (!text.is_empty() && !text.contains(['/', '?', '#'])).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> String {
        text.to_owned()
    }

    #[test]
    fn github_and_its_deployments() {
        for (iss, expected) in [
            ("https://token.actions.githubusercontent.com", IssuerKind::GitHub),
            (
                "https://token.actions.githubusercontent.com/octocat-inc",
                IssuerKind::GitHubEnterprise { slug: own("octocat-inc") },
            ),
            ("https://github.com/enterprises/acme", IssuerKind::GitHubEnterprisePage { name: own("acme") }),
            ("https://token.actions.acme.ghe.com", IssuerKind::GheCom { subdomain: own("acme"), slug: None }),
            (
                "https://token.actions.acme.ghe.com/acme",
                IssuerKind::GheCom { subdomain: own("acme"), slug: Some(own("acme")) },
            ),
            (
                "https://ghes.example.com/_services/token",
                IssuerKind::EnterpriseServer { host: own("ghes.example.com") },
            ),
        ] {
            assert_eq!(recognise(iss), expected, "{iss}");
        }
    }

    #[test]
    fn other_issuers() {
        for (iss, expected) in [
            ("https://gitlab.com", IssuerKind::GitLab),
            ("https://oidc.circleci.com/org/6b37", IssuerKind::CircleCi { organization: own("6b37") }),
            (
                "https://api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc",
                IssuerKind::Bitbucket { workspace: own("acme") },
            ),
            ("https://agent.buildkite.com", IssuerKind::Buildkite),
            ("https://agent.acme.buildkite.dev", IssuerKind::Buildkite),
            ("https://app.terraform.io", IssuerKind::HcpTerraform),
            ("https://accounts.google.com", IssuerKind::Google),
            ("https://cognito-identity.amazonaws.com", IssuerKind::Cognito),
            (
                "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE",
                IssuerKind::Eks { region: own("eu-west-1"), id: own("EXAMPLE") },
            ),
            (
                "https://oidc.eks.cn-north-1.amazonaws.com.cn/id/EXAMPLE",
                IssuerKind::Eks { region: own("cn-north-1"), id: own("EXAMPLE") },
            ),
            ("https://idcs-abc.identity.oraclecloud.com", IssuerKind::OracleCloud),
            ("https://forge.example/api/actions", IssuerKind::Forgejo { instance: own("forge.example") }),
            (
                "https://example.com/forge/api/actions",
                IssuerKind::Forgejo { instance: own("example.com/forge") },
            ),
        ] {
            assert_eq!(recognise(iss), expected, "{iss}");
        }
    }

    #[test]
    fn what_only_resembles_an_issuer_is_unknown() {
        for iss in [
            "",
            "https://",
            "token.actions.githubusercontent.com",
            "http://token.actions.githubusercontent.com",
            "https://token.actions.githubusercontent.com/",
            "https://token.actions.githubusercontent.com/a/b",
            "https://Token.actions.githubusercontent.com",
            "https://token.actions.githubusercontent.com.evil.example",
            "https://token.actions.a.b.ghe.com",
            "https://token.actions..ghe.com",
            "https://vstoken.actions.githubusercontent.com",
            "https://github.com/enterprises/",
            "https://gitlab.com/",
            "https://oidc.circleci.com/org/",
            "https://oidc.eks.eu-west-1.amazonaws.com/id/",
            "https://gitlab.example.com",
        ] {
            assert_eq!(recognise(iss), IssuerKind::Unknown, "{iss}");
        }
    }
}
