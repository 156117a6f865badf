//! GitHub's OIDC issuer: claims, subject forms, templates, and the tokens a workflow would be issued.
